package dev.rapporteur.writing.rules;

import static dev.rapporteur.writing.rules.ChineseWords.enumeration;
import static dev.rapporteur.writing.rules.ChineseWords.grown;
import static dev.rapporteur.writing.rules.ChineseWords.increased;
import static dev.rapporteur.writing.rules.ChineseWords.noun;
import static dev.rapporteur.writing.rules.References.ref;
import static dev.rapporteur.writing.rules.References.size;

import dev.rapporteur.analysis.Figure;
import dev.rapporteur.analysis.Unit;
import dev.rapporteur.report.FigureDefinition.Base;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Chinese sentences about parts of a whole and their places. */
final class ChineseParts {
  private static final BigDecimal TWICE = new BigDecimal("2");

  /** From so many times the value then on, the base is a low one. */
  private static final BigDecimal LOW_BASE = new BigDecimal("4");

  private final ChineseWords words;

  ChineseParts(ChineseWords words) {
    this.words = words;
  }

  // --- moves --------------------------------------------------------------------------------

  String largestMove(Message.LargestMove one) {
    Part part = one.part();
    String said =
        comings(part, one.base())
            .orElseGet(
                () ->
                    "%s%s，%s%s"
                        .formatted(
                            one.name(),
                            part.level().map(References::ref).orElse(""),
                            move(part, one.base()),
                            shareMove(part)));
    return "变动最大的是%s：%s。".formatted(part.label(), said);
  }

  String otherWay(Message.OtherWay one) {
    String said = comings(one.part(), one.base()).orElseGet(() -> move(one.part(), one.base()));
    return "反方向变动最大的是%s，%s。".formatted(one.part().label(), said);
  }

  private String move(Part part, Base base) {
    String amount =
        words.term(base) + increased(part.direction()) + size(part.change().orElseThrow());
    if (isTimes(part, LOW_BASE)) {
      return "%s，%s基数较低，为%s".formatted(amount, words.then(base), before(part));
    }
    if (isTimes(part, TWICE)) {
      return "%s，是%s%s的两倍以上".formatted(amount, words.then(base), before(part));
    }
    String rate = part.direction() > 0 ? "，增幅" : "，降幅";
    return amount + part.rate().map(figure -> rate + size(figure)).orElse("");
  }

  private static boolean isTimes(Part part, BigDecimal least) {
    return part.times().filter(times -> times.compareTo(least) >= 0).isPresent();
  }

  /** What there is to say of a part that came, went or fell below zero; else empty. */
  private Optional<String> comings(Part part, Base base) {
    String then = words.then(base);
    if (part.isGone()) {
      return Optional.of("%s为%s，本期已无".formatted(then, before(part)));
    }
    if (part.isNew()) {
      return Optional.of(
          "%s尚无，本期为%s%s".formatted(then, ref(part.level().orElseThrow()), share(part.share())));
    }
    return part.isNegative()
        ? Optional.of("%s为%s，本期为%s".formatted(then, before(part), ref(part.level().orElseThrow())))
        : Optional.empty();
  }

  private static String before(Part part) {
    return part.before().map(References::ref).orElse("");
  }

  private static String share(Optional<Figure> share) {
    return share.map(figure -> "，占比" + ref(figure)).orElse("");
  }

  private static String shareMove(Part part) {
    return part.shareChange()
        .filter(change -> Comparison.directionOf(change) != 0)
        .map(
            change ->
                "；占比%s%s%s"
                    .formatted(
                        change.value().signum() > 0 ? "上升" : "下降",
                        size(change),
                        part.share().map(share -> "，至" + ref(share)).orElse("")))
        .orElse("");
  }

  // --- all of them --------------------------------------------------------------------------

  String balance(Message.Balance one) {
    String term = words.term(one.base());
    String growing = ref(one.growing());
    String falling = ref(one.falling());
    if (one.falling().value().signum() == 0) {
      return "%s全部%s增长。".formatted(growing, term);
    }
    if (one.growing().value().signum() == 0) {
      return "%s全部%s下降。".formatted(falling, term);
    }
    String among = one.partly() ? "可比项中，" : "";
    Optional<Part> growingAlone = one.onlyGrowing().filter(any -> isOne(one.growing()));
    if (growingAlone.isPresent()) {
      return among + only(growingAlone.get(), term, 1, falling);
    }
    Optional<Part> fallingAlone = one.onlyFalling().filter(any -> isOne(one.falling()));
    if (fallingAlone.isPresent()) {
      return among + only(fallingAlone.get(), term, -1, growing);
    }
    return "%s%s%s增长，%s下降。".formatted(among, growing, term, falling);
  }

  private static String only(Part part, String term, int direction, String others) {
    return "只有%s%s%s，其余%s%s。"
        .formatted(part.label(), term, grown(direction), others, grown(-direction));
  }

  private static boolean isOne(Figure count) {
    return count.value().compareTo(BigDecimal.ONE) == 0;
  }

  String largest(Message.Largest one) {
    return "%s%s最大的%s，%s%s。"
        .formatted(
            one.part().label(),
            one.remains() ? "仍是" : "成为",
            noun(one.noun(), "一项"),
            ref(one.part().level().orElseThrow()),
            share(one.part().share()));
  }

  String composition(Message.Composition one) {
    Part first = one.parts().getFirst();
    List<String> others =
        one.parts().stream()
            .skip(1)
            .map(part -> "%s（%s）".formatted(part.label(), sizeOf(part)))
            .toList();
    return "%s最大的%s是%s，%s%s%s。"
        .formatted(
            one.name(),
            noun(one.noun(), "一项"),
            first.label(),
            sizeOf(first),
            first.level().isPresent() ? share(first.share()) : "",
            others.isEmpty() ? "" : "；其次为" + enumeration(others));
  }

  private static String sizeOf(Part part) {
    return ref(part.level().or(part::share).orElseThrow());
  }

  // --- places -------------------------------------------------------------------------------

  String first(Message.First one) {
    Ranked first = one.first().getFirst();
    String label = first.entity().label();
    String place = ref(first.place());
    String amount = ref(first.amount());
    if (one.first().size() > 2) {
      return "%s等并列%s，均为%s，先后没有意义。".formatted(label, place, amount);
    }
    if (one.first().size() == 2) {
      return "%s与%s并列%s，均为%s。".formatted(label, one.first().get(1).entity().label(), place, amount);
    }
    return "%s居首的是%s，%s%s。"
        .formatted(
            one.noun().isEmpty() ? "" : one.noun() + "中", label, amount, share(first.share()));
  }

  String moved(Message.Moved one) {
    Ranked ranked = one.ranked();
    String rose = ranked.movement() > 0 ? "上升" : "下降";
    String by =
        ranked
            .gained()
            .filter(figure -> figure.unit().kind() == Unit.Kind.COUNT)
            .map(figure -> rose + size(figure) + "，")
            .orElse("");
    return "与%s相比，名次%s最多的是%s，%s位列%s（%s）。"
        .formatted(
            words.then(one.base()),
            rose,
            ranked.entity().label(),
            by,
            ref(ranked.place()),
            ref(ranked.amount()));
  }

  String outsize(Message.Outsize one) {
    Ranked ranked = one.ranked();
    String label = ranked.entity().label();
    String noun = noun(one.noun(), "项目");
    if (one.watch() && ranked.share().isPresent()) {
      return "当%s有%s来自单一%s%s（%s）。"
          .formatted(
              words.unitOfTime(), ref(ranked.share().get()), noun, label, ref(ranked.amount()));
    }
    return "单一%s特别突出：%s%s%s；其后为%s，%s。"
        .formatted(
            noun,
            label,
            ref(ranked.amount()),
            share(ranked.share()),
            one.next().entity().label(),
            ref(one.next().amount()));
  }
}
