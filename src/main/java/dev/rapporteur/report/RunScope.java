package dev.rapporteur.report;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The part of the data that a run is limited to: {@code region=East}, or the whole.
 *
 * @param values dimension to value, in the order of the dimensions' names; empty for the whole
 */
public record RunScope(Map<String, String> values) {
  /** No limit. */
  public static final RunScope WHOLE = new RunScope(Map.of());

  private static final Pattern ESCAPED = Pattern.compile("(?:%[0-9A-F]{2})+");
  private static final Pattern DIMENSION = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  public RunScope {
    values.forEach(
        (dimension, value) -> {
          if (!DIMENSION.matcher(dimension).matches() || value.isBlank()) {
            throw new IllegalArgumentException(
                "a scope is written dimension=value, not " + dimension + "=" + value);
          }
        });
    values = java.util.Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /**
   * Reads {@code region=East} or {@code region=East,channel=web}; empty where the text is none. A
   * comma in a value is written {@code %2C}, a percent sign {@code %25}.
   */
  public static Optional<RunScope> parse(String text) {
    Map<String, String> values = new TreeMap<>();
    for (String part : text.split(",")) {
      String[] pair = part.split("=", 2);
      if (pair.length != 2
          || !DIMENSION.matcher(pair[0].strip()).matches()
          || pair[1].isBlank()
          || values.put(pair[0].strip(), unescaped(pair[1].strip())) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new RunScope(values));
  }

  public boolean isWhole() {
    return values.isEmpty();
  }

  /** The text form, which {@link #parse} reads; empty for the whole. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + escaped(entry.getValue()))
        .collect(Collectors.joining(","));
  }

  /** What would be read as something else, so that every value is read as it was. */
  private static String escaped(String value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean edge = i == 0 || i == value.length() - 1;
      boolean special = c == '%' || c == ',' || Character.isISOControl(c);
      if (special || edge && Character.isWhitespace(c)) {
        for (byte each : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
          text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
        }
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static String unescaped(String text) {
    return ESCAPED
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    new String(
                        HexFormat.of().parseHex(match.group().replace("%", "")),
                        StandardCharsets.UTF_8)));
  }
}
