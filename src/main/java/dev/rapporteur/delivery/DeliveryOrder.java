package dev.rapporteur.delivery;

import dev.rapporteur.rendering.RenderedDocument;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.Sha256;
import dev.rapporteur.review.ApprovedReport;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An approved report on its way out.
 *
 * @param approved what is delivered
 * @param link where it can be read; empty if there is no such place
 */
public record DeliveryOrder(ApprovedReport approved, Optional<URI> link) {

  public String run() {
    return approved.run();
  }

  public String report() {
    return approved.report();
  }

  public String title() {
    return approved.title();
  }

  public ReportingPeriod period() {
    return approved.period();
  }

  public RunScope scope() {
    return approved.scope();
  }

  public int revision() {
    return approved.revision();
  }

  public Locale locale() {
    return approved.locale();
  }

  public String approvedBy() {
    return approved.approvedBy();
  }

  public List<RenderedDocument> documents() {
    return approved.documents();
  }

  /** The period as a reader says it, with the part of the data: {@code March 2024, East}. */
  public String about() {
    String part = String.join(", ", scope().values().values());
    boolean chinese = locale().getLanguage().equals("zh");
    return period().label(locale()) + (part.isEmpty() ? "" : (chinese ? "，" : ", ") + part);
  }

  /**
   * The name under which a document leaves: {@code sales-monthly-2024-03-r1.docx}, and {@code
   * sales-monthly-2024-03-r1-form.pdf} for {@code approved-form.pdf}.
   */
  public String fileName(RenderedDocument document) {
    String file = document.file().getFileName().toString();
    String ending = file.replaceFirst("^[^-.]*", "");
    return "%s%s-%s-r%d%s".formatted(report(), part(), period(), revision(), ending);
  }

  /** What no file system may know is left out, and a hash keeps two parts from one name. */
  private String part() {
    StringBuilder name = new StringBuilder();
    for (String value : scope().values().values()) {
      String plain = value.replaceAll("[^\\p{L}\\p{N}_-]+", "_");
      name.append('-').append(plain.length() > 60 ? plain.substring(0, 60) : plain);
      if (!plain.equals(value) || plain.length() > 60) {
        name.append('-').append(Sha256.of(value), 0, 8);
      }
    }
    return name.toString();
  }
}
