package dev.rapporteur.knowledge.extraction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A printed line: pieces of text with white space between them that is too wide to be a word space.
 *
 * @param page counted from 1; 0 where there are no pages
 * @param top distance from the top of the page, in the same unit as {@code em}
 * @param em the size of the letters
 * @param standsOut whether it is bold or, in plain text, reads like a title and stands alone
 *     between empty lines
 * @param segments from left to right; none where a table stands
 * @param table the cells of a table that stands here
 */
record TextLine(
    int page,
    double top,
    double em,
    boolean standsOut,
    List<Segment> segments,
    Optional<List<List<String>>> table) {

  TextLine {
    segments = List.copyOf(segments);
  }

  /** A line of words. */
  TextLine(int page, double top, double em, boolean standsOut, List<Segment> segments) {
    this(page, top, em, standsOut, segments, Optional.empty());
  }

  /** A table whose cells are known, at its place among the lines. */
  static TextLine table(int page, double top, List<List<String>> cells) {
    return new TextLine(page, top, 1, false, List.of(), Optional.of(cells));
  }

  /** A piece of a line, from {@code left} to {@code right}. */
  record Segment(double left, double right, String text) {

    double center() {
      return (left + right) / 2;
    }

    boolean overlaps(Segment other) {
      return left < other.right && other.left < right;
    }
  }

  String text() {
    return segments.stream().map(Segment::text).collect(Collectors.joining(" "));
  }

  double left() {
    return segments.isEmpty() ? 0 : segments.getFirst().left();
  }

  double right() {
    return segments.isEmpty() ? 0 : segments.getLast().right();
  }

  /** The same line with currency signs, percent signs and brackets joined to their numbers. */
  TextLine withWholeNumbers() {
    List<Segment> joined = new ArrayList<>();
    for (Segment segment : segments) {
      Segment last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && NumberShape.opens(last.text()) && NumberShape.number(segment.text())
          || last != null
              && NumberShape.number(last.text())
              && NumberShape.closes(segment.text())) {
        joined.set(
            joined.size() - 1,
            new Segment(
                NumberShape.opens(last.text()) ? segment.left() : last.left(),
                NumberShape.opens(last.text()) ? segment.right() : last.right(),
                last.text() + segment.text()));
      } else {
        joined.add(segment);
      }
    }
    return new TextLine(page, top, em, standsOut, joined);
  }
}
