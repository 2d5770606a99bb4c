package dev.rapporteur.grounding;

import dev.rapporteur.analysis.MissingFigure;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Why a verdict is what it is, in the language of the text. */
final class Reasons {
  private final boolean chinese;

  Reasons(Locale locale) {
    this.chinese = locale.getLanguage().equals("zh");
  }

  private String said(String english, String inChinese, Object... values) {
    return (chinese ? inChinese : english).formatted(values);
  }

  /** What the data give: {@code sales.yoy = 12.4}. */
  String gives(String formula, String value) {
    return formula(formula) + " = " + value;
  }

  String dataGive(String who, String value, String formula) {
    return said("for %s the data give %s (%s)", "就%s而言，数据为 %s（%s）", who, value, formula(formula));
  }

  String noMeasure() {
    return said("no fact speaks of what this number measures", "没有数据涉及这个数字所衡量的内容");
  }

  String noFact(String who) {
    return said("no fact for %s gives a number of this kind", "没有关于%s的这类数据", who);
  }

  String passageSays(String passage) {
    return said("the cited passage %s says so", "所引段落 %s 如此表述", passage);
  }

  String noPassage() {
    return said("no cited passage has these words", "所引段落中没有这段文字");
  }

  String halfReference() {
    return said("half of a figure reference", "数字引用不完整");
  }

  String notFilled() {
    return said("the figure reference was not filled", "数字引用未被填入");
  }

  String noFigure(String id) {
    return said("no figure has the id %s", "没有编号为 %s 的数字", id);
  }

  String missing(MissingFigure.Reason why) {
    return switch (why) {
      case NO_DATA -> said("this figure is missing: no data for the period", "这个数字缺失：本期没有数据");
      case NO_BASE ->
          said("this figure is missing: no data for the compared period", "这个数字缺失：对比期没有数据");
      case ZERO_BASE -> said("this figure is missing: the compared value is zero", "这个数字缺失：对比基数为零");
      case NEGATIVE_BASE ->
          said("this figure is missing: the compared value is negative", "这个数字缺失：对比基数为负");
      case NEW_ENTITY ->
          said("this figure is missing: nothing to compare with yet", "这个数字缺失：对比期尚无此项");
      case NO_CHANGE -> said("this figure is missing: the whole did not change", "这个数字缺失：总体没有变动");
      case NO_TARGET -> said("this figure is missing: there is no target", "这个数字缺失：没有目标");
    };
  }

  String notGiven() {
    return said("this passage was not given to the writer", "这一段落未提供给撰写者");
  }

  String filled(String id) {
    return said("filled from %s", "由 %s 填入", id);
  }

  String otherEntity(String who, String id, String entity) {
    return said(
        "the sentence speaks of %s, the figure %s is of %s",
        "句子说的是%s，数字 %s 却属于%s", who, id, entity);
  }

  String otherPeriod(MonthSpan said, String id, MonthSpan period) {
    return said(
        "the sentence speaks of %s, the figure %s is of %s",
        "句子说的是 %s，数字 %s 却属于 %s", said, id, period);
  }

  String otherDirection(boolean more, String id, String value) {
    return chinese
        ? "句子说%s，数字 %s 却是 %s".formatted(more ? "增加" : "减少", id, value)
        : "the sentence says %s, the figure %s is %s".formatted(more ? "more" : "less", id, value);
  }

  /** What a word without a number is held against. */
  String order(String said) {
    return formula(said);
  }

  /** The alternatives of whom a number is about, each one or several entities. */
  String who(List<List<String>> names) {
    return names.stream()
        .map(
            group ->
                group.stream()
                    .map(name -> chinese && name.equals("total") ? "总体" : name)
                    .collect(Collectors.joining(chinese ? "和" : " and ")))
        .collect(Collectors.joining(chinese ? "或" : " or "));
  }

  private String formula(String formula) {
    return chinese
        ? formula
            .replace(" against ", " 对比 ")
            .replace("count of changes in ", "变动个数：")
            .replace("count of ", "个数：")
            .replace("order of ", "排序：")
            .replace("sum of ", "合计：")
            .replace(" months", " 个月")
        : formula;
  }
}
