package dev.rapporteur.rendering.pdf;

import dev.rapporteur.rendering.chart.Canvas;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Breaks a text into lines by the rules of Unicode; a word wider than a line anywhere. */
final class LineBreaker {
  private final Canvas canvas;
  private final double size;
  private final boolean bold;

  LineBreaker(Canvas canvas, double size, boolean bold) {
    this.canvas = canvas;
    this.size = size;
    this.bold = bold;
  }

  /** At least one line; line feeds of the text begin new ones. */
  List<String> lines(String text, double width) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n", -1)) {
      if (fits(paragraph, width)) {
        lines.add(paragraph);
      } else {
        broken(paragraph, width, lines);
      }
    }
    return lines;
  }

  private void broken(String paragraph, double width, List<String> lines) {
    BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
    breaks.setText(paragraph);
    String line = "";
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
      String word = paragraph.substring(from, to);
      if (!fits((line + word).stripTrailing(), width) && !line.isEmpty()) {
        lines.add(line.stripTrailing());
        line = "";
      }
      line += word;
      while (!fits(line.stripTrailing(), width)) {
        int end = fitting(line, width);
        lines.add(line.substring(0, end));
        line = line.substring(end);
      }
    }
    lines.add(line.stripTrailing());
  }

  private int fitting(String line, double width) {
    int end = line.offsetByCodePoints(0, 1);
    while (end < line.length() && fits(line.substring(0, line.offsetByCodePoints(end, 1)), width)) {
      end = line.offsetByCodePoints(end, 1);
    }
    return end;
  }

  private boolean fits(String text, double width) {
    return text.codePointCount(0, text.length()) <= 1
        || canvas.width(text, size, bold) <= width + 0.01;
  }
}
