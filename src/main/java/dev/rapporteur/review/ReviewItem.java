package dev.rapporteur.review;

import dev.rapporteur.grounding.GroundedNarrative.SectionFinding;
import dev.rapporteur.grounding.GroundingVerdict.Contradicted;
import dev.rapporteur.rendering.RenderedDocument;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportRun;
import java.time.LocalDate;
import java.util.List;

/**
 * A draft on a reviewer's desk.
 *
 * @param run the run that made it, as it is now
 * @param definition the report's definition, as the run used it
 * @param due the day by which the decision is wanted
 * @param findings the claims that a reader must look at, in reading order
 * @param documents the files of the draft with their SHA-256, as the ledger recorded them; one is
 *     the Word file
 */
public record ReviewItem(
    ReportRun run,
    ReportDefinition definition,
    LocalDate due,
    List<SectionFinding> findings,
    List<RenderedDocument> documents) {

  public ReviewItem {
    findings = List.copyOf(findings);
    documents = List.copyOf(documents);
    if (documents.stream().noneMatch(ReviewItem::isWord)) {
      throw new IllegalArgumentException("run " + run.id() + " has no Word file");
    }
  }

  /** SHA-256 of the Word file: what a decision is bound to. */
  public String draftSha256() {
    return documents.stream().filter(ReviewItem::isWord).findFirst().orElseThrow().sha256();
  }

  /** How many claims the data contradict. */
  public long contradicted() {
    return findings.stream().filter(one -> one.finding().verdict() instanceof Contradicted).count();
  }

  /** The same draft, with its run as it is now. */
  ReviewItem with(ReportRun now) {
    return new ReviewItem(now, definition, due, findings, documents);
  }

  private static boolean isWord(RenderedDocument document) {
    return document.kind().equals("word");
  }
}
