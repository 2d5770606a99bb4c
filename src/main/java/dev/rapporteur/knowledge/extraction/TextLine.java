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
      int from = 0;
      Matcher boundary = BETWEEN_CELLS.matcher(segment.text());
      while (boundary.find()) {
        addNumbers(separate, piece(segment, from, boundary.start()));
        from = boundary.end();
      }
      addNumbers(separate, from == 0 ? segment : piece(segment, from, segment.text().length()));
    }
    return new TextLine(page, top, em, standsOut, separate, table);
  }

  /** Adds the piece, the numbers at its end apart where they are numbers of several columns. */
  private void addNumbers(List<Segment> separate, Segment segment) {
    String text = segment.text();
    int start = text.length();
    int numbers = 0;
    boolean printed = false;
    while (start > 0) {
      int space = text.lastIndexOf(' ', start - 1);
      String token = text.substring(space + 1, start);
      if (!NumberShape.number(token) || NumberShape.opens(token) || NumberShape.closes(token)) {
        break;
      }
      numbers++;
      printed |= token.matches(".*\\d[,.]\\d.*");
      start = Math.max(space, 0);
    }
    boolean among = segments.size() > 1 && numbers == 1 && start > 0 && numbersBeside(segment);
    if (!printed || numbers < 2 && !among) {
      add(separate, segment);
      return;
    }
    add(separate, piece(segment, 0, start));
    int from = start;
    while (from < text.length()) {
      from = text.charAt(from) == ' ' ? from + 1 : from;
      int space = text.indexOf(' ', from);
      int to = space < 0 ? text.length() : space;
      add(separate, piece(segment, from, to));
      from = to;
    }
  }

  private boolean numbersBeside(Segment one) {
    return segments.stream()
        .allMatch(each -> each.equals(one) || each.text().matches(".*\\d[,.%]\\d*.*"));
  }

  private static void add(List<Segment> segments, Segment segment) {
    if (!segment.text().isBlank()) {
      segments.add(segment);
    }
  }

  private static Segment piece(Segment whole, int from, int to) {
    String text = whole.text();
    double unit = (whole.right() - whole.left()) / Math.max(1, width(text));
    double left = whole.left() + width(text.substring(0, from)) * unit;
    String part = text.substring(from, to);
    return new Segment(left, left + width(part) * unit, part);
  }

  /** In widths of a digit; a Chinese character is twice as wide. */
  private static double width(String text) {
    return text.chars().map(c -> c >= 0x2E80 && c <= 0xFFEF ? 2 : 1).sum();
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
