package dev.rapporteur.review;

import dev.rapporteur.rendering.RenderedDocument;
import dev.rapporteur.report.ReportDefinition.DeliveryTarget;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunScope;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A report that a person has approved, with its files as they were made and still lie there. Only
 * the {@link ReviewDesk} makes one, so nothing else can leave the house.
 */
public final class ApprovedReport {
  private final String run;
  private final String report;
  private final String title;
  private final ReportingPeriod period;
  private final RunScope scope;
  private final int revision;
  private final Locale locale;
  private final String approvedBy;
  private final Instant approvedAt;
  private final List<RenderedDocument> documents;
  private final List<DeliveryTarget> deliver;

  ApprovedReport(
      String run,
      String report,
      String title,
      ReportingPeriod period,
      RunScope scope,
      int revision,
      Locale locale,
      String approvedBy,
      Instant approvedAt,
      List<RenderedDocument> documents,
      List<DeliveryTarget> deliver) {
    if (approvedBy.isBlank() || documents.isEmpty()) {
      throw new IllegalArgumentException("run " + run + " has no approval or no document");
    }
    this.run = run;
    this.report = report;
    this.title = title;
    this.period = period;
    this.scope = scope;
    this.revision = revision;
    this.locale = locale;
    this.approvedBy = approvedBy;
    this.approvedAt = approvedAt;
    this.documents = List.copyOf(documents);
    this.deliver = List.copyOf(deliver);
  }

  /** The run whose draft was approved. */
  public String run() {
    return run;
  }

  /** Name of the report. */
  public String report() {
    return report;
  }

  /** As on the cover. */
  public String title() {
    return title;
  }

  public ReportingPeriod period() {
    return period;
  }

  public RunScope scope() {
    return scope;
  }

  /** 1 for the first draft, then counted up. */
  public int revision() {
    return revision;
  }

  /** The language in which recipients are written to. */
  public Locale locale() {
    return locale;
  }

  public String approvedBy() {
    return approvedBy;
  }

  public Instant approvedAt() {
    return approvedAt;
  }

  /** What is delivered, at least one. */
  public List<RenderedDocument> documents() {
    return documents;
  }

  /** Where it is to go, as the definition of the run says. */
  public List<DeliveryTarget> deliver() {
    return deliver;
  }
}
