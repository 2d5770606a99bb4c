package dev.rapporteur.writing.rules;

import static dev.rapporteur.writing.rules.EnglishWords.and;
import static dev.rapporteur.writing.rules.EnglishWords.capital;
import static dev.rapporteur.writing.rules.EnglishWords.have;
import static dev.rapporteur.writing.rules.EnglishWords.lost;
import static dev.rapporteur.writing.rules.EnglishWords.lower;
import static dev.rapporteur.writing.rules.References.ref;
import static dev.rapporteur.writing.rules.References.size;

import dev.rapporteur.analysis.Figure;
import dev.rapporteur.report.FigureDefinition.Base;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** English sentences about what a change is made of. */
final class EnglishChange {
  private static final BigDecimal HUNDRED = new BigDecimal("100");
  private static final BigDecimal NEARLY_ALL = new BigDecimal("95");
  private static final BigDecimal HALF = new BigDecimal("50");

  /** A part below this percentage does not explain a change by itself. */
  private static final BigDecimal FEW = new BigDecimal("40");

  /** A rate is small beside another that is so many times larger. */
  private static final BigDecimal MUCH = new BigDecimal("3");

  private final EnglishWords words;

  EnglishChange(EnglishWords words) {
    this.words = words;
  }

  String mainPart(Message.MainPart one) {
    Part part = one.part();
    String lost = lost(one.whole().direction());
    String change = change(one.whole());
    String amount = size(part.change().orElseThrow());
    Figure contribution = part.contribution().orElse(part.change().orElseThrow());
    BigDecimal percent = contribution.value();
    if (percent.compareTo(HUNDRED) > 0) {
      return "%s alone %s %s, more than the whole %s."
          .formatted(part.label(), lost, amount, change);
    }
    if (percent.compareTo(NEARLY_ALL) >= 0) {
      return "Almost all of the %s is that of %s, which %s %s."
          .formatted(change, part.label(), lost, amount);
    }
    return percent.compareTo(HALF) >= 0
        ? "%s alone %s %s, %s of the %s."
            .formatted(part.label(), lost, amount, fraction(contribution), change)
        : "The largest part of the %s, %s of it, is that of %s, which %s %s."
            .formatted(change, fraction(contribution), part.label(), lost, amount);
  }

  String drivers(Message.Drivers one) {
    return (one.second() ? second(one) : first(one)) + against(one) + ".";
  }

  private String first(Message.Drivers one) {
    Part largest = one.parts().getFirst();
    BigDecimal percent = percent(largest);
    String lost = lost(one.whole().direction());
    String whole =
        "%s that %s %s"
            .formatted(size(one.whole().amount().orElseThrow()), lower(one.value().name()), lost);
    String than = words.than(one.whole().base());
    if (percent.compareTo(HUNDRED) > 0) {
      return "%s alone %s %s, more than the %s as a whole against %s"
          .formatted(largest.label(), lost, size(largest.change().orElseThrow()), whole, than);
    }
    if (percent.compareTo(FEW) < 0) {
      return "No single %s explains the %s against %s: the largest parts are those of %s"
          .formatted(one.noun(), whole, than, sources(one));
    }
    return "Of the %s against %s, %s came from %s"
        .formatted(
            whole, than, percent.compareTo(HALF) > 0 ? "most" : "the largest part", sources(one));
  }

  private String second(Message.Drivers one) {
    Part largest = one.parts().getFirst();
    BigDecimal percent = percent(largest);
    String change = change(one.whole());
    if (percent.compareTo(HUNDRED) > 0) {
      return "By %s, %s alone %s %s, more than the whole %s"
          .formatted(
              one.noun(),
              largest.label(),
              lost(one.whole().direction()),
              size(largest.change().orElseThrow()),
              change);
    }
    return percent.compareTo(FEW) < 0
        ? "By %s, the largest parts of the same %s are those of %s"
            .formatted(one.noun(), change, sources(one))
        : "By %s, the same %s came mainly from %s".formatted(one.noun(), change, sources(one));
  }

  /** {@code East with 2.3 million yuan (nine tenths of it), South with ... and ...}. */
  private String sources(Message.Drivers one) {
    List<String> said = new ArrayList<>();
    for (Part part : one.parts()) {
      String detail =
          said.isEmpty()
              ? part.contribution().map(f -> " (%s of it)".formatted(fraction(f))).orElse("")
              : "";
      said.add(
          "%s%swith %s%s"
              .formatted(
                  part.label(), aside(part, one), size(part.change().orElseThrow()), detail));
    }
    return and(said);
  }

  /** What a reader must know of a part that came or went. */
  private String aside(Part part, Message.Drivers one) {
    String name = lower(one.value().name());
    if (part.isGone()) {
      return ", which no longer %s %s, ".formatted(have(part.entity()), name);
    }
    return part.isNew()
        ? ", which had no %s %s, ".formatted(name, words.when(one.whole().base()))
        : " ";
  }

  /** {@code ; against it stand gains by North (0.5 million yuan) and X (new, 2.7 million yuan)}. */
  private static String against(Message.Drivers one) {
    List<String> said = new ArrayList<>();
    for (Part part : one.counter()) {
      String came = part.isNew() ? "new, " : part.isGone() ? "gone, " : "";
      said.add("%s (%s%s)".formatted(part.label(), came, size(part.change().orElseThrow())));
    }
    String moved = one.whole().direction() < 0 ? "gains" : "losses";
    return said.isEmpty() ? "" : "; against it stand %s by %s".formatted(moved, and(said));
  }

  private static String change(Comparison whole) {
    return whole.direction() > 0 ? "increase" : "decline";
  }

  /** How much of the whole's change a part makes; where that is not known, enough to name it. */
  private static BigDecimal percent(Part part) {
    return part.contribution().map(Figure::value).orElse(HALF);
  }

  private static String fraction(Figure contribution) {
    return Fraction.of(contribution.value()).map(Fraction::english).orElse(size(contribution));
  }

  String without(Message.Without one) {
    return "Without %s, %s would have been %s %s."
        .formatted(
            one.part().label(),
            lower(one.name()),
            one.direction() > 0 ? "above" : "below",
            words.levelOf(one.base()));
  }

  String volumeAndValue(Message.VolumeAndValue one) {
    Base base = one.whole().base();
    Comparison count = one.count().against(base).orElseThrow();
    Comparison average = one.average().against(base).orElseThrow();
    BigDecimal countRate = count.difference().value().abs();
    BigDecimal averageRate = average.difference().value().abs();
    String link = count.direction() * average.direction() < 0 ? "while" : "and";
    if (countRate.compareTo(averageRate) < 0) {
      return valueFirst(one, count, average, link);
    }
    boolean alone = countRate.compareTo(averageRate.multiply(MUCH)) >= 0;
    String start =
        alone
            ? "The change came with the number of %s: there were"
                .formatted(lower(one.count().name()))
            : "There were";
    return "%s %s, %s than %s, %s the %s, %s, %s."
        .formatted(
            start,
            ref(one.count().now()),
            more(count),
            words.when(base),
            link,
            lower(one.average().name()),
            ref(one.average().now()),
            average.direction() == 0
                ? "did not change"
                : "was %s%s %s"
                    .formatted(
                        alone ? "only " : "",
                        size(average.difference()),
                        average.direction() > 0 ? "higher" : "lower"));
  }

  private String valueFirst(
      Message.VolumeAndValue one, Comparison count, Comparison average, String link) {
    String rest =
        count.direction() == 0
            ? "the number of %s did not change".formatted(lower(one.count().name()))
            : "there were %s, %s".formatted(ref(one.count().now()), more(count));
    return "%s %s by %s against %s to %s, %s %s."
        .formatted(
            capital("the " + lower(one.average().name())),
            average.direction() > 0 ? "rose" : "fell",
            size(average.difference()),
            words.than(one.whole().base()),
            ref(one.average().now()),
            link,
            rest);
  }

  private static String more(Comparison count) {
    return size(count.difference()) + (count.direction() > 0 ? " more" : " fewer");
  }
}
