package dev.rapporteur.writing;

import dev.rapporteur.analysis.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reference to a figure in a text: {@code {{sales}}} for the value as a sentence says it, {@code
 * {{sales.yoy|signed}}} with a plus sign where positive, {@code {{sales.yoy|magnitude}}} without a
 * sign.
 *
 * @param start offset of its first brace
 * @param end offset after its last brace
 * @param id the figure's id
 * @param style {@code text}, {@code signed} or {@code magnitude}
 */
public record FigureReference(int start, int end, String id, Style style) {

  /** How the value is written. */
  public enum Style {
    TEXT,
    SIGNED,
    MAGNITUDE
  }

  private static final Pattern REFERENCE =
      Pattern.compile("\\{\\{\\s*([^{}|\\s]+)\\s*(?:\\|\\s*(text|signed|magnitude)\\s*)?}}");

  /** The references in a text, in order; what only looks like one is left in the text as it is. */
  public static List<FigureReference> in(String text) {
    List<FigureReference> references = new ArrayList<>();
    Matcher matcher = REFERENCE.matcher(text);
    while (matcher.find()) {
      if (Figure.isId(matcher.group(1))) {
        Style style =
            matcher.group(2) == null
                ? Style.TEXT
                : Style.valueOf(matcher.group(2).toUpperCase(java.util.Locale.ROOT));
        references.add(
            new FigureReference(matcher.start(), matcher.end(), matcher.group(1), style));
      }
    }
    return references;
  }
}
