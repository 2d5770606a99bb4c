package dev.rapporteur.review;

import dev.rapporteur.grounding.BoundSpan;
import dev.rapporteur.grounding.GroundedNarrative;
import dev.rapporteur.writing.FigureReference;
import dev.rapporteur.writing.SectionDraft;
import java.util.ArrayList;
import java.util.List;

/**
 * A paragraph as a person reads and edits it: figures stand as their values, citations as {@code
 * [p1]}. What a person leaves of a figure's value stays that figure; a value that is typed over is
 * words, and held against the data like all words.
 */
public final class ReadingText {
  private final String text;
  private final List<Value> values;

  /** A figure's value in the text, with the reference that it stands for. */
  private record Value(int start, int end, String reference) {}

  private ReadingText(String text, List<Value> values) {
    this.text = text;
    this.values = values;
  }

  /**
   * @param paragraph as it is kept
   * @param grounded the same with its figures filled in
   */
  public static ReadingText of(
      SectionDraft.Paragraph paragraph, GroundedNarrative.Paragraph grounded) {
    String source = paragraph.text();
    List<BoundSpan> spans = new ArrayList<>(grounded.figures());
    StringBuilder text = new StringBuilder();
    List<Value> values = new ArrayList<>();
    int at = 0;
    for (FigureReference reference : FigureReference.in(source)) {
      text.append(source, at, reference.start());
      String words = source.substring(reference.start(), reference.end());
      // A reference to a figure that is not there was not filled in and stays as it is.
      if (!spans.isEmpty() && spans.getFirst().figureId().equals(reference.id())) {
        BoundSpan span = spans.removeFirst();
        String value = codePoints(grounded.text(), span.start(), span.end());
        values.add(new Value(text.length(), text.length() + value.length(), words));
        text.append(value);
      } else {
        text.append(words);
      }
      at = reference.end();
    }
    text.append(source.substring(at));
    return new ReadingText(text.toString(), List.copyOf(values));
  }

  /** As a person sees it. */
  public String text() {
    return text;
  }

  /** What a person made of it, with the figures that were left alone as references again. */
  public String edited(String now) {
    StringBuilder source = new StringBuilder();
    List<Value> left = new ArrayList<>(values);
    int before = 0;
    for (WordDiff.Piece piece : WordDiff.between(text, now).pieces()) {
      String words = piece.text();
      switch (piece.kind()) {
        case ADDED -> source.append(words);
        case REMOVED -> before += words.length();
        case SAME -> {
          source.append(kept(words, before, left));
          before += words.length();
        }
      }
    }
    return source.toString();
  }

  /** An unchanged stretch; values that lie in it as a whole become references. */
  private static String kept(String words, int start, List<Value> left) {
    StringBuilder source = new StringBuilder();
    int end = start + words.length();
    int at = start;
    while (!left.isEmpty() && left.getFirst().start() < end) {
      Value value = left.removeFirst();
      if (value.start() >= at && value.end() <= end) {
        source.append(words, at - start, value.start() - start).append(value.reference());
        at = value.end();
      }
    }
    return source.append(words.substring(at - start)).toString();
  }

  private static String codePoints(String text, int start, int end) {
    int from = text.offsetByCodePoints(0, start);
    return text.substring(from, text.offsetByCodePoints(from, end - start));
  }
}
