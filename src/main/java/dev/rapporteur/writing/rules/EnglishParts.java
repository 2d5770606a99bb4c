package dev.rapporteur.writing.rules;

import static dev.rapporteur.writing.rules.EnglishWords.and;
import static dev.rapporteur.writing.rules.EnglishWords.are;
import static dev.rapporteur.writing.rules.EnglishWords.have;
import static dev.rapporteur.writing.rules.EnglishWords.isPlural;
import static dev.rapporteur.writing.rules.EnglishWords.lost;
import static dev.rapporteur.writing.rules.EnglishWords.lower;
import static dev.rapporteur.writing.rules.EnglishWords.their;
import static dev.rapporteur.writing.rules.EnglishWords.they;
import static dev.rapporteur.writing.rules.References.ref;
import static dev.rapporteur.writing.rules.References.signed;
import static dev.rapporteur.writing.rules.References.size;

import dev.rapporteur.analysis.Figure;
import dev.rapporteur.analysis.Unit;
import dev.rapporteur.report.FigureDefinition.Base;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** English sentences about parts of a whole and their places. */
final class EnglishParts {
  private static final BigDecimal TWICE = new BigDecimal("2");

  /** From so many times the value then on, the base is a low one. */
  private static final BigDecimal LOW_BASE = new BigDecimal("4");

  private final EnglishWords words;

  EnglishParts(EnglishWords words) {
    this.words = words;
  }

  // --- moves --------------------------------------------------------------------------------

  String largestMove(Message.LargestMove one) {
    Part part = one.part();
    String label = part.label();
    String name = name(one.name());
    String when = words.when(one.base());
    String start = label + " made the largest difference: ";
    if (part.isGone()) {
      return "%safter %s %s %s %s no %s this %s."
          .formatted(
              start,
              before(part),
              when,
              they(part.entity()),
              have(part.entity()),
              name,
              words.unitOfTime());
    }
    if (part.isNew()) {
      return "%s%s brought %s%s, after nothing %s."
          .formatted(
              start, they(part.entity()), ref(part.level().orElseThrow()), share(part), when);
    }
    if (part.isNegative()) {
      return "%safter %s %s, %s %s came to %s."
          .formatted(
              start,
              before(part),
              when,
              their(part.entity()),
              name,
              ref(part.level().orElseThrow()));
    }
    return "%s moved most: %s %s %s%s."
        .formatted(label, their(part.entity()), name, move(part, one.base()), shareMove(part));
  }

  String otherWay(Message.OtherWay one) {
    Part part = one.part();
    String start = "In the other direction, " + part.label();
    String when = words.when(one.base());
    if (part.isNew()) {
      return "%s, which had no %s %s, brought %s%s."
          .formatted(start, name(one.name()), when, ref(part.level().orElseThrow()), share(part));
    }
    if (part.isGone()) {
      return "%s, which still brought %s %s, no longer %s %s."
          .formatted(start, before(part), when, have(part.entity()), name(one.name()));
    }
    if (part.isNegative()) {
      return "%s, after %s %s, came to %s."
          .formatted(start, before(part), when, ref(part.level().orElseThrow()));
    }
    return "%s %s most, %s%s."
        .formatted(start, lost(part.direction()), size(part.change().orElseThrow()), rate(part));
  }

  private static String name(String name) {
    return name.isEmpty() ? "amount" : lower(name);
  }

  /** {@code fell by 4.17 million yuan to 2.26 million yuan, 64.8% less than a year ago}. */
  private String move(Part part, Base base) {
    boolean up = part.direction() > 0;
    String moved = (up ? "rose by " : "fell by ") + size(part.change().orElseThrow());
    String to = part.level().map(level -> " to " + ref(level)).orElse("");
    if (isTimes(part, LOW_BASE)) {
      return "%s from a low base of %s %s%s".formatted(moved, before(part), words.when(base), to);
    }
    if (isTimes(part, TWICE)) {
      return "%s%s, more than twice the %s of %s"
          .formatted(moved, to, before(part), words.than(base));
    }
    return moved
        + to
        + part.rate()
            .map(
                rate ->
                    ", %s %s than %s".formatted(size(rate), up ? "more" : "less", words.when(base)))
            .orElse("");
  }

  private static boolean isTimes(Part part, BigDecimal least) {
    return part.times().filter(times -> times.compareTo(least) >= 0).isPresent();
  }

  private static String before(Part part) {
    return part.before().map(References::ref).orElse("amount");
  }

  private static String share(Part part) {
    return part.share().map(share -> ", %s of the total".formatted(ref(share))).orElse("");
  }

  private static String shareMove(Part part) {
    return part.shareChange()
        .filter(change -> Comparison.directionOf(change) != 0)
        .map(
            change ->
                ", and %s share of the total %s by %s%s"
                    .formatted(
                        their(part.entity()),
                        change.value().signum() > 0 ? "rose" : "fell",
                        size(change),
                        part.share().map(share -> " to " + ref(share)).orElse("")))
        .orElse("");
  }

  private static String rate(Part part) {
    return isTimes(part, TWICE)
        ? ", up from " + before(part)
        : part.rate().map(rate -> " (%s)".formatted(signed(rate))).orElse("");
  }

  // --- all of them --------------------------------------------------------------------------

  String balance(Message.Balance one) {
    String growing = ref(one.growing());
    String falling = ref(one.falling());
    if (one.falling().value().signum() == 0) {
      return "All %s were above %s.".formatted(growing, words.levelOf(one.base()));
    }
    if (one.growing().value().signum() == 0) {
      return "All %s were below %s.".formatted(falling, words.levelOf(one.base()));
    }
    String among = one.partly() ? "Where a comparison exists, " : "";
    Optional<Part> growingAlone = one.onlyGrowing().filter(any -> isOne(one.growing()));
    if (growingAlone.isPresent()) {
      return "%s%s alone grew and %s shrank.".formatted(among, growingAlone.get().label(), falling);
    }
    Optional<Part> fallingAlone = one.onlyFalling().filter(any -> isOne(one.falling()));
    if (fallingAlone.isPresent()) {
      return "%s%s alone shrank and %s grew.".formatted(among, fallingAlone.get().label(), growing);
    }
    return "%s%s grew against %s and %s shrank."
        .formatted(one.partly() ? among : "In all, ", growing, words.than(one.base()), falling);
  }

  private static boolean isOne(Figure count) {
    return count.value().compareTo(BigDecimal.ONE) == 0;
  }

  String largest(Message.Largest one) {
    Part part = one.part();
    String remains = isPlural(part.entity()) ? "remain" : "remains";
    return "%s %s the largest %s with %s%s."
        .formatted(
            part.label(),
            one.remains() ? remains : are(part.entity()) + " now",
            one.noun(),
            ref(part.level().orElseThrow()),
            share(part));
  }

  String composition(Message.Composition one) {
    Part first = one.parts().getFirst();
    List<String> others =
        one.parts().stream().skip(1).map(part -> part.label() + " with " + sizeOf(part)).toList();
    return "%s %s the largest %s with %s%s%s."
        .formatted(
            first.label(),
            are(first.entity()),
            one.noun(),
            sizeOf(first),
            first.level().isPresent() ? share(first) : "",
            others.isEmpty() ? "" : ", followed by " + and(others));
  }

  private static String sizeOf(Part part) {
    return ref(part.level().or(part::share).orElseThrow());
  }

  // --- places -------------------------------------------------------------------------------

  String first(Message.First one) {
    Ranked first = one.first().getFirst();
    String place = ref(first.place());
    String amount = ref(first.amount());
    if (one.first().size() > 2) {
      return "%s and others share %s place with %s each, so the order among them says nothing."
          .formatted(first.entity().label(), place, amount);
    }
    if (one.first().size() == 2) {
      return "%s and %s share %s place with %s each."
          .formatted(first.entity().label(), one.first().get(1).entity().label(), place, amount);
    }
    return "The largest %s is %s with %s%s."
        .formatted(one.noun(), first.entity().label(), amount, share(first));
  }

  private static String share(Ranked ranked) {
    return ranked.share().map(share -> ", %s of the total".formatted(ref(share))).orElse("");
  }

  String moved(Message.Moved one) {
    Ranked ranked = one.ranked();
    String by =
        ranked
            .gained()
            .filter(figure -> figure.unit().kind() == Unit.Kind.COUNT)
            .map(figure -> " by " + size(figure))
            .orElse("");
    return "Compared with %s, %s %s furthest%s, to %s place with %s."
        .formatted(
            words.than(one.base()),
            ranked.entity().label(),
            ranked.movement() > 0 ? "climbed" : "fell",
            by,
            ref(ranked.place()),
            ref(ranked.amount()));
  }

  String outsize(Message.Outsize one) {
    Ranked ranked = one.ranked();
    Optional<Figure> share = ranked.share();
    if (one.watch() && share.isPresent()) {
      return "%s of the %s came from a single %s, %s, with %s."
          .formatted(
              ref(share.get()),
              words.unitOfTime(),
              one.noun(),
              ranked.entity().label(),
              ref(ranked.amount()));
    }
    return "One %s stands out: %s brought %s%s; the next, %s, brought %s."
        .formatted(
            one.noun(),
            ranked.entity().label(),
            ref(ranked.amount()),
            share(ranked),
            one.next().entity().label(),
            ref(one.next().amount()));
  }
}
