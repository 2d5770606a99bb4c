package dev.rapporteur.writing.rules;

import dev.rapporteur.analysis.Entity;
import dev.rapporteur.analysis.Unit;
import dev.rapporteur.knowledge.Citation;
import dev.rapporteur.report.FigureDefinition;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.writing.NarrativeBrief;
import dev.rapporteur.writing.SectionDraft.LabeledCitation;
import java.math.BigDecimal;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the sentence of the strategy passages that bears on a section: one that speaks of what the
 * section speaks of and says what is planned or allowed.
 */
final class StrategyTie {
  private static final Pattern NORM =
      Pattern.compile(
          "\\b(?:targets?|plan(?:s|ned)?|ceiling|goal|must|should|at least|not exceed|asked"
              + "|asks)\\b"
              + "|目标|计划|要求|不得|不超过|不低于|上限|须",
          Pattern.CASE_INSENSITIVE);

  /** Only what a section speaks of first is worth a passage. */
  private static final int SPOKEN = 2;

  private static final Pattern NUMBER = Pattern.compile("\\d");
  private static final Pattern UPPER_LIMIT =
      Pattern.compile(
          "(?:not exceed|no more than|at most|stays? below|more than|above"
              + "|不得超过|不超过|不高于|低于|超过)\\s*(\\d+(?:\\.\\d+)?)\\s*[%％]");
  private static final Pattern STRICT = Pattern.compile("exceed|no more|at most|不");
  private static final Pattern LIMIT = Pattern.compile("ceiling|limit|stays? below");
  private static final Pattern PERCENTAGE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*[%％]");
  private static final Pattern MONTH =
      Pattern.compile(
          "\\b(?:January|February|March|April|May|June|July|August|September|October|November"
              + "|December)\\b|\\d{1,2}月(?!日)");
  private static final Pattern AMOUNT = Pattern.compile("(\\d[\\d,.]*)\\s*(?:million|billion|万|亿)");

  private final NarrativeBrief brief;
  private final boolean chinese;
  private final List<Statement> statements = new ArrayList<>();
  private final Set<Entity> entities = new LinkedHashSet<>();

  StrategyTie(NarrativeBrief brief) {
    this.brief = brief;
    this.chinese = brief.definition().isChinese();
    for (int i = 0; i < brief.passages().size(); i++) {
      statements.addAll(Statement.of(brief.passages().get(i), i, chinese));
    }
    brief.sheet().figures().forEach(figure -> figure.entity().ifPresent(entities::add));
  }

  /**
   * A statement that bears on the section.
   *
   * @param entity of what it speaks, if the section speaks of it too
   */
  record Tie(Statement statement, Optional<Entity> entity) {}

  private record Rated(Tie tie, int score) {}

  /**
   * The statement that bears most on the section; empty if none does.
   *
   * @param spokenOf the entities the section names, the most important first
   */
  Optional<Tie> best(List<Entity> spokenOf) {
    Set<String> asked = terms(brief.section().documents());
    Set<String> measured = new LinkedHashSet<>();
    brief.definition().figures().stream()
        .filter(one -> brief.section().figures().contains(one.id()))
        .map(FigureDefinition::name)
        .forEach(name -> measured.addAll(terms(name)));
    Rated best = null;
    for (Statement statement : statements) {
      Rated rated = rate(statement, spokenOf, asked, measured);
      if (rated.score() > 0 && (best == null || rated.score() > best.score())) {
        best = rated;
      }
    }
    return Optional.ofNullable(best).map(Rated::tie);
  }

  private Rated rate(
      Statement statement, List<Entity> spokenOf, Set<String> asked, Set<String> measured) {
    Optional<Entity> entity = Optional.empty();
    int score = 0;
    Optional<Entity> subject = subject(statement);
    if (subject.isPresent() && !spokenOf.contains(subject.get())) {
      return new Rated(new Tie(statement, entity), 0);
    }
    for (int i = 0; i < Math.min(SPOKEN, spokenOf.size()); i++) {
      if (subject.filter(spokenOf.get(i)::equals).isPresent()) {
        entity = subject;
        score += 6 - 2 * i;
      }
    }
    int inText = shared(statement.text(), asked);
    int wanted = inText + shared(document(statement), asked);
    score += Math.min(3, shared(statement.text(), measured));
    score += Math.min(6, 2 * wanted);
    boolean norm = NORM.matcher(statement.text()).find();
    boolean number = NUMBER.matcher(statement.text()).find();
    if (entity.isEmpty() && (inText == 0 || namesAnotherMonth(statement))) {
      return new Rated(new Tie(statement, entity), 0);
    }
    if (wanted < (chinese ? 2 : 1) || !norm || !number && entity.isEmpty()) {
      return new Rated(new Tie(statement, entity), 0);
    }
    score += number ? 2 : 0;
    String year = Integer.toString(brief.period().start().getYear());
    score += statement.text().contains(year) ? 1 : 0;
    // Among equals the passage that was found first fits best.
    return new Rated(new Tie(statement, entity), score * 8 - statement.passage());
  }

  /** Whether it speaks of months, and not of the report's. */
  private boolean namesAnotherMonth(Statement statement) {
    if (brief.period().kind() != ReportingPeriod.Kind.MONTH) {
      return false;
    }
    List<String> months =
        MONTH.matcher(statement.text()).results().map(MatchResult::group).toList();
    int own = brief.period().start().getMonthValue();
    String name = Month.of(own).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    return !months.isEmpty() && !months.contains(name) && !months.contains(own + "月");
  }

  /** The entity that a statement names first, or that its heading names. */
  private Optional<Entity> subject(Statement statement) {
    return entities.stream()
        .filter(one -> statement.placeOf(one) >= 0)
        .min(Comparator.comparing(statement::placeOf))
        .or(() -> entities.stream().filter(statement::isUnder).findFirst());
  }

  private static int shared(String text, Set<String> terms) {
    String folded = text.toLowerCase(Locale.ROOT);
    int shared = 0;
    for (String term : terms) {
      shared += folded.contains(term) ? 1 : 0;
    }
    return shared;
  }

  /** Words that carry meaning: of more than four letters, or pairs of Chinese characters. */
  private Set<String> terms(String text) {
    Set<String> terms = new LinkedHashSet<>();
    if (!chinese) {
      for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z]+")) {
        if (word.length() > 4) {
          terms.add(word);
        }
      }
      return terms;
    }
    for (String word : text.split("[^\\p{IsHan}]+")) {
      for (int i = 0; i + 2 <= word.length(); i++) {
        terms.add(word.substring(i, i + 2));
      }
    }
    return terms;
  }

  /**
   * The limit that a passage sets to a percentage; empty if there is none. The strictest wording
   * counts: "must not exceed" before "a month above".
   */
  Optional<Limit> limitOf(Measured value) {
    if (value.now().unit().kind() != Unit.Kind.PERCENT) {
      return Optional.empty();
    }
    Statement found = null;
    BigDecimal limit = BigDecimal.ZERO;
    for (Statement statement : statements) {
      Matcher matcher = UPPER_LIMIT.matcher(statement.text());
      if (setsLimitTo(value.name(), statement.text()) && matcher.find()) {
        boolean strict = STRICT.matcher(matcher.group()).find();
        if (found == null || strict) {
          found = statement;
          limit = new BigDecimal(matcher.group(1));
        }
        if (strict) {
          break;
        }
      }
    }
    if (found == null) {
      return Optional.empty();
    }
    boolean exceeded = value.now().value().compareTo(limit) > 0;
    return Optional.of(new Limit(value, exceeded, document(found), citation(found)));
  }

  /**
   * Whether a sentence has one percentage only and speaks of this value: by its name, or by the
   * first word of it together with the word for a limit.
   */
  private boolean setsLimitTo(String name, String text) {
    long numbers = PERCENTAGE.matcher(text).results().map(one -> one.group(1)).distinct().count();
    String folded = text.toLowerCase(Locale.ROOT);
    String whole = name.toLowerCase(Locale.ROOT);
    String first = whole.split(" ")[0];
    return numbers == 1
        && (folded.contains(whole)
            || !chinese && folded.contains(first) && LIMIT.matcher(folded).find());
  }

  /**
   * Another document's amount for the same entity: a statement that also names it, plans, and has
   * amounts of which none is in the first.
   */
  Optional<Statement> elsewhere(Tie tie) {
    if (tie.entity().isEmpty() || amounts(tie.statement()).isEmpty()) {
      return Optional.empty();
    }
    String document = brief.passages().get(tie.statement().passage()).document().id();
    String year = Integer.toString(brief.period().start().getYear());
    return statements.stream()
        .filter(one -> !brief.passages().get(one.passage()).document().id().equals(document))
        .filter(one -> subject(one).equals(tie.entity()))
        .filter(one -> one.text().contains(year) && tie.statement().text().contains(year))
        .filter(one -> NORM.matcher(one.text()).find())
        .filter(one -> !amounts(one).isEmpty())
        .filter(one -> amounts(one).stream().noneMatch(amounts(tie.statement())::contains))
        .findFirst();
  }

  private static List<String> amounts(Statement statement) {
    return AMOUNT.matcher(statement.text()).results().map(one -> one.group(1)).toList();
  }

  String document(Statement statement) {
    return brief.passages().get(statement.passage()).document().title();
  }

  LabeledCitation citation(Statement statement) {
    return new LabeledCitation(
        "p" + (statement.passage() + 1),
        Citation.of(brief.passages().get(statement.passage()), statement.quote()));
  }
}
