package dev.rapporteur.report;

import java.time.Instant;

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
 */
public record ReportRun(
    String id,
    RunRequest request,
    int revision,
    RunState state,
    int attempt,
    Instant requestedAt,
    Instant changedAt,
    String failure) {}
