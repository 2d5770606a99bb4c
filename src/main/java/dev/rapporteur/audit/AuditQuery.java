package dev.rapporteur.audit;

/**
 * Which entries of the trail are wanted. A text is looked for anywhere in its field, whatever its
 * case; an empty one matches all.
 *
 * @param fromDay first day, UTC, as 2026-03-02; empty for the beginning
 * @param toDay last day, UTC; empty for the end
 * @param before only entries with a smaller sequence; 0 for all
 * @param limit at most so many, the latest first
 */
public record AuditQuery(
    String kind,
    String actor,
    String subject,
    String reference,
    String fromDay,
    String toDay,
    long before,
    int limit) {

  /** The latest entries that are about a subject. */
  public static AuditQuery about(String subject, int limit) {
    return new AuditQuery("", "", subject, "", "", "", 0, limit);
  }
}
