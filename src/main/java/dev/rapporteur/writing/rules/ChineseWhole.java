package dev.rapporteur.writing.rules;

import static dev.rapporteur.writing.rules.ChineseWords.grown;
import static dev.rapporteur.writing.rules.ChineseWords.label;
import static dev.rapporteur.writing.rules.References.ref;
import static dev.rapporteur.writing.rules.References.size;

import dev.rapporteur.analysis.Unit;
import dev.rapporteur.report.FigureDefinition.Base;
import java.util.List;

/** Chinese sentences about values of the whole. */
final class ChineseWhole {
  private final ChineseWords words;

  ChineseWhole(ChineseWords words) {
    this.words = words;
  }

  String headline(Message.Headline one) {
    Measured value = one.value();
    boolean earned = value.now().unit().kind() == Unit.Kind.MONEY && value.name().endsWith("额");
    StringBuilder compared = new StringBuilder();
    for (Base base : List.of(Base.PREVIOUS_YEAR, Base.PREVIOUS_PERIOD)) {
      value
          .against(base)
          .filter(Comparison::isKnown)
          .map(comparison -> "，" + words.comparison(comparison) + words.lameness(base))
          .ifPresent(compared::append);
    }
    return "%s%s%s%s。"
        .formatted(
            words.thisPeriod(),
            earned ? "实现" + value.name() : value.name() + "为",
            ref(value.now()),
            compared);
  }

  String streak(Message.Streak one) {
    return "%s已连续%s%s%s。"
        .formatted(
            one.name(),
            size(one.periods()),
            words.term(one.base()),
            grown(one.periods().value().signum()));
  }

  String turn(Message.Turn one) {
    String term = words.term(one.base());
    String since =
        one.since()
            .map(last -> "，为%s以来首次%s%s".formatted(label(last), term, grown(one.direction())))
            .orElse("");
    return "%s%s%s%s。".formatted(one.name(), term, one.direction() > 0 ? "由降转升" : "由升转降", since);
  }

  String extreme(Message.Extreme one) {
    return "这是%s%s以来的%s水平。"
        .formatted(label(one.since()), one.ever() ? "有记录" : "", one.high() ? "最高" : "最低");
  }

  String stretch(Message.Stretch one) {
    Measured value = one.value();
    return "%s%s%s，%s%s。"
        .formatted(
            one.against() ? "拉长来看，" : "",
            value.name(),
            ref(value.now()),
            one.against() ? "仍" : "",
            words.comparison(value.main().orElseThrow()));
  }
}
