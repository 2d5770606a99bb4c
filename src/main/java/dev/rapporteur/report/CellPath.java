package dev.rapporteur.report;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column of the data of a report, written {@code sales.amount}.
 *
 * @param data name in the report's {@code data}
 * @param column name in the function's {@code columns}
 */
public record CellPath(String data, String column) {
  private static final Pattern TEXT = Pattern.compile("([a-z][a-z0-9_-]*)\\.([A-Za-z_]\\w*)");

  /** Reads the text form; empty where the text is none. */
  public static Optional<CellPath> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(new CellPath(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return data + "." + column;
  }
}
