package dev.rapporteur.review;

import dev.rapporteur.grounding.GroundedNarrative.SectionFinding;
import dev.rapporteur.grounding.GroundingVerdict.Contradicted;
import dev.rapporteur.rendering.RenderedDocument;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.Sha256;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * A draft on a reviewer's desk.
 *
 * @param run the run that made it, as it is now
 * @param definition the report's definition, as the run used it
 * @param due the day by which the decision is wanted
 * @param findings the claims that a reader must look at, in reading order
 * @param documents the files of the draft's last version with their SHA-256, as they were recorded;
 *     one is the Word file
 * @param work what people have done to it since the run wrote it
 */
public record ReviewItem(
    ReportRun run,
    ReportDefinition definition,
    LocalDate due,
    List<SectionFinding> findings,
    List<RenderedDocument> documents,
    Work work) {

  public ReviewItem {
    findings = List.copyOf(findings);
    documents = List.copyOf(documents);
    if (documents.stream().noneMatch(ReviewItem::isWord)) {
      throw new IllegalArgumentException("run " + run.id() + " has no Word file");
    }
  }

  /**
   * What people have done to a draft.
   *
   * @param version number of its last version; 0 if it is as its run wrote it
   * @param editors who made versions, by name
   * @param accepted keys of the findings that a person has taken on themselves
   */
  public record Work(int version, Set<String> editors, Set<String> accepted) {
    /** A draft as its run wrote it. */
    public static final Work NONE = new Work(0, Set.of(), Set.of());

    public Work {
      editors = Set.copyOf(editors);
      accepted = Set.copyOf(accepted);
    }
  }

  /**
   * What names a finding: its section, its sentence and the claim. In another sentence it is
   * another finding.
   */
  public static String key(SectionFinding finding) {
    return Sha256.of(
        finding.section() + "\n" + finding.sentence() + "\n" + finding.finding().text());
  }

  /** Whether a person has taken a finding on themselves. */
  public boolean isAccepted(SectionFinding finding) {
    return work.accepted().contains(key(finding));
  }

  /** SHA-256 of the Word file: what a decision is bound to. */
  public String draftSha256() {
    return documents.stream().filter(ReviewItem::isWord).findFirst().orElseThrow().sha256();
  }

  /** How many claims the data contradict that nobody has accepted. */
  public long contradicted() {
    return findings.stream()
        .filter(one -> one.finding().verdict() instanceof Contradicted)
        .filter(one -> !isAccepted(one))
        .count();
  }

  /** How many findings nobody has accepted. */
  public long open() {
    return findings.stream().filter(one -> !isAccepted(one)).count();
  }

  /** The same draft, with its run as it is now. */
  ReviewItem with(ReportRun now) {
    return new ReviewItem(now, definition, due, findings, documents, work);
  }

  private static boolean isWord(RenderedDocument document) {
    return document.kind().equals("word");
  }
}
