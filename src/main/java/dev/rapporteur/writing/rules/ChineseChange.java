package dev.rapporteur.writing.rules;

import static dev.rapporteur.writing.rules.ChineseWords.enumeration;
import static dev.rapporteur.writing.rules.ChineseWords.grown;
import static dev.rapporteur.writing.rules.ChineseWords.increased;
import static dev.rapporteur.writing.rules.ChineseWords.noun;
import static dev.rapporteur.writing.rules.References.ref;
import static dev.rapporteur.writing.rules.References.size;

import dev.rapporteur.analysis.Figure;
import dev.rapporteur.report.FigureDefinition.Base;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Chinese sentences about what a change is made of. */
final class ChineseChange {
  private static final BigDecimal HUNDRED = new BigDecimal("100");
  private static final BigDecimal NEARLY_ALL = new BigDecimal("95");
  private static final BigDecimal HALF = new BigDecimal("50");

  /** A rate is small beside another that is so many times larger. */
  private static final BigDecimal MUCH = new BigDecimal("3");

  private final ChineseWords words;

  ChineseChange(ChineseWords words) {
    this.words = words;
  }

  String mainPart(Message.MainPart one) {
    Part part = one.part();
    String moved = increased(one.whole().direction());
    String change = change(one.whole());
    String amount = size(part.change().orElseThrow());
    Figure contribution = part.contribution().orElse(part.change().orElseThrow());
    BigDecimal percent = contribution.value();
    if (percent.compareTo(HUNDRED) > 0) {
      return "仅%s就%s%s，超过总%s。".formatted(part.label(), moved, amount, change);
    }
    String which = noun(one.noun(), "项");
    if (percent.compareTo(NEARLY_ALL) >= 0) {
      return "%s几乎全部来自%s：该%s%s%s。".formatted(change, part.label(), which, moved, amount);
    }
    return "%s%s%s：该%s%s%s，占总变动的%s。"
        .formatted(
            change,
            percent.compareTo(HALF) >= 0 ? "主要来自" : "中最大的一块来自",
            part.label(),
            which,
            moved,
            amount,
            fraction(contribution));
  }

  String drivers(Message.Drivers one) {
    Part largest = one.parts().getFirst();
    String moved = increased(one.whole().direction());
    BigDecimal percent = largest.contribution().map(Figure::value).orElse(HALF);
    String parts =
        percent.compareTo(HUNDRED) > 0
            ? "仅%s就%s%s，超过总%s"
                .formatted(
                    largest.label(),
                    moved,
                    size(largest.change().orElseThrow()),
                    change(one.whole()))
            : percent.compareTo(HALF) < 0
                ? "由多个%s共同构成，较大的是%s".formatted(noun(one.noun(), "项目"), sources(one))
                : "主要来自" + sources(one);
    return head(one) + parts + against(one) + "。";
  }

  private String head(Message.Drivers one) {
    if (one.second()) {
      return one.noun().isEmpty() ? "换一种拆分，" : "分%s看，".formatted(one.noun());
    }
    return "%s%s%s%s，"
        .formatted(
            one.value().name(),
            words.term(one.whole().base()),
            increased(one.whole().direction()),
            size(one.whole().amount().orElseThrow()));
  }

  private static String sources(Message.Drivers one) {
    List<String> said = new ArrayList<>();
    for (Part part : one.parts()) {
      String detail =
          said.isEmpty() ? part.contribution().map(f -> "，占总变动的" + fraction(f)).orElse("") : "";
      said.add(inBrackets(part, detail));
    }
    return enumeration(said);
  }

  private static String against(Message.Drivers one) {
    List<String> said = one.counter().stream().map(part -> inBrackets(part, "")).toList();
    return said.isEmpty() ? "" : "；方向相反的是" + enumeration(said);
  }

  /** {@code 华北（增加49.1万元）}. */
  private static String inBrackets(Part part, String detail) {
    String came = part.isGone() ? "本期已无，" : part.isNew() ? "去年同期尚无，" : "";
    return "%s（%s%s%s%s）"
        .formatted(
            part.label(),
            came,
            increased(part.direction()),
            size(part.change().orElseThrow()),
            detail);
  }

  private static String change(Comparison whole) {
    return whole.direction() > 0 ? "增量" : "降幅";
  }

  private static String fraction(Figure contribution) {
    return Fraction.of(contribution.value()).map(Fraction::chinese).orElse(size(contribution));
  }

  String without(Message.Without one) {
    return "若剔除%s，%s%s将为%s。"
        .formatted(one.part().label(), one.name(), words.term(one.base()), grown(one.direction()));
  }

  String volumeAndValue(Message.VolumeAndValue one) {
    Base base = one.whole().base();
    Comparison count = one.count().against(base).orElseThrow();
    Comparison average = one.average().against(base).orElseThrow();
    BigDecimal countRate = count.difference().value().abs();
    BigDecimal averageRate = average.difference().value().abs();
    boolean byCount = countRate.compareTo(averageRate) >= 0;
    boolean alone =
        countRate.max(averageRate).compareTo(countRate.min(averageRate).multiply(MUCH)) >= 0;
    String counted = said(one.count(), count);
    String averaged = said(one.average(), average);
    return "%s%s%s%s。"
        .formatted(
            alone ? "变动主要在%s：".formatted((byCount ? one.count() : one.average()).name()) : "从量价看，",
            byCount ? counted : averaged,
            count.direction() * average.direction() < 0 ? "，而" : "；",
            byCount ? averaged : counted);
  }

  private String said(Measured value, Comparison comparison) {
    return "%s%s，%s".formatted(value.name(), ref(value.now()), words.comparison(comparison));
  }
}
