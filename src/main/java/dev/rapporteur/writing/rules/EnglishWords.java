package dev.rapporteur.writing.rules;

import dev.rapporteur.analysis.Entity;
import dev.rapporteur.analysis.Unit;
import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.ReportingPeriod;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The grammar that English sentences need: periods, plurals, lists. */
final class EnglishWords {
  /** Dimensions whose entities are places or persons, whatever their names end in. */
  private static final Set<String> SINGULAR =
      Set.of(
          "region",
          "country",
          "state",
          "city",
          "store",
          "branch",
          "customer",
          "salesperson",
          "sales_rep",
          "employee",
          "channel");

  private final ReportingPeriod period;

  EnglishWords(ReportingPeriod period) {
    this.period = period;
  }

  /** {@code March}, {@code Q1 2024}, {@code week 9 of 2024}. */
  String thisPeriod() {
    return name(period);
  }

  String previousPeriod() {
    return name(period.previous());
  }

  /** {@code month}. */
  String unitOfTime() {
    return period.kind().name().toLowerCase(Locale.ROOT);
  }

  /** After "more than" or as an adverb: {@code a year ago}, {@code in February}. */
  String when(Base base) {
    return base == Base.PREVIOUS_YEAR ? "a year ago" : "in " + previousPeriod();
  }

  /** After "against": {@code the previous year}, {@code February}. */
  String than(Base base) {
    return base == Base.PREVIOUS_YEAR ? "a year ago" : previousPeriod();
  }

  /** {@code the level of a year before}. */
  String levelOf(Base base) {
    return base == Base.PREVIOUS_YEAR
        ? "the level of a year before"
        : "the level of the " + unitOfTime() + " before";
  }

  /** {@code , a shorter month,} where the calendar makes a comparison with it lame; else empty. */
  String lameness(Base base) {
    if (base == Base.PREVIOUS_YEAR || period.kind() != ReportingPeriod.Kind.MONTH) {
      return "";
    }
    int days = period.start().lengthOfMonth();
    int before = period.previous().start().lengthOfMonth();
    return before <= days - 2 ? ", a shorter month" : before >= days + 2 ? ", a longer month" : "";
  }

  /** {@code 12.4% more than a year ago}. */
  String comparison(Comparison one, Unit unit) {
    if (one.direction() == 0) {
      return "about as much as " + when(one.base());
    }
    String less = unit.kind() == Unit.Kind.COUNT ? "fewer" : "less";
    return "%s %s than %s"
        .formatted(
            References.size(one.difference()),
            one.direction() > 0 ? "more" : less,
            when(one.base()));
  }

  static String lost(int direction) {
    return direction > 0 ? "gained" : "lost";
  }

  static String name(ReportingPeriod one) {
    return one.kind() == ReportingPeriod.Kind.MONTH
        ? one.start().format(DateTimeFormatter.ofPattern("MMMM", Locale.ENGLISH))
        : one.label(Locale.ENGLISH);
  }

  static String label(ReportingPeriod one) {
    return one.label(Locale.ENGLISH);
  }

  /** Whether the noun that a name turns on is in the plural: "Sales for the year to date". */
  static boolean isPlural(String name) {
    String head = name.split(" (?:for|of|by|against|in|to|over|loaded)\\b")[0];
    return head.endsWith("s") && !head.endsWith("ss");
  }

  /** Whether an entity is spoken of in the plural: "Camp beds" is, "Overseas" is not. */
  static boolean isPlural(Entity entity) {
    return !SINGULAR.contains(entity.dimension()) && isPlural(entity.label());
  }

  static String are(Entity entity) {
    return isPlural(entity) ? "are" : "is";
  }

  static String are(String name) {
    return isPlural(name) ? "are" : "is";
  }

  static String were(String name) {
    return isPlural(name) ? "were" : "was";
  }

  static String have(Entity entity) {
    return isPlural(entity) ? "have" : "has";
  }

  static String have(String name) {
    return isPlural(name) ? "have" : "has";
  }

  static String stand(Entity entity) {
    return isPlural(entity) ? "stand" : "stands";
  }

  static String stand(String name) {
    return isPlural(name) ? "stand" : "stands";
  }

  static String their(Entity entity) {
    return isPlural(entity) ? "their" : "its";
  }

  static String their(String name) {
    return isPlural(name) ? "their" : "its";
  }

  static String they(Entity entity) {
    return isPlural(entity) ? "they" : "it";
  }

  static String they(String name) {
    return isPlural(name) ? "they" : "it";
  }

  static String lower(String name) {
    boolean acronym = name.length() > 1 && Character.isUpperCase(name.charAt(1));
    return acronym || name.isEmpty()
        ? name
        : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  static String and(List<String> items) {
    if (items.size() < 2) {
      return String.join("", items);
    }
    return String.join(", ", items.subList(0, items.size() - 1)) + " and " + items.getLast();
  }

  /** A document's title as part of a sentence: {@code the annual targets}. */
  static String document(String title) {
    String plain = title.replaceAll("[ ,]*\\b(?:from |for )?\\d{4}\\b.*$", "").strip();
    return plain.isEmpty() ? "the document" : "the " + lower(plain);
  }

  static String says(String document) {
    return isPlural(document) ? "say" : "says";
  }
}
