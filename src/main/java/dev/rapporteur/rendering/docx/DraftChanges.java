package dev.rapporteur.rendering.docx;

import java.util.List;
import java.util.Optional;

/**
 * What a reviewer changed in a draft.
 *
 * @param paragraphs changes of the narratives
 * @param numbers numbers that no longer read as their figures
 * @param comments remarks at the margin
 * @param unmatched changes that belong to no narrative and no figure; a person has to look at them
 */
public record DraftChanges(
    List<ParagraphChange> paragraphs,
    List<NumberChange> numbers,
    List<Comment> comments,
    List<Unmatched> unmatched) {
  public DraftChanges {
    paragraphs = List.copyOf(paragraphs);
    numbers = List.copyOf(numbers);
    comments = List.copyOf(comments);
    unmatched = List.copyOf(unmatched);
  }

  /** Whether nothing was changed. */
  public boolean isEmpty() {
    return paragraphs.isEmpty() && numbers.isEmpty() && comments.isEmpty() && unmatched.isEmpty();
  }

  /** How a paragraph was found to belong to its narrative. */
  public enum FoundBy {
    CONTENT_CONTROL,
    BOOKMARK,
    /** By the likeness of its text, since the editor lost the marks. */
    TEXT
  }

  /**
   * A changed, new or removed paragraph of a narrative.
   *
   * @param blockId the narrative's id
   * @param before empty if the paragraph is new
   * @param after empty if it was removed
   * @param authors who made it, where changes were tracked
   */
  public record ParagraphChange(
      String blockId, String before, String after, List<String> authors, FoundBy foundBy) {
    public ParagraphChange {
      authors = List.copyOf(authors);
    }
  }

  /**
   * A number that was overwritten.
   *
   * @param figureId the figure's id
   * @param before as the draft showed it
   * @param after as it reads now; empty if it is gone
   * @param paragraph the paragraph it now stands in, or stood in
   */
  public record NumberChange(String figureId, String before, String after, String paragraph) {}

  /**
   * A comment.
   *
   * @param blockId the narrative it is on, if it is on one
   * @param paragraph the text it is on
   */
  public record Comment(String author, String text, Optional<String> blockId, String paragraph) {}

  /**
   * A change outside of all narratives.
   *
   * @param before empty if it is new
   * @param after empty if it was removed
   */
  public record Unmatched(String before, String after) {}
}
