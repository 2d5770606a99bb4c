package dev.rapporteur.writing.rules;

import static dev.rapporteur.writing.rules.EnglishWords.are;
import static dev.rapporteur.writing.rules.EnglishWords.capital;
import static dev.rapporteur.writing.rules.EnglishWords.have;
import static dev.rapporteur.writing.rules.EnglishWords.label;
import static dev.rapporteur.writing.rules.EnglishWords.lower;
import static dev.rapporteur.writing.rules.EnglishWords.stand;
import static dev.rapporteur.writing.rules.References.ref;
import static dev.rapporteur.writing.rules.References.size;

import dev.rapporteur.analysis.Unit;
import dev.rapporteur.report.FigureDefinition.Base;
import java.util.List;
import java.util.stream.Stream;

/** English sentences about values of the whole. */
final class EnglishWhole {
  private final EnglishWords words;

  EnglishWhole(EnglishWords words) {
    this.words = words;
  }

  String headline(Message.Headline one) {
    Measured value = one.value();
    String name = lower(value.name());
    boolean counted = name.equals(value.now().unit().symbol());
    String start = counted ? "%s brought %s" : "%s " + name + " came to %s";
    return start.formatted(words.thisPeriod(), ref(value.now())) + comparisons(value) + ".";
  }

  /** {@code , 12.4% more than a year ago but 3.1% less than in February}. */
  private String comparisons(Measured value) {
    Unit unit = value.now().unit();
    List<Comparison> known =
        Stream.of(Base.PREVIOUS_YEAR, Base.PREVIOUS_PERIOD)
            .flatMap(base -> value.against(base).stream())
            .filter(Comparison::isKnown)
            .toList();
    if (known.isEmpty()) {
      return "";
    }
    Comparison last = known.getLast();
    String first = ", " + words.comparison(known.getFirst(), unit);
    if (known.size() == 1) {
      return first + words.lameness(last.base());
    }
    boolean contrast = known.getFirst().direction() * last.direction() < 0;
    return first
        + (contrast ? " but " : " and ")
        + words.comparison(last, unit)
        + words.lameness(last.base());
  }

  String streak(Message.Streak one) {
    return "%s %s now been %s %s for %s in a row."
        .formatted(
            capital(one.name()),
            have(one.name()),
            side(one.periods().value().signum()),
            words.levelOf(one.base()),
            size(one.periods()));
  }

  String turn(Message.Turn one) {
    String level = words.levelOf(one.base());
    return one.since()
        .map(
            since ->
                "It is the first %s %s %s since %s."
                    .formatted(words.unitOfTime(), side(one.direction()), level, label(since)))
        .orElseGet(
            () ->
                "Until %s %s had been %s %s for some time."
                    .formatted(
                        words.previousPeriod(), lower(one.name()), side(-one.direction()), level));
  }

  private static String side(int direction) {
    return direction > 0 ? "above" : "below";
  }

  String extreme(Message.Extreme one) {
    String comparative = one.high() ? "higher" : "lower";
    return one.ever()
        ? "No %s since %s, where the series begins, was %s."
            .formatted(words.unitOfTime(), label(one.since()), comparative)
        : "The last %s with a %s value was %s."
            .formatted(words.unitOfTime(), comparative, label(one.since()));
  }

  String stretch(Message.Stretch one) {
    Measured value = one.value();
    Comparison main = value.main().orElseThrow();
    boolean up = main.direction() > 0;
    String compared =
        main.direction() == 0
            ? "at the same level as " + words.when(main.base())
            : "%s %s %s"
                .formatted(
                    size(main.difference()), up ? "above" : "below", words.levelOf(main.base()));
    return one.against()
        ? "The longer view differs: %s, %s, %s %s%s."
            .formatted(
                lower(value.name()),
                ref(value.now()),
                are(value.name()),
                up ? "still " : "",
                compared)
        : "%s %s at %s, %s."
            .formatted(capital(value.name()), stand(value.name()), ref(value.now()), compared);
  }
}
