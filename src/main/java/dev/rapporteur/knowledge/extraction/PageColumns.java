package dev.rapporteur.knowledge.extraction;

import dev.rapporteur.knowledge.extraction.TextLine.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * A page set in two columns of running text, read one column after the other. Lines of a table also
 * have white space between them, but their pieces are short.
 */
final class PageColumns {
  private static final double SHORTEST_PROSE = 14;

  private final List<TextLine> lines;

  PageColumns(List<TextLine> lines) {
    this.lines = lines;
  }

  List<TextLine> inReadingOrder() {
    if (lines.size() < 10) {
      return lines;
    }
    double left = lines.stream().mapToDouble(TextLine::left).min().orElse(0);
    double right = lines.stream().mapToDouble(TextLine::right).max().orElse(0);
    for (int step = 0; step <= 8; step++) {
      // From the middle outwards: 50, 45, 55, 40, 60, ... percent of the text's width.
      double share = 0.5 + (step % 2 == 0 ? 1 : -1) * ((step + 1) / 2) * 0.05;
      double gutter = left + share * (right - left);
      if (separatesColumns(gutter)) {
        return split(gutter);
      }
    }
    return lines;
  }

  private boolean separatesColumns(double gutter) {
    int crossing = 0;
    int proseLeft = 0;
    int proseRight = 0;
    for (TextLine line : lines) {
      for (Segment segment : line.segments()) {
        boolean prose = segment.right() - segment.left() > SHORTEST_PROSE * line.em();
        if (crosses(segment, gutter)) {
          crossing++;
        } else if (prose && segment.center() < gutter) {
          proseLeft++;
        } else if (prose) {
          proseRight++;
        }
      }
    }
    return proseLeft >= 8 && proseRight >= 8 && crossing * 6 < proseLeft + proseRight;
  }

  private static boolean crosses(Segment segment, double gutter) {
    return segment.left() < gutter - 1 && segment.right() > gutter + 1;
  }

  private List<TextLine> split(double gutter) {
    List<TextLine> ordered = new ArrayList<>();
    List<TextLine> right = new ArrayList<>();
    for (TextLine line : lines) {
      List<Segment> before = line.segments().stream().filter(s -> s.center() < gutter).toList();
      List<Segment> after = line.segments().stream().filter(s -> s.center() >= gutter).toList();
      boolean across = line.segments().stream().anyMatch(s -> crosses(s, gutter));
      if (across) {
        ordered.addAll(right);
        right.clear();
        ordered.add(line);
      } else {
        add(ordered, line, before);
        add(right, line, after);
      }
    }
    ordered.addAll(right);
    return ordered;
  }

  private static void add(List<TextLine> lines, TextLine line, List<Segment> segments) {
    if (!segments.isEmpty()) {
      lines.add(new TextLine(line.page(), line.top(), line.em(), line.standsOut(), segments));
    }
  }
}
