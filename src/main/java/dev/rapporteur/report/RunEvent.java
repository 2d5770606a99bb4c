package dev.rapporteur.report;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something about a run that others may want to know. It is kept in the transaction in which it
 * came true, and told afterwards.
 *
 * @param id the same however often it is told
 * @param type such as {@code report.approved}; see docs/guides/events.md
 * @param run which run
 * @param data what else there is to say; never a figure or a sentence of the report
 * @param happenedAt when
 */
public record RunEvent(
    String id, String type, String run, Map<String, String> data, Instant happenedAt) {

  /** A draft was made, or a report was split into its parts. */
  public static final String FINISHED = "run.finished";

  /** A run stopped; where another system was away, it is tried again by itself. */
  public static final String FAILED = "run.failed";

  /** The data were not ready by the deadline. */
  public static final String ESCALATED = "run.escalated";

  /** A draft waits for a reviewer. */
  public static final String REVIEW_NEEDED = "review.needed";

  public static final String APPROVED = "report.approved";

  /** Every recipient has the report. */
  public static final String DELIVERED = "report.delivered";

  /** A recipient does not have the report, or nobody knows, and a person must decide. */
  public static final String DELIVERY_FAILED = "delivery.failed";

  public RunEvent {
    data = Collections.unmodifiableMap(new TreeMap<>(data));
  }
}
