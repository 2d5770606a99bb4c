package dev.rapporteur.grounding;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a metric name and a unit say about a fact.
 *
 * @param role what its value is
 * @param basis what a change is measured against
 * @param concepts what is measured, in the words of the lists or of the name itself
 * @param dimensions kinds of entities that the name speaks of
 * @param average whether it is an average of something
 */
record MetricSense(
    Role role, Basis basis, Set<String> concepts, Set<String> dimensions, boolean average) {

  MetricSense {
    concepts = Set.copyOf(concepts);
    dimensions = Set.copyOf(dimensions);
  }

  enum Role {
    /** An amount, a count or a rate by itself. */
    LEVEL,
    SHARE,
    RANK,
    /** A change in percent. */
    RATE,
    /** A change in the unit of the level, or in points. */
    DIFFERENCE
  }

  enum Basis {
    YEAR,
    MONTH,
    QUARTER,
    /** The name does not say. */
    OPEN
  }

  private static final Pattern CAMEL =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
  private static final Pattern BASIS = Pattern.compile("YoY|MoM|QoQ|YTD|YOY|MOM|QOQ");
  private static final Pattern YEAR =
      Pattern.compile(
          "\\byoy\\b|y/y|year (?:over|on) year|同比|vs (?:last|prior|previous) year|annual (?:growth|change)|vs ly\\b|年增");
  private static final Pattern MONTH =
      Pattern.compile(
          "\\bmom\\b|m/m|month (?:over|on) month|环比|vs (?:last|prior|previous) month|monthly (?:growth|change)|vs pm\\b|sequential");
  private static final Pattern QUARTER =
      Pattern.compile("\\bqoq\\b|quarter (?:over|on) quarter|季环比");
  private static final Pattern CHANGE =
      Pattern.compile(
          "\\b(?:growth|change|delta|diff|difference|increase|variation|chg)\\b|增长|增速|增幅|变化|变动|增减|增量|差额");
  private static final Pattern SHARE =
      Pattern.compile(
          "\\b(?:share|proportion|percentage of total|pct of total|mix|contribution)\\b|占比|份额|比重|占有率");
  private static final Pattern RANK = Pattern.compile("\\brank(?:ing)?\\b|\\bposition\\b|排名|名次|位次");
  private static final Pattern AVERAGE =
      Pattern.compile("\\b(?:average|avg|mean|per)\\b|平均|均价|人均|单均|客单|均值");
  private static final Pattern PARTICIPLE =
      Pattern.compile(".*(?:ed|ing|en)|gross|score|level|index");
  private static final Pattern RATE_NAME = Pattern.compile(".*(?:\\b(?:rate|ratio)|率|比)");
  private static final Pattern RESERVED =
      Pattern.compile(
          "\\b(?:total|pct|percent|percentage|count|number|num|of|value|the|avg|average|mean|year|to|date|ytd|cumulative|cum|yoy|mom|qoq|share|rank|growth|change|all|overall|monthly|month)\\b");

  /**
   * @param wholes the names of what is measured for the whole; "connector energy" measures what
   *     "energy" does
   */
  static MetricSense of(String metric, UnitKind unit, Words words, Set<String> wholes) {
    String name = plain(metric);
    Basis basis =
        YEAR.matcher(name).find()
            ? Basis.YEAR
            : MONTH.matcher(name).find()
                ? Basis.MONTH
                : QUARTER.matcher(name).find() ? Basis.QUARTER : Basis.OPEN;
    Set<String> concepts = new HashSet<>();
    Set<String> dimensions = new HashSet<>();
    if (unit == UnitKind.PERCENT && basis == Basis.OPEN && RATE_NAME.matcher(name).matches()) {
      rated(name, words, concepts);
    }
    if (concepts.isEmpty()) {
      collect(name, words, concepts, dimensions);
    }
    if (!concepts.isEmpty()) {
      concepts.addAll(further(name, words));
    }
    Role role = role(name, unit, basis);
    if (concepts.isEmpty() && role == Role.LEVEL) {
      concepts.addAll(dimensions.isEmpty() ? own(name, wholes) : counted(dimensions));
    }
    if (concepts.isEmpty() && role != Role.LEVEL && dimensions.isEmpty()) {
      own(name, wholes).stream()
          .filter(own -> wholes.contains(own.substring("own:".length())))
          .forEach(concepts::add);
    }
    return new MetricSense(role, basis, concepts, dimensions, AVERAGE.matcher(name).find());
  }

  private static Role role(String name, UnitKind unit, Basis basis) {
    if (unit == UnitKind.RANK || RANK.matcher(name).find()) {
      return Role.RANK;
    }
    if (basis != Basis.OPEN || CHANGE.matcher(name).find()) {
      return unit == UnitKind.PERCENT ? Role.RATE : Role.DIFFERENCE;
    }
    return SHARE.matcher(name).find() && unit != UnitKind.COUNT && unit != UnitKind.AMOUNT
        ? Role.SHARE
        : Role.LEVEL;
  }

  /** A metric name as words: {@code total_sales.momPct} becomes "total sales mom pct". */
  static String plain(String metric) {
    return CAMEL
        .matcher(
            BASIS
                .matcher(metric)
                .replaceAll(match -> " " + match.group().toLowerCase(Locale.ROOT) + " "))
        .replaceAll(" ")
        .replaceAll("[_.:\\-]+", " ")
        .replaceAll("\\s+", " ")
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static void collect(
      String name, Words words, Set<String> concepts, Set<String> dimensions) {
    for (int i = 0; i < name.length(); ) {
      PhraseTrie.Match<Meaning> match = words.longest(name, i);
      if (match == null) {
        i++;
        continue;
      }
      concepts.addAll(match.value().concepts());
      if (match.value().concepts().isEmpty()) {
        dimensions.addAll(match.value().dimensions());
      }
      i = match.end();
    }
  }

  /**
   * A rate is what its whole name says: the cost-income ratio is neither a cost nor an income. A
   * known name may stand at its end: bed occupancy rate.
   */
  private static void rated(String name, Words words, Set<String> concepts) {
    for (int i = 0; i < name.length(); i++) {
      PhraseTrie.Match<Meaning> match = words.longest(name, i);
      if (match != null && match.end() == name.length() && !match.value().concepts().isEmpty()) {
        concepts.addAll(match.value().concepts());
        return;
      }
    }
    String own = ownName(name);
    if (!own.isEmpty()) {
      concepts.add("own:" + own);
    }
  }

  /** The concepts of a metric that counts the entities of a kind: how many regions. */
  private static Set<String> counted(Set<String> dimensions) {
    Set<String> concepts = new HashSet<>();
    dimensions.forEach(dimension -> concepts.add("dim:" + dimension));
    return concepts;
  }

  private static Set<String> own(String name, Set<String> wholes) {
    String own = ownName(name);
    Set<String> found = new HashSet<>();
    if (!own.isEmpty()) {
      found.add("own:" + own);
    }
    for (String whole : wholes) {
      boolean part =
          own.endsWith(whole) && own.length() > whole.length() || own.startsWith(whole + " ");
      if (part) {
        found.add("own:" + whole);
      }
    }
    return found;
  }

  /** Words of a name that no list knows tell its measure from others of its kind: payroll cost. */
  private static Set<String> further(String name, Words words) {
    Set<String> found = new HashSet<>();
    for (String word : ownName(name).split(" ")) {
      if (word.length() >= 5
          && word.charAt(0) < 0x80
          && words.meaning(word) == null
          && !PARTICIPLE.matcher(word).matches()) {
        found.add("own:" + word);
      }
    }
    return found;
  }

  /** What a metric is called without the words that say how it is reckoned. */
  static String ownName(String name) {
    return RESERVED.matcher(name).replaceAll(" ").replaceAll("\\s+", " ").strip();
  }
}
