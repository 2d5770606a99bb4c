package dev.rapporteur.writing.rules;

import static dev.rapporteur.writing.rules.EnglishWords.are;
import static dev.rapporteur.writing.rules.EnglishWords.capital;
import static dev.rapporteur.writing.rules.EnglishWords.stand;
import static dev.rapporteur.writing.rules.EnglishWords.their;
import static dev.rapporteur.writing.rules.EnglishWords.they;
import static dev.rapporteur.writing.rules.References.ref;
import static dev.rapporteur.writing.rules.References.size;

import java.util.Optional;

/** English sentences about targets. */
final class EnglishTargets {
  private final EnglishWords words;

  EnglishTargets(EnglishWords words) {
    this.words = words;
  }

  String none() {
    return "There are no targets for this period, so nothing can be said about the plan.";
  }

  // --- of the whole -------------------------------------------------------------------------

  String pace(Message.Pace one) {
    Measured value = one.value();
    Aim aim = one.aim();
    Optional<Comparison> year = value.main().filter(main -> main.direction() != 0);
    boolean contrast = year.filter(main -> main.direction() > 0 != aim.isMet()).isPresent();
    if (one.gapFirst()) {
      return gapFirst(value, aim, year, contrast);
    }
    if (aim.gap().period().isOne()) {
      // The first period of a year: what was reached has just been said.
      return "The target of %s was %s by %s%s."
          .formatted(words.thisPeriod(), met(aim), size(aim.gap()), reached(aim));
    }
    String compared =
        year.map(
                main ->
                    ", %s %s "
                        .formatted(
                            words.comparison(main, value.now().unit()), contrast ? "but" : "and"))
            .orElse(", ");
    return "%s %s at %s%s%s target%s."
        .formatted(
            capital(value.name()),
            stand(value.name()),
            ref(value.now()),
            compared,
            gap(aim),
            reached(aim));
  }

  private String gapFirst(Measured value, Aim aim, Optional<Comparison> year, boolean contrast) {
    String name = value.name();
    String reached = aim.attainment().map(f -> ", %s of it".formatted(ref(f))).orElse("");
    String compared =
        year.map(
                main ->
                    "%s %s %s than %s"
                        .formatted(
                            contrast ? ", although that is" : " and",
                            size(main.difference()),
                            main.direction() > 0 ? "more" : "less",
                            words.when(main.base())))
            .orElse("");
    return "%s %s %s %s target: %s %s at %s%s%s."
        .formatted(
            capital(name),
            are(name),
            gap(aim),
            their(name),
            they(name),
            stand(name),
            ref(value.now()),
            reached,
            compared);
  }

  private static String gap(Aim aim) {
    return aim.gap().value().signum() == 0
        ? "exactly on"
        : size(aim.gap()) + (aim.isMet() ? " above" : " short of");
  }

  private static String met(Aim aim) {
    return aim.isMet() ? "exceeded" : "missed";
  }

  private static String reached(Aim aim) {
    return aim.attainment().map(figure -> " (%s reached)".formatted(ref(figure))).orElse("");
  }

  String periodGoal(Message.PeriodGoal one) {
    Aim aim = one.aim();
    String turned =
        one.turned()
            ? "; up to %s the year had been %s its target"
                .formatted(words.previousPeriod(), aim.isMet() ? "behind" : "ahead of")
            : "";
    return "The target of %s alone, %s, was %s by %s%s%s."
        .formatted(
            words.thisPeriod(), ref(aim.target()), met(aim), size(aim.gap()), reached(aim), turned);
  }

  String yearGoal(Message.YearGoal one) {
    Aim aim = one.aim();
    if (aim.isMet()) {
      return "The target of the whole year, %s, is reached.".formatted(ref(aim.target()));
    }
    return "The target of the whole year, %s, still asks for %s%s."
        .formatted(
            ref(aim.target()),
            size(aim.gap()),
            aim.attainment().map(f -> "; %s of it is reached".formatted(ref(f))).orElse(""));
  }

  // --- by entity ----------------------------------------------------------------------------

  String goals(Message.Goals one) {
    if (one.furthestBelow().isEmpty()) {
      return allMet(one);
    }
    Aim below = one.furthestBelow().get();
    return switch (one.form()) {
      case FULL -> ends(one, below);
      case AGAIN -> widest(one, below);
      case WATCH -> far(below);
    };
  }

  private static String allMet(Message.Goals one) {
    return "All %s reached their targets%s."
        .formatted(
            ref(one.met()),
            one.furthestAbove()
                .map(aim -> ", %s with most to spare, %s".formatted(aim.label(), size(aim.gap())))
                .orElse(""));
  }

  private static String ends(Message.Goals one, Aim below) {
    String above =
        one.furthestAbove()
            .map(aim -> "%s is furthest above, by %s".formatted(aim.label(), size(aim.gap())))
            .orElse("None is above");
    String counts =
        one.met().value().signum() == 0
            ? "all %s missed the target".formatted(ref(one.missed()))
            : "%s met the target and %s missed it".formatted(ref(one.met()), ref(one.missed()));
    return "Held against the targets, %s is furthest behind: %s short%s. %s; %s."
        .formatted(
            below.label(),
            size(below.gap()),
            below.attainment().map(f -> ", with %s reached".formatted(ref(f))).orElse(""),
            above,
            counts);
  }

  private String widest(Message.Goals one, Aim below) {
    String most =
        one.mostOfAll()
            ? ", most of what the %s lacks as a whole".formatted(words.unitOfTime())
            : "";
    String above =
        one.furthestAbove()
            .map(aim -> "at the other end %s is %s above".formatted(aim.label(), size(aim.gap())))
            .orElse("no %s is above its target".formatted(one.noun()));
    return "The %s with the widest gap is %s: it lacks %s%s; %s."
        .formatted(one.noun(), below.label(), size(below.gap()), most, above);
  }

  private static String far(Aim below) {
    return "%s%s %s target and is the furthest from it, %s short."
        .formatted(
            below.label(),
            below.attainment().map(f -> " reached %s of".formatted(ref(f))).orElse(" missed"),
            their(below.entity().orElseThrow()),
            size(below.gap()));
  }
}
