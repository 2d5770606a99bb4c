package dev.rapporteur.writing.rules;

import static dev.rapporteur.writing.rules.References.ref;
import static dev.rapporteur.writing.rules.References.size;

/** Chinese sentences about targets. */
final class ChineseTargets {
  private final ChineseWords words;

  ChineseTargets(ChineseWords words) {
    this.words = words;
  }

  String none() {
    return "本期没有下达目标，不作目标对比。";
  }

  // --- of the whole -------------------------------------------------------------------------

  String pace(Message.Pace one) {
    Measured value = one.value();
    Aim aim = one.aim();
    String compared = words.mainComparison(value);
    if (one.gapFirst()) {
      return "%s%s：累计%s%s%s。"
          .formatted(value.name(), gap(aim), ref(value.now()), reached(aim), compared);
    }
    if (aim.gap().period().isOne()) {
      // The first period of a year: what was reached has just been said.
      return "当%s%s%s。".formatted(words.unitOfTime(), distance(aim, "目标"), reached(aim));
    }
    return "%s%s%s，%s%s。"
        .formatted(value.name(), ref(value.now()), compared, distance(aim, "累计目标"), reached(aim));
  }

  private static String gap(Aim aim) {
    return aim.gap().value().signum() == 0
        ? "与累计目标持平"
        : (aim.isMet() ? "超出累计目标" : "比累计目标少") + size(aim.gap());
  }

  private static String distance(Aim aim, String target) {
    if (aim.gap().value().signum() == 0) {
      return "与" + target + "持平";
    }
    return (aim.isMet() ? "超出%s%s" : "距%s尚差%s").formatted(target, size(aim.gap()));
  }

  private static String reached(Aim aim) {
    return aim.attainment().map(figure -> "，完成率" + ref(figure)).orElse("");
  }

  String periodGoal(Message.PeriodGoal one) {
    Aim aim = one.aim();
    String turned =
        one.turned()
            ? "；截至%s，累计%s".formatted(words.previousPeriod(), aim.isMet() ? "尚落后于目标" : "还高于目标")
            : "";
    return "%s单%s目标%s，%s%s%s%s。"
        .formatted(
            words.thisPeriod(),
            words.unitOfTime(),
            ref(aim.target()),
            aim.isMet() ? "超出" : "尚差",
            size(aim.gap()),
            reached(aim),
            turned);
  }

  String yearGoal(Message.YearGoal one) {
    Aim aim = one.aim();
    if (aim.isMet()) {
      return "全年目标%s已完成。".formatted(ref(aim.target()));
    }
    return "全年目标%s%s，余下%s。"
        .formatted(
            ref(aim.target()),
            aim.attainment().map(figure -> "已完成" + ref(figure)).orElse(""),
            size(aim.gap()));
  }

  // --- by entity ----------------------------------------------------------------------------

  String goals(Message.Goals one) {
    if (one.furthestBelow().isEmpty()) {
      return "%s全部达到目标%s。"
          .formatted(
              ref(one.met()),
              one.furthestAbove()
                  .map(aim -> "，超出最多的是%s，超出%s".formatted(aim.label(), size(aim.gap())))
                  .orElse(""));
    }
    Aim below = one.furthestBelow().get();
    return switch (one.form()) {
      case FULL -> ends(one, below);
      case AGAIN -> widest(one, below);
      case WATCH -> "%s距目标最远，尚差%s%s。".formatted(below.label(), size(below.gap()), reached(below));
    };
  }

  private static String ends(Message.Goals one, Aim below) {
    String above =
        one.furthestAbove()
            .map(aim -> "超出最多的是%s，超出%s".formatted(aim.label(), size(aim.gap())))
            .orElse("没有一项超出目标");
    String counts =
        one.met().value().signum() == 0
            ? "%s均未达到目标。".formatted(ref(one.missed()))
            : "%s达到目标，%s未达到。".formatted(ref(one.met()), ref(one.missed()));
    return "与目标相比，差距最大的是%s，尚差%s%s；%s。%s"
        .formatted(below.label(), size(below.gap()), reached(below), above, counts);
  }

  private static String widest(Message.Goals one, Aim below) {
    String above =
        one.furthestAbove()
            .map(aim -> "超出最多的是%s（多%s）".formatted(aim.label(), size(aim.gap())))
            .orElse("没有一项超出目标");
    return "%s缺口最大的是%s（少%s%s），%s。"
        .formatted(
            one.noun().isEmpty() ? "" : "分%s看，".formatted(one.noun()),
            below.label(),
            size(below.gap()),
            one.mostOfAll() ? "，占总体差额的大部分" : "",
            above);
  }
}
