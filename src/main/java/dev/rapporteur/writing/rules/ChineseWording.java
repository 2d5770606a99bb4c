package dev.rapporteur.writing.rules;

import static dev.rapporteur.writing.rules.References.ref;
import static dev.rapporteur.writing.rules.References.size;

import dev.rapporteur.analysis.Figure;
import dev.rapporteur.analysis.QualityFact;
import dev.rapporteur.analysis.Unit;
import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.ReportingPeriod;
import java.math.BigDecimal;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Chinese. */
final class ChineseWording implements Wording {
  private static final BigDecimal HUNDRED = new BigDecimal("100");
  private static final BigDecimal NEARLY_ALL = new BigDecimal("95");

  private final ReportingPeriod period;

  ChineseWording(ReportingPeriod period) {
    this.period = period;
  }

  @Override
  public String paragraph(List<String> sentences) {
    return String.join("", sentences);
  }

  @Override
  public String say(Message message) {
    return switch (message) {
      case Message.Headline one -> headline(one);
      case Message.Streak one -> streak(one);
      case Message.Turn one -> turn(one);
      case Message.Extreme one -> extreme(one);
      case Message.Drivers one -> drivers(one);
      case Message.Counter one -> counter(one);
      case Message.Without one -> without(one);
      case Message.VolumeAndValue one -> volumeAndValue(one);
      case Message.Arrival one -> arrival(one);
      case Message.Departure one -> departure(one);
      case Message.LargestMove one -> largestMove(one);
      case Message.OtherWay one -> otherWay(one);
      case Message.Balance one -> balance(one);
      case Message.ShareMove one -> shareMove(one);
      case Message.Largest one -> largest(one);
      case Message.Stretch one -> stretch(one);
      case Message.Goal one -> goal(one);
      case Message.Goals one -> goals(one);
      case Message.First one -> first(one);
      case Message.Moved one -> moved(one);
      case Message.Entered one -> entered(one);
      case Message.Outsize one -> outsize(one);
      case Message.Rate one -> rate(one);
      case Message.Plain one -> plain(one);
      case Message.Gap one -> gap(one);
      case Message.Noticed one -> noticed(one);
      case Message.Strategy one -> strategy(one);
      case Message.Nothing ignored -> "本节没有需要报告的事项。";
    };
  }

  // --- 总体 ----------------------------------------------------------------------------------

  private String headline(Message.Headline one) {
    Measured value = one.value();
    boolean earned =
        value.now().unit().kind() == Unit.Kind.MONEY && value.name().endsWith("额");
    String start =
        name(period) + (earned ? "实现" + value.name() : value.name() + "为") + ref(value.now());
    return start + comparisons(value, true) + "。";
  }

  private String comparisons(Measured value, boolean both) {
    StringBuilder said = new StringBuilder();
    for (Base base : List.of(Base.PREVIOUS_YEAR, Base.PREVIOUS_PERIOD)) {
      value
          .against(base)
          .filter(Comparison::isKnown)
          .filter(any -> both || said.isEmpty())
          .ifPresent(comparison -> said.append("，").append(comparison(comparison)));
    }
    return said.toString();
  }

  private String comparison(Comparison one) {
    String base = term(one.base());
    if (one.direction() == 0) {
      return base + "持平";
    }
    boolean up = one.direction() > 0;
    return one.rate()
        .map(rate -> base + (up ? "增长" : "下降") + size(rate))
        .orElseGet(
            () -> {
              Figure amount = one.amount().orElseThrow();
              boolean points = amount.unit().kind() == Unit.Kind.POINTS;
              return base
                  + (points ? (up ? "上升" : "下降") : (up ? "增加" : "减少"))
                  + size(amount);
            });
  }

  private String streak(Message.Streak one) {
    boolean up = one.periods().value().signum() > 0;
    return one.name()
        + "已连续"
        + size(one.periods())
        + term(one.base())
        + (up ? "增长" : "下降")
        + "。";
  }

  private String turn(Message.Turn one) {
    boolean up = one.direction() > 0;
    String turn = one.name() + term(one.base()) + (up ? "由降转升" : "由升转降");
    return one.since()
            .map(since -> turn + "，为" + since.label(Locale.CHINESE) + "以来首次" + term(one.base()) + (up ? "增长" : "下降"))
            .orElse(turn)
        + "。";
  }

  private String extreme(Message.Extreme one) {
    String which = one.high() ? "最高" : "最低";
    String since = one.since().label(Locale.CHINESE);
    return one.ever()
        ? "这是" + since + "有记录以来的" + which + "水平。"
        : "这是" + since + "以来的" + which + "水平。";
  }

  // --- 变动原因 ------------------------------------------------------------------------------

  private String drivers(Message.Drivers one) {
    boolean up = one.whole().direction() > 0;
    Part first = one.parts().getFirst();
    String moved = up ? "增加" : "减少";
    String change = up ? "增量" : "降幅";
    String whole = size(one.whole().amount().orElseThrow());
    boolean exceeds =
        first.contribution().filter(figure -> figure.value().compareTo(HUNDRED) > 0).isPresent();
    String by = one.second() && !one.noun().isEmpty() ? "分" + one.noun() + "看，" : "";
    if (exceeds) {
      String single = first.label() + "一项即" + moved + size(first.change());
      return by
          + single
          + (one.second() ? "，超过总体" + change : "，超过总体" + change + "（" + whole + "）")
          + "。";
    }
    if (one.opens() || one.second()) {
      String head =
          one.second()
              ? by + "同一" + change + "中，"
              : one.value().name() + term(one.whole().base()) + moved + whole + "，其中";
      return head + list(one.parts(), moved, change) + "。";
    }
    return partOf(first, one.noun(), moved, change);
  }

  private String partOf(Part first, String noun, String moved, String change) {
    Figure part = first.contribution().orElse(first.change());
    boolean nearlyAll = part.value().compareTo(NEARLY_ALL) >= 0;
    String fraction =
        nearlyAll ? "" : "，占总" + change + "的" + Fraction.of(part.value()).map(Fraction::chinese).orElse(size(part));
    boolean most = part.value().compareTo(new BigDecimal("50")) >= 0;
    String head = nearlyAll ? "几乎全部来自" : most ? "主要来自" : "中最大的一项来自";
    return change
        + head
        + first.label()
        + "：该"
        + (noun.isEmpty() ? "项" : noun)
        + moved
        + size(first.change())
        + fraction
        + "。";
  }

  private String list(List<Part> parts, String moved, String change) {
    StringBuilder said = new StringBuilder();
    for (Part part : parts) {
      if (said.isEmpty()) {
        said.append(part.label()).append(moved).append(size(part.change()));
        part.contribution()
            .ifPresent(
                figure -> said.append("，占").append(change).append("的").append(share(figure)));
      } else {
        said.append(part == parts.get(1) ? "；" : "，")
            .append(part.label())
            .append(moved)
            .append(size(part.change()));
      }
    }
    return said.toString();
  }

  private static String share(Figure part) {
    return Fraction.of(part.value()).map(Fraction::chinese).orElse(size(part));
  }

  private String counter(Message.Counter one) {
    String verb = one.wholeDirection() > 0 ? "减少" : "增加";
    List<String> said = new ArrayList<>();
    for (Part part : one.parts()) {
      said.add(part.label() + verb + size(part.change()));
    }
    return "与总体方向相反的是" + String.join("、", said) + "。";
  }

  private String without(Message.Without one) {
    return "剔除"
        + one.part().label()
        + "，"
        + one.name()
        + term(one.base())
        + (one.direction() > 0 ? "转为增长" : "转为下降")
        + "。";
  }

  private String volumeAndValue(Message.VolumeAndValue one) {
    Base base = one.whole().base();
    Comparison count = one.count().against(base).orElseThrow();
    Comparison average = one.average().against(base).orElseThrow();
    boolean byCount =
        count.rate().orElseThrow().value().abs()
                .compareTo(average.rate().orElseThrow().value().abs())
            >= 0;
    String counted = one.count().name() + ref(one.count().now()) + "，" + comparison(count);
    String averaged = one.average().name() + ref(one.average().now()) + "，" + comparison(average);
    boolean same = count.direction() == average.direction();
    String first = byCount ? counted : averaged;
    String second = byCount ? averaged : counted;
    return "从量价看，" + first + (same ? "；" : "，而") + second + "。";
  }

  private String arrival(Message.Arrival one) {
    return one.part().label()
        + "本期"
        + ref(one.part().level().orElseThrow())
        + "，"
        + then(one.base())
        + "没有数据，不计算增速。";
  }

  private String departure(Message.Departure one) {
    return one.part().label()
        + then(one.base())
        + "仍有"
        + ref(one.part().before().orElseThrow())
        + "，本期已不再出现。";
  }

  // --- 分项 ----------------------------------------------------------------------------------

  private String largestMove(Message.LargestMove one) {
    Part part = one.part();
    String moved = part.direction() > 0 ? "增加" : "减少";
    String rate =
        part.rate()
            .map(
                figure ->
                    "（" + (part.direction() > 0 ? "增长" : "下降") + size(figure) + "）")
            .orElse("");
    String now = part.level().map(level -> "，为" + ref(level)).orElse("");
    return "变动最大的是"
        + part.label()
        + "："
        + term(one.base())
        + moved
        + size(part.change())
        + rate
        + now
        + "。";
  }

  private String otherWay(Message.OtherWay one) {
    Part part = one.part();
    boolean up = part.direction() > 0;
    String rate =
        part.rate().map(figure -> "（" + (up ? "增长" : "下降") + size(figure) + "）").orElse("");
    return "反方向变动最大的是"
        + part.label()
        + "，"
        + (up ? "增加" : "减少")
        + size(part.change())
        + rate
        + "。";
  }

  private String balance(Message.Balance one) {
    if (one.falling().value().signum() == 0) {
      return ref(one.growing()) + "全部" + term(one.base()) + "增长。";
    }
    if (one.growing().value().signum() == 0) {
      return ref(one.falling()) + "全部" + term(one.base()) + "下降。";
    }
    return ref(one.growing()) + term(one.base()) + "增长，" + ref(one.falling()) + "下降。";
  }

  private String shareMove(Message.ShareMove one) {
    Figure change = one.part().shareChange().orElseThrow();
    String verb = change.value().signum() >= 0 ? "上升" : "下降";
    return "其占比"
        + verb
        + size(change)
        + one.part().share().map(share -> "，至" + ref(share)).orElse("")
        + "。";
  }

  private String largest(Message.Largest one) {
    return one.part().label()
        + "仍是规模最大的"
        + (one.noun().isEmpty() ? "一项" : one.noun())
        + "，"
        + ref(one.part().level().orElseThrow())
        + "，占总额的"
        + ref(one.part().share().orElseThrow())
        + "。";
  }

  // --- 累计与目标 ----------------------------------------------------------------------------

  private String stretch(Message.Stretch one) {
    Measured value = one.value();
    String target = one.aim().map(aim -> "，" + gap(aim, "累计目标")).orElse("");
    return value.name() + ref(value.now()) + comparisons(value, false) + target + "。";
  }

  private static String gap(Aim aim, String target) {
    String attained =
        aim.attainment().map(figure -> "，完成率" + ref(figure)).orElse("");
    if (aim.gap().value().signum() == 0) {
      return "与" + target + "持平";
    }
    return (aim.isMet() ? "超出" + target + size(aim.gap()) : "距" + target + "尚差" + size(aim.gap()))
        + attained;
  }

  private String goal(Message.Goal one) {
    Aim aim = one.aim();
    return switch (one.scope()) {
      case PERIOD -> name(period) + one.name() + gap(aim, "当期目标") + "。";
      case TO_DATE -> one.name() + gap(aim, "累计目标") + "。";
      case YEAR ->
          aim.isMet()
              ? "全年目标" + ref(aim.target()) + "已完成。"
              : "全年目标"
                  + ref(aim.target())
                  + aim.attainment().map(figure -> "，已完成" + ref(figure)).orElse("")
                  + "，尚差"
                  + size(aim.gap())
                  + "。";
    };
  }

  private String goals(Message.Goals one) {
    if (one.furthestBelow().isEmpty()) {
      return ref(one.met())
          + "全部达到目标"
          + one.furthestAbove()
              .map(aim -> "，超出最多的是" + label(aim) + "，超出" + size(aim.gap()))
              .orElse("")
          + "。";
    }
    Aim below = one.furthestBelow().get();
    String first =
        "与目标对比，差距最大的是"
            + label(below)
            + "，尚差"
            + size(below.gap())
            + below.attainment().map(figure -> "（完成率" + ref(figure) + "）").orElse("");
    String second =
        one.furthestAbove()
            .map(
                aim ->
                    "；超出最多的是"
                        + label(aim)
                        + "，超出"
                        + size(aim.gap())
                        + aim.attainment().map(figure -> "（完成率" + ref(figure) + "）").orElse(""))
            .orElse("；没有一项超出目标");
    String all =
        one.met().value().signum() == 0
            ? ""
            : ref(one.met()) + "达到目标，" + ref(one.missed()) + "未达到。";
    return first + second + "。" + all;
  }

  private static String label(Aim aim) {
    return aim.entity().orElseThrow().label();
  }

  // --- 排名 ----------------------------------------------------------------------------------

  private String first(Message.First one) {
    Ranked first = one.first();
    return (one.noun().isEmpty() ? "" : one.noun() + "中")
        + "居首的是"
        + first.entity().label()
        + "，"
        + ref(first.amount())
        + first.share().map(share -> "，占总额的" + ref(share)).orElse("")
        + "。";
  }

  private String moved(Message.Moved one) {
    boolean up = one.ranked().movement() > 0;
    return (up ? "名次上升最多的是" : "名次下降最多的是")
        + one.ranked().entity().label()
        + "，与"
        + then(one.base())
        + "相比"
        + (up ? "升至" : "降至")
        + ref(one.ranked().place())
        + "位（"
        + ref(one.ranked().amount())
        + "）。";
  }

  private String entered(Message.Entered one) {
    return one.ranked().entity().label() + "新进入排名，位列" + ref(one.ranked().place()) + "。";
  }

  private String outsize(Message.Outsize one) {
    return "单一"
        + (one.noun().isEmpty() ? "项目" : one.noun())
        + "特别突出："
        + one.ranked().entity().label()
        + ref(one.ranked().amount())
        + one.ranked().share().map(share -> "，占总额的" + ref(share)).orElse("")
        + "，是第二名"
        + one.next().entity().label()
        + "（"
        + ref(one.next().amount())
        + "）的两倍以上。";
  }

  // --- 单项 ----------------------------------------------------------------------------------

  private String rate(Message.Rate one) {
    return one.value().name() + "为" + ref(one.value().now()) + comparisons(one.value(), true) + "。";
  }

  private String plain(Message.Plain one) {
    List<String> said = new ArrayList<>();
    List<String> none = new ArrayList<>();
    for (Measured value : one.values()) {
      if (value.now().value().signum() == 0) {
        none.add(value.name());
      } else {
        said.add(value.name() + "为" + ref(value.now()));
      }
    }
    String text = said.isEmpty() ? "" : String.join("，", said) + "。";
    return none.isEmpty() ? text : text + String.join("、", none) + "均为零。";
  }

  // --- 缺口 ----------------------------------------------------------------------------------

  private String gap(Message.Gap one) {
    List<String> names = one.names().stream().limit(3).toList();
    String of = String.join("、", names) + (one.names().size() > 3 ? "等" : "");
    return switch (one.reason()) {
      case NO_BASE, NEW_ENTITY -> of + "没有对比期数据，无法比较。";
      case NO_TARGET -> "本期没有目标，" + of + "不作对比。";
      case NO_DATA -> of + "本期没有数据。";
      case ZERO_BASE -> of + "对比基数为零，不计算增速。";
      case NEGATIVE_BASE -> of + "对比基数为负，不计算增速。";
      case NO_CHANGE -> "总体没有变动，" + of + "无法拆分。";
    };
  }

  private String noticed(Message.Noticed one) {
    QualityFact fact = one.fact();
    return switch (fact.kind()) {
      case NOT_CLOSED -> "本期尚未结账，数据仍可能变动。";
      case PARTIAL_PERIOD -> "读取数据时本期尚未结束。";
      case DUPLICATE_KEY -> "数据" + fact.data() + "中有若干行的" + fact.subject() + "重复。";
      case LATE_ROWS -> "数据" + fact.data() + "中有若干行在结账后入库。";
      case EMPTY_CELLS -> "数据" + fact.data() + "的" + fact.subject() + "有空值，按无数据处理。";
      case ROWS_READ, MISSING_ENTITY, NEW_ENTITY -> "";
    };
  }

  private String strategy(Message.Strategy one) {
    String standing =
        one.aim()
            .map(
                aim ->
                    aim.entity().map(entity -> entity.label()).orElse("")
                        + "目前完成率"
                        + ref(aim.attainment().orElse(aim.gap()))
                        + "；")
            .orElse("");
    return standing + "文件写明：“" + one.quote().replaceAll("[.。]$", "") + "”[" + one.label() + "]。";
  }

  // --- 用词 ----------------------------------------------------------------------------------

  private String term(Base base) {
    return base == Base.PREVIOUS_YEAR ? "同比" : period.kind() == ReportingPeriod.Kind.YEAR ? "较上年" : "环比";
  }

  private String then(Base base) {
    return base == Base.PREVIOUS_YEAR ? "去年同期" : name(period.previous());
  }

  private static String name(ReportingPeriod one) {
    return switch (one.kind()) {
      case MONTH -> one.start().getMonthValue() + "月";
      case QUARTER -> List.of("一", "二", "三", "四").get(one.start().get(IsoFields.QUARTER_OF_YEAR) - 1) + "季度";
      case WEEK, YEAR -> one.label(Locale.CHINESE);
    };
  }
}
