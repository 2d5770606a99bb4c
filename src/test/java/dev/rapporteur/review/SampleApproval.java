package dev.rapporteur.review;

import dev.rapporteur.rendering.RenderedDocument;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunScope;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Approved reports for the tests of what comes after an approval. */
public final class SampleApproval {
  private SampleApproval() {}

  /** Of {@code sales-monthly} for March 2024, approved by mei.chen. */
  public static ApprovedReport of(
      String run, String title, Locale locale, List<RenderedDocument> documents) {
    return of(run, title, locale, RunScope.WHOLE, documents);
  }

  /** As above, for a part of the data. */
  public static ApprovedReport of(
      String run, String title, Locale locale, RunScope scope, List<RenderedDocument> documents) {
    return new ApprovedReport(
        run,
        "sales-monthly",
        title,
        ReportingPeriod.month(2024, 3),
        scope,
        1,
        locale,
        "mei.chen",
        Instant.parse("2024-04-05T08:00:00Z"),
        documents,
        List.of());
  }
}
