package dev.rapporteur.function;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One column of a function's result, as its definition declares it.
 *
 * @param name as in the SQL, lower case
 * @param type what its cells hold
 * @param unit of a number: {@code CNY}, {@code orders}, {@code percent}; a number always has one,
 *     nothing else does
 * @param key whether it names what a row is about: a region, a product, a month
 * @param format of a text, if it has one: {@code year-month}
 * @param translates the key column whose values this one gives in another language, if it does
 * @param names what people call it, by language ({@code en}, {@code zh}), sorted; may be empty
 * @param description what it means; may be empty
 */
public record Column(
    String name,
    Type type,
    Optional<String> unit,
    boolean key,
    Optional<String> format,
    Optional<Translation> translates,
    Map<String, String> names,
    String description) {

  /** What the cells of a column hold. */
  public enum Type {
    NUMBER,
    TEXT,
    DATE,
    TIMESTAMP,
    BOOLEAN
  }

  /**
   * That a column gives the names of another one's values in a language.
   *
   * @param column the other column
   * @param language {@code zh}, {@code en}
   */
  public record Translation(String column, String language) {}

  public Column {
    if (type == Type.NUMBER == unit.isEmpty()) {
      throw new IllegalArgumentException("a number has a unit, and nothing else has: " + name);
    }
    names = Collections.unmodifiableMap(new TreeMap<>(names));
  }

  /** A number with its unit. */
  public static Column number(String name, String unit) {
    return new Column(
        name,
        Type.NUMBER,
        Optional.of(unit),
        false,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        "");
  }

  /** A text that names what a row is about. */
  public static Column key(String name) {
    return new Column(
        name, Type.TEXT, Optional.empty(), true, Optional.empty(), Optional.empty(), Map.of(), "");
  }

  /** A text, date, timestamp or boolean that is no key. */
  public static Column of(String name, Type type) {
    return new Column(
        name, type, Optional.empty(), false, Optional.empty(), Optional.empty(), Map.of(), "");
  }

  /** What people of the language call it; else what English speakers do; else its name. */
  public String title(Locale locale) {
    String inLanguage = names.get(locale.getLanguage());
    return inLanguage != null ? inLanguage : names.getOrDefault("en", name);
  }
}
