package dev.rapporteur.knowledge.extraction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final String MONTH =
      "(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?\\.?|July?\\.?"
          + "|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|"
          + "Dec(?:ember|\\.)?)";
  private static final String DURATION =
      "(?:(?:For the )?(?:Fiscal )?(?:Three|Six|Nine|Twelve|Thirteen|Twenty-Six|"
          + "Thirty-Nine|Fifty-Two"
          + "|\\d{1,2}) (?:Months|Weeks)|(?:Fiscal )?(?:Years?|Quarters?)) Ended";

  /** A caption that has swallowed the currency sign of the number after it. */
  private static final Pattern SIGN_AT_END = Pattern.compile("(.*\\S)\\s+([$¥€£])");

  /** Where one cell ends and the next begins, although the space between them is narrow. */
  private static final Pattern BETWEEN_CELLS =
      Pattern.compile(
          "(?i)(?<=\\d,|\\b\\d{4}) +(?="
              + MONTH
              + " \\d)|(?<=^(?:19|20)\\d{2}|\\s(?:19|20)\\d{2}) +(?=(?:19|20)\\d{2}(?:\\s|$))"
              + "|(?<=\\bended|\\d,|\\b\\d{4}|\\b(?:March|June|September|December)) +(?="
              + DURATION
              + ")|\\s*(?:[.．·…]\\s?){4,}\\s*");

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

  /**
   * The same line with a cell of its own for each date or year and for what a row of dots leads to.
   * The heads of narrow columns stand so near to each other that the space between them looks like
   * one between words.
   */
  TextLine withSeparateCells() {
    List<Segment> separate = new ArrayList<>();
    for (Segment segment : segments) {
      double width = (segment.right() - segment.left()) / Math.max(1, segment.text().length());
      int from = 0;
      Matcher boundary = BETWEEN_CELLS.matcher(segment.text());
      while (boundary.find()) {
        add(separate, piece(segment, from, boundary.start(), width));
        from = boundary.end();
      }
      add(separate, from == 0 ? segment : piece(segment, from, segment.text().length(), width));
    }
    return new TextLine(page, top, em, standsOut, separate, table);
  }

  private static void add(List<Segment> segments, Segment segment) {
    if (!segment.text().isBlank()) {
      segments.add(segment);
    }
  }

  private static Segment piece(Segment whole, int from, int to, double width) {
    return new Segment(
        whole.left() + from * width, whole.left() + to * width, whole.text().substring(from, to));
  }

  /** The same line with currency signs, percent signs and brackets joined to their numbers. */
  TextLine withWholeNumbers() {
    List<Segment> joined = new ArrayList<>();
    for (Segment segment : segments) {
      if (!joined.isEmpty() && NumberShape.number(segment.text())) {
        Segment before = joined.getLast();
        Matcher sign = SIGN_AT_END.matcher(before.text());
        if (sign.matches()) {
          joined.set(
              joined.size() - 1, new Segment(before.left(), before.right() - em, sign.group(1)));
          joined.add(new Segment(segment.left(), segment.right(), sign.group(2) + segment.text()));
          continue;
        }
      }
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
