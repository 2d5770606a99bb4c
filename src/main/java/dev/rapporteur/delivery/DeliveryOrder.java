package dev.rapporteur.delivery;

import dev.rapporteur.rendering.RenderedDocument;
import dev.rapporteur.report.ReportingPeriod;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An approved report on its way out.
 *
 * @param run the run whose draft was approved
 * @param report name of the report
 * @param title as on the cover
 * @param period what it speaks about
 * @param revision 1 for the first draft, then counted up
 * @param locale the language in which recipients are written to
 * @param approvedBy who approved it; never blank, for nothing else goes out
 * @param documents what is delivered, at least one
 * @param link where it can be read; empty if there is no such place
 */
public record DeliveryOrder(
    String run,
    String report,
    String title,
    ReportingPeriod period,
    int revision,
    Locale locale,
    String approvedBy,
    List<RenderedDocument> documents,
    Optional<URI> link) {

  public DeliveryOrder {
    if (approvedBy.isBlank()) {
      throw new IllegalArgumentException("run " + run + " is not approved by anybody");
    }
    documents = List.copyOf(documents);
    if (documents.isEmpty()) {
      throw new IllegalArgumentException("run " + run + " has no document to deliver");
    }
  }

  /** The name under which a document leaves: {@code sales-monthly-2024-03-r1.docx}. */
  public String fileName(RenderedDocument document) {
    String file = document.file().getFileName().toString();
    String extension = file.contains(".") ? file.substring(file.lastIndexOf('.')) : "";
    return "%s-%s-r%d%s".formatted(report, period, revision, extension);
  }
}
