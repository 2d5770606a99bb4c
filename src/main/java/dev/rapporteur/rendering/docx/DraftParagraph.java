package dev.rapporteur.rendering.docx;

import java.util.List;
import java.util.Optional;

/**
 * A paragraph of a draft as it comes back from a reviewer.
 *
 * @param was its text before tracked changes
 * @param now its text with tracked changes accepted
 * @param control name of the narrative that its content control carries
 * @param bookmark name of the narrative whose bookmark it is in
 * @param figures the numbers in it that carry a figure
 * @param authors who made tracked changes in it
 * @param comments numbers of the comments on it
 */
record DraftParagraph(
    String was,
    String now,
    Optional<String> control,
    Optional<String> bookmark,
    List<FigureText> figures,
    List<String> authors,
    List<String> comments) {
  DraftParagraph {
    figures = List.copyOf(figures);
    authors = List.copyOf(authors);
    comments = List.copyOf(comments);
  }

  /** A number in a content control, by the control's tag. */
  record FigureText(String tag, String text) {}

  /** Name of the narrative it belongs to. */
  Optional<String> block() {
    return control.or(() -> bookmark);
  }
}
