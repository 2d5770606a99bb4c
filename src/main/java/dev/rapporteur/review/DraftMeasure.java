package dev.rapporteur.review;

import dev.rapporteur.report.RunState;
import dev.rapporteur.writing.SectionDraft.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How a draft fared with the people who decided on it.
 *
 * @param decision {@code APPROVED}, {@code CHANGES_REQUESTED} or {@code REJECTED}
 * @param reason of the decision; may be empty
 * @param handedOver when the draft came into the queue
 * @param findings claims of its last version that a reader had to look at
 * @param contradicted those of them that the data contradict and nobody has accepted
 */
public record DraftMeasure(
    String run,
    String report,
    String period,
    RunState decision,
    String reason,
    Instant handedOver,
    Instant decided,
    int findings,
    int contradicted,
    List<Section> sections) {
  public DraftMeasure {
    sections = List.copyOf(sections);
  }

  /**
   * What became of a section.
   *
   * @param writer who wrote it in the run
   * @param rewritten whether a person had the writer write it again
   * @param words that the run wrote; each Han character is one
   * @param changed words that were removed or added until the decision, whichever is more
   */
  public record Section(String section, Writer writer, boolean rewritten, int words, int changed) {
    /** Whether it was taken as it came. */
    public boolean isUnedited() {
      return changed == 0 && !rewritten;
    }
  }

  /** From the queue to the decision. */
  public Duration timeToDecide() {
    return Duration.between(handedOver, decided);
  }
}
