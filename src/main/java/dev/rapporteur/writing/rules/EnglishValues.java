package dev.rapporteur.writing.rules;

import static dev.rapporteur.writing.rules.EnglishWords.and;
import static dev.rapporteur.writing.rules.EnglishWords.capital;
import static dev.rapporteur.writing.rules.EnglishWords.isPlural;
import static dev.rapporteur.writing.rules.EnglishWords.label;
import static dev.rapporteur.writing.rules.EnglishWords.lower;
import static dev.rapporteur.writing.rules.EnglishWords.stand;
import static dev.rapporteur.writing.rules.EnglishWords.their;
import static dev.rapporteur.writing.rules.EnglishWords.were;
import static dev.rapporteur.writing.rules.References.ref;
import static dev.rapporteur.writing.rules.References.size;

import dev.rapporteur.analysis.Entity;
import dev.rapporteur.analysis.Figure;
import dev.rapporteur.analysis.QualityFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** English sentences about single values, about what is not known, and from documents. */
final class EnglishValues {
  private final EnglishWords words;

  EnglishValues(EnglishWords words) {
    this.words = words;
  }

  // --- single values ------------------------------------------------------------------------

  String rates(Message.Rates one) {
    Measured first = one.values().getFirst();
    String start =
        "The %s %s %s%s"
            .formatted(lower(first.name()), were(first.name()), ref(first.now()), rateMove(first));
    if (one.values().size() == 1) {
      return start + ".";
    }
    Measured second = one.values().get(1);
    boolean contrast = direction(first) * direction(second) < 0;
    return "%s%s the %s %s%s."
        .formatted(
            start,
            contrast ? ";" : ", and",
            lower(second.name()),
            ref(second.now()),
            rateMove(second));
  }

  private static int direction(Measured value) {
    return value.main().map(Comparison::direction).orElse(0);
  }

  private String rateMove(Measured value) {
    return value
        .main()
        .map(
            main ->
                main.direction() == 0
                    ? ", the same as " + words.when(main.base())
                    : ", %s %s than %s"
                        .formatted(
                            size(main.difference()),
                            main.direction() > 0 ? "more" : "less",
                            words.when(main.base())))
        .orElse("");
  }

  String limited(Message.Limited one) {
    Limit limit = one.limit();
    Measured value = limit.value();
    String document = EnglishWords.document(limit.document());
    String quote = quote(limit.citation().citation().quote(), limit.citation().label());
    if (one.again()) {
      return "The %s, %s, %s its limit; %s %s: %s"
          .formatted(
              lower(value.name()),
              ref(value.now()),
              limit.exceeded() ? "exceeds" : "keeps to",
              document,
              EnglishWords.says(document),
              quote);
    }
    return "At %s%s, the %s is %s what %s %s: %s"
        .formatted(
            ref(value.now()),
            rateMove(value),
            lower(value.name()),
            limit.exceeded() ? "above" : "within",
            document,
            isPlural(document) ? "allow" : "allows",
            quote);
  }

  String plain(Message.Plain one) {
    return joined(one.values()).orElseGet(() -> separately(one.values()));
  }

  private static String separately(List<Measured> values) {
    List<String> said = new ArrayList<>();
    List<String> none = new ArrayList<>();
    for (Measured value : values) {
      if (value.now().value().signum() == 0) {
        none.add(lower(value.name()));
      } else {
        said.add("%s came to %s".formatted(lower(value.name()), ref(value.now())));
      }
    }
    List<String> sentences = new ArrayList<>();
    if (!said.isEmpty()) {
      sentences.add(capital(and(said)) + ".");
    }
    if (!none.isEmpty()) {
      sentences.add("There were no %s.".formatted(String.join(" and no ", none)));
    }
    return String.join(" ", sentences);
  }

  /** "Orders loaded after the close" and "Sales loaded after the close" are one piece of news. */
  private static Optional<String> joined(List<Measured> values) {
    if (values.size() != 2) {
      return Optional.empty();
    }
    Figure count = values.get(0).now();
    String[] first = values.get(0).name().split(" ", 2);
    String[] second = values.get(1).name().split(" ", 2);
    boolean same =
        first.length == 2
            && second.length == 2
            && first[1].equals(second[1])
            && first[1].matches("\\w+ed\\b.*")
            && lower(first[0]).equals(count.unit().symbol());
    if (!same) {
      return Optional.empty();
    }
    return Optional.of(
        count.value().signum() == 0
            ? "No %s were %s.".formatted(lower(first[0]), first[1])
            : ("%s with %s of %s were %s,"
                    + " so what was reported at that time did not contain them.")
                .formatted(ref(count), lower(second[0]), ref(values.get(1).now()), first[1]));
  }

  // --- what is not known --------------------------------------------------------------------

  String noBase(Message.NoBase one) {
    return one.again()
        ? "Comparisons with a year ago have no base, because the data do not reach back to %s."
            .formatted(label(one.period()))
        : "There is no comparison with a year ago: for %s there are no data."
            .formatted(label(one.period()));
  }

  String gap(Message.Gap one) {
    String names = and(one.names().stream().map(EnglishWords::lower).limit(3).toList());
    return one.overTime()
        ? "%s cannot be given, because the data do not reach back far enough."
            .formatted(capital(names))
        : "There are no data of %s for %s.".formatted(words.thisPeriod(), names);
  }

  String noticed(Message.Noticed one) {
    QualityFact fact = one.fact();
    if (one.again()) {
      return "The figures of %s are preliminary: the %s %s."
          .formatted(
              words.thisPeriod(),
              words.unitOfTime(),
              switch (fact.kind()) {
                case NOT_CLOSED -> "is not closed";
                case TOO_FEW, NOT_LOADED -> "is not complete";
                default -> "was not over when the data were read";
              });
    }
    return switch (fact.kind()) {
      case NOT_CLOSED ->
          words.thisPeriod() + " is not closed yet, so its figures may still change.";
      case PARTIAL_PERIOD ->
          words.thisPeriod()
              + " was not over when the data were read, so it is not comparable in full.";
      case TOO_FEW, NOT_LOADED ->
          "The data of %s were not complete when they were read, so its figures may still change."
              .formatted(words.thisPeriod());
      case DUPLICATE_KEY ->
          "Some rows of %s share a %s that should be unique."
              .formatted(fact.data(), fact.subject());
      case LATE_ROWS -> "Some rows of %s were loaded after the close.".formatted(fact.data());
      case EMPTY_CELLS ->
          "Some rows of %s have no %s; they count as nothing."
              .formatted(fact.data(), fact.subject());
      case ROWS_READ, MISSING_ENTITY, NEW_ENTITY -> "";
    };
  }

  // --- documents ----------------------------------------------------------------------------

  String strategy(Message.Strategy one) {
    String document = EnglishWords.document(one.document());
    String says =
        "%s %s: %s"
            .formatted(document, EnglishWords.says(document), quote(one.quote(), one.label()));
    Optional<Figure> reached = one.aim().flatMap(Aim::attainment);
    if (reached.isPresent()) {
      Entity subject = one.subject().orElseThrow();
      return "%s %s at %s of %s target for the %s; %s"
          .formatted(
              subject.label(),
              stand(subject),
              ref(reached.get()),
              their(subject),
              words.unitOfTime(),
              says);
    }
    return one.subject()
        .map(subject -> "On %s, %s".formatted(subject.label(), says))
        .orElseGet(() -> capital(says));
  }

  String elsewhere(Message.Elsewhere one) {
    String document = EnglishWords.document(one.document());
    return "%s %s another amount: “%s” [%s]; which of them holds is for their owners to settle."
        .formatted(
            capital(document), isPlural(document) ? "name" : "names", one.quote(), one.label());
  }

  private static String quote(String words, String label) {
    return "“%s” [%s].".formatted(words, label);
  }
}
