package dev.rapporteur.report;

import java.time.Instant;
import java.util.Optional;

/**
 * One making of a report.
 *
 * @param id the run's id, sortable by time of request
 * @param request what was asked for
 * @param revision 1 for the first draft of a report, period and scope, then counted up
 * @param state the last stage completed
 * @param attempt counted up with each execution; a step of an older attempt can write nothing
 * @param requestedAt when the run was asked for
 * @param changedAt when its state last changed
 * @param failure why it failed, or an empty text
 * @param failures how often it has failed since its last finished step
 * @param retryAt when a failed run is tried again by itself; absent where it waits for a person
 */
public record ReportRun(
    String id,
    RunRequest request,
    int revision,
    RunState state,
    int attempt,
    Instant requestedAt,
    Instant changedAt,
    String failure,
    int failures,
    Optional<Instant> retryAt) {}
