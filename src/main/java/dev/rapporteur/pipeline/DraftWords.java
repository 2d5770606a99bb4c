package dev.rapporteur.pipeline;

import dev.rapporteur.analysis.MissingFigure;
import dev.rapporteur.analysis.QualityFact;
import dev.rapporteur.grounding.GroundingVerdict;
import dev.rapporteur.knowledge.Passage;
import dev.rapporteur.knowledge.PassageConflict;
import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.writing.SectionDraft;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The fixed words of a draft, in English or Chinese. */
final class DraftWords {
  private final boolean chinese;
  private final ZoneId zone;
  private final ReportingPeriod period;

  DraftWords(ReportDefinition definition, ReportingPeriod period) {
    this.chinese = definition.isChinese();
    this.zone = definition.timeZone();
    this.period = period;
  }

  boolean chinese() {
    return chinese;
  }

  String draft() {
    return say("Draft", "草稿");
  }

  String approved() {
    return say("Approved", "已批准");
  }

  String watermark() {
    return say("DRAFT", "草稿");
  }

  String time(Instant instant) {
    DateTimeFormatter format =
        chinese
            ? DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Locale.CHINESE)
            : DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);
    return instant.atZone(zone).format(format);
  }

  /** A compared period as a column or a card names it. */
  String against(Base base) {
    if (base == Base.PREVIOUS_YEAR) {
      return say("on the previous year", "同比");
    }
    return switch (period.kind()) {
      case WEEK -> say("on the previous week", "环比");
      case MONTH -> say("on the previous month", "环比");
      case QUARTER -> say("on the previous quarter", "环比");
      case YEAR -> say("on the previous year", "同比");
    };
  }

  String writtenBy(boolean byModel, boolean byRules) {
    if (byModel && byRules) {
      return say("language model, in part the built-in writer", "语言模型，部分章节由内置规则撰写");
    }
    return byModel ? say("language model", "语言模型") : say("built-in rule-based writer", "内置规则撰写");
  }

  String writer(SectionDraft.Writer writer) {
    return switch (writer) {
      case MODEL -> say("language model", "语言模型");
      case RULES -> say("built-in rule-based writer", "内置规则撰写");
      case PERSON -> say("reviewer", "审阅人");
    };
  }

  String missing(MissingFigure.Reason reason) {
    return switch (reason) {
      case NO_DATA -> say("no data", "无数据");
      case NO_BASE -> say("no comparison period", "无可比期");
      case ZERO_BASE -> say("compared value is zero", "基数为零");
      case NEGATIVE_BASE -> say("compared value is negative", "基数为负");
      case NEW_ENTITY -> say("new", "新增");
      case NO_CHANGE -> say("no change", "无变动");
      case NO_TARGET -> say("no target", "无目标");
    };
  }

  String verdict(GroundingVerdict verdict) {
    return switch (verdict) {
      case GroundingVerdict.Supported ignored -> say("supported", "有数据支持");
      case GroundingVerdict.Contradicted ignored -> say("contradicted by the data", "与数据矛盾");
      case GroundingVerdict.Unverifiable ignored -> say("no data for it", "无数据可核对");
    };
  }

  String documentsDisagree() {
    return say("the documents disagree", "文件说法不一");
  }

  String conflict(PassageConflict conflict) {
    String first = "“" + conflict.said() + "” (" + place(conflict.first()) + ")";
    String second = "“" + conflict.otherwise() + "” (" + place(conflict.second()) + ")";
    return say(
        "The documents disagree: " + first + ", but " + second + ".",
        "文件说法不一：" + first + "，而" + second + "。");
  }

  private static String place(Passage passage) {
    String title = passage.document().title();
    return passage.headings().isEmpty() ? title : title + " › " + passage.headings().getLast();
  }

  String quality(QualityFact fact) {
    String where = fact.data();
    return switch (fact.kind()) {
      case ROWS_READ -> rowsRead(fact.count(), 1);
      case DUPLICATE_KEY ->
          say(
              where + ": " + fact.count() + " rows repeat a value of " + fact.subject(),
              where + "：" + fact.subject() + "有" + fact.count() + "行重复");
      case MISSING_ENTITY ->
          say(
              where + ": " + fact.subject() + " has no rows, unlike in the previous period",
              where + "：上期有数据的“" + fact.subject() + "”本期没有数据");
      case NEW_ENTITY ->
          say(
              where + ": " + fact.subject() + " had no rows in the previous period",
              where + "：“" + fact.subject() + "”上期没有数据");
      case LATE_ROWS ->
          say(
              where + ": " + fact.count() + " entries were loaded after the close",
              where + "：" + fact.count() + "笔在结账后入库");
      case TOO_FEW ->
          say(
              where + ": fewer " + fact.subject() + " than expected (" + fact.count() + ")",
              where + "：" + fact.subject() + "少于预期（" + fact.count() + "）");
      case NOT_LOADED ->
          say(where + ": nothing was loaded since the end of the period", where + "：本期结束后没有新数据入库");
      case NOT_CLOSED -> say(where + ": the period is not closed", where + "：本期尚未结账");
      case PARTIAL_PERIOD ->
          say(where + ": the period was not over when the data were read", where + "：读取数据时本期尚未结束");
      case EMPTY_CELLS ->
          say(
              where + ": " + fact.count() + " cells of " + fact.subject() + " are empty",
              where + "：" + fact.subject() + "有" + fact.count() + "个空值");
    };
  }

  String rowsRead(long rows, int queries) {
    return say(
        rows + " rows read in " + queries + (queries == 1 ? " query." : " queries for the period."),
        "本期" + queries + "次查询共读取" + rows + "行。");
  }

  String sameAs(String call) {
    return say("The statement of " + call + ".", "语句同" + call + "。");
  }

  String total() {
    return say("Total", "合计");
  }

  String others(int count) {
    return say(count + " others", "其他" + count + "项");
  }

  String say(String english, String inChinese) {
    return chinese ? inChinese : english;
  }
}
