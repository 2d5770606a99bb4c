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
  private static final BigDecimal HALF = new BigDecimal("50");
  private static final BigDecimal NEARLY_ALL = new BigDecimal("95");

  private static final BigDecimal TWICE = new BigDecimal("2");

  /** From so many times the value then on, the base is a low one. */
  private static final BigDecimal LOW_BASE = new BigDecimal("4");

  /** A rate is small beside another that is so many times larger. */
  private static final BigDecimal MUCH = new BigDecimal("3");

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
      case Message.Stretch one -> stretch(one);
      case Message.MainPart one -> mainPart(one);
      case Message.Drivers one -> drivers(one);
      case Message.Without one -> without(one);
      case Message.VolumeAndValue one -> volumeAndValue(one);
      case Message.LargestMove one -> largestMove(one);
      case Message.OtherWay one -> otherWay(one);
      case Message.Balance one -> balance(one);
      case Message.Largest one -> largest(one);
      case Message.Composition one -> composition(one);
      case Message.Pace one -> pace(one);
      case Message.PeriodGoal one -> periodGoal(one);
      case Message.YearGoal one -> yearGoal(one);
      case Message.Goals one -> goals(one);
      case Message.First one -> first(one);
      case Message.Moved one -> moved(one);
      case Message.Outsize one -> outsize(one);
      case Message.Rates one -> rates(one);
      case Message.Limited one -> limited(one);
      case Message.Plain one -> plain(one);
      case Message.NoBase one -> noBase(one);
      case Message.NoTarget ignored -> "本期没有下达目标，不作目标对比。";
      case Message.Gap one -> gap(one);
      case Message.Noticed one -> noticed(one);
      case Message.Strategy one -> strategy(one);
      case Message.Elsewhere one -> elsewhere(one);
      case Message.Nothing ignored -> "本节各项指标没有需要报告的变化。";
    };
  }

  // --- the whole ----------------------------------------------------------------------------

  private String headline(Message.Headline one) {
    Measured value = one.value();
    boolean earned = value.now().unit().kind() == Unit.Kind.MONEY && value.name().endsWith("额");
    String start =
        name(period) + (earned ? "实现" + value.name() : value.name() + "为") + ref(value.now());
    StringBuilder compared = new StringBuilder();
    for (Base base : List.of(Base.PREVIOUS_YEAR, Base.PREVIOUS_PERIOD)) {
      value
          .against(base)
          .filter(Comparison::isKnown)
          .ifPresent(
              comparison ->
                  compared.append("，").append(comparison(comparison)).append(lameness(base)));
    }
    return start + compared + "。";
  }

  /** {@code 同比增长12.4%}, {@code 环比上升1.2个百分点}. */
  private String comparison(Comparison one) {
    if (one.direction() == 0) {
      return term(one.base()) + "持平";
    }
    boolean up = one.direction() > 0;
    Figure difference = one.difference();
    String verb =
        switch (difference.unit().kind()) {
          case PERCENT -> up ? "增长" : "下降";
          case POINTS -> up ? "上升" : "下降";
          case MONEY, COUNT, RANK, RATIO -> up ? "增加" : "减少";
        };
    return term(one.base()) + verb + size(difference);
  }

  private String mainComparison(Measured value) {
    return value.main().map(main -> "，" + comparison(main)).orElse("");
  }

  private String streak(Message.Streak one) {
    return one.name()
        + "已连续"
        + size(one.periods())
        + term(one.base())
        + (one.periods().value().signum() > 0 ? "增长" : "下降")
        + "。";
  }

  private String turn(Message.Turn one) {
    boolean up = one.direction() > 0;
    String turn = one.name() + term(one.base()) + (up ? "由降转升" : "由升转降");
    String moved = term(one.base()) + (up ? "增长" : "下降");
    return turn + one.since().map(since -> "，为" + label(since) + "以来首次" + moved).orElse("") + "。";
  }

  private String extreme(Message.Extreme one) {
    String which = one.high() ? "最高" : "最低";
    return one.ever()
        ? "这是" + label(one.since()) + "有记录以来的" + which + "水平。"
        : "这是" + label(one.since()) + "以来的" + which + "水平。";
  }

  private String stretch(Message.Stretch one) {
    Measured value = one.value();
    return (one.against() ? "拉长来看，" : "")
        + value.name()
        + ref(value.now())
        + (one.against() ? "，仍" : "，")
        + comparison(value.main().orElseThrow())
        + "。";
  }

  // --- what drove a change ------------------------------------------------------------------

  private String mainPart(Message.MainPart one) {
    Part part = one.part();
    boolean up = one.whole().direction() > 0;
    String moved = up ? "增加" : "减少";
    String change = up ? "增量" : "降幅";
    String amount = size(part.change().orElseThrow());
    Figure contribution = part.contribution().orElse(part.change().orElseThrow());
    BigDecimal percent = contribution.value();
    String which = "该" + (one.noun().isEmpty() ? "项" : one.noun());
    if (percent.compareTo(HUNDRED) > 0) {
      return "仅" + part.label() + "就" + moved + amount + "，超过总" + change + "。";
    }
    if (percent.compareTo(NEARLY_ALL) >= 0) {
      return change + "几乎全部来自" + part.label() + "：" + which + moved + amount + "。";
    }
    String head = percent.compareTo(HALF) >= 0 ? "主要来自" : "中最大的一块来自";
    return change
        + head
        + part.label()
        + "："
        + which
        + moved
        + amount
        + "，占总变动的"
        + fraction(contribution)
        + "。";
  }

  private String drivers(Message.Drivers one) {
    boolean up = one.whole().direction() > 0;
    String moved = up ? "增加" : "减少";
    String change = up ? "增量" : "降幅";
    Part first = one.parts().getFirst();
    Optional<BigDecimal> percent = first.contribution().map(Figure::value);
    boolean exceeds = percent.filter(value -> value.compareTo(HUNDRED) > 0).isPresent();
    String whole = size(one.whole().amount().orElseThrow());
    String head =
        one.second()
            ? (one.noun().isEmpty() ? "换一种拆分，" : "分" + one.noun() + "看，")
            : one.value().name() + term(one.whole().base()) + moved + whole + "，";
    String start;
    if (exceeds) {
      start =
          head
              + "仅"
              + first.label()
              + "就"
              + moved
              + size(first.change().orElseThrow())
              + "，超过总"
              + change;
    } else if (percent.filter(value -> value.compareTo(HALF) < 0).isPresent()) {
      start =
          head
              + "由多个"
              + (one.noun().isEmpty() ? "项目" : one.noun())
              + "共同构成，较大的是"
              + sources(one.parts(), moved);
    } else {
      start = head + "主要来自" + sources(one.parts(), moved);
    }
    return start + against(one, moved) + "。";
  }

  private String sources(List<Part> parts, String moved) {
    List<String> said = new ArrayList<>();
    for (Part part : parts) {
      String detail =
          said.isEmpty() ? part.contribution().map(f -> "，占总变动的" + fraction(f)).orElse("") : "";
      said.add(
          part.label()
              + "（"
              + came(part)
              + moved
              + size(part.change().orElseThrow())
              + detail
              + "）");
    }
    return enumeration(said);
  }

  /** What a reader must know of a part that came or went. */
  private static String came(Part part) {
    return part.isGone() ? "本期已无，" : part.isNew() ? "去年同期尚无，" : "";
  }

  private String against(Message.Drivers one, String moved) {
    String other = moved.equals("增加") ? "减少" : "增加";
    List<String> said = new ArrayList<>();
    for (Part part : one.counter()) {
      said.add(part.label() + "（" + came(part) + other + size(part.change().orElseThrow()) + "）");
    }
    return said.isEmpty() ? "" : "；方向相反的是" + enumeration(said);
  }

  private static String fraction(Figure contribution) {
    return Fraction.of(contribution.value()).map(Fraction::chinese).orElse(size(contribution));
  }

  private String without(Message.Without one) {
    return "若剔除"
        + one.part().label()
        + "，"
        + one.name()
        + term(one.base())
        + "将为"
        + (one.direction() > 0 ? "增长" : "下降")
        + "。";
  }

  private String volumeAndValue(Message.VolumeAndValue one) {
    Base base = one.whole().base();
    Comparison count = one.count().against(base).orElseThrow();
    Comparison average = one.average().against(base).orElseThrow();
    BigDecimal countRate = count.difference().value().abs();
    BigDecimal averageRate = average.difference().value().abs();
    boolean byCount = countRate.compareTo(averageRate) >= 0;
    boolean alone =
        byCount
            ? countRate.compareTo(averageRate.multiply(MUCH)) >= 0
            : averageRate.compareTo(countRate.multiply(MUCH)) >= 0;
    String counted = one.count().name() + ref(one.count().now()) + "，" + comparison(count);
    String averaged = one.average().name() + ref(one.average().now()) + "，" + comparison(average);
    String leading = byCount ? one.count().name() : one.average().name();
    String head = alone ? "变动主要在" + leading + "：" : "从量价看，";
    String link = count.direction() * average.direction() < 0 ? "，而" : "；";
    return head + (byCount ? counted + link + averaged : averaged + link + counted) + "。";
  }

  // --- by entity ----------------------------------------------------------------------------

  private String largestMove(Message.LargestMove one) {
    Part part = one.part();
    String head = "变动最大的是" + part.label() + "：";
    String comings = comings(part, one.base());
    if (!comings.isEmpty()) {
      return head + comings + "。";
    }
    return head
        + one.name()
        + part.level().map(References::ref).orElse("")
        + "，"
        + move(part, one.base())
        + shareMove(part)
        + "。";
  }

  private String move(Part part, Base base) {
    boolean up = part.direction() > 0;
    String amount = term(base) + (up ? "增加" : "减少") + size(part.change().orElseThrow());
    Optional<BigDecimal> times = part.times();
    if (times.filter(value -> value.compareTo(LOW_BASE) >= 0).isPresent()) {
      return amount + "，" + then(base) + "基数较低，为" + part.before().map(References::ref).orElse("");
    }
    if (times.filter(value -> value.compareTo(TWICE) >= 0).isPresent()) {
      return amount + "，是" + then(base) + part.before().map(References::ref).orElse("") + "的两倍以上";
    }
    return amount + part.rate().map(rate -> "，" + (up ? "增幅" : "降幅") + size(rate)).orElse("");
  }

  /** What there is to say of a part that came, went or fell below zero; else empty. */
  private String comings(Part part, Base base) {
    if (part.isGone()) {
      return then(base) + "为" + part.before().map(References::ref).orElse("") + "，本期已无";
    }
    if (part.isNew()) {
      return then(base) + "尚无，本期为" + ref(part.level().orElseThrow()) + share(part);
    }
    if (part.isNegative()) {
      return then(base)
          + "为"
          + part.before().map(References::ref).orElse("")
          + "，本期为"
          + ref(part.level().orElseThrow());
    }
    return "";
  }

  private static String share(Part part) {
    return part.share().map(share -> "，占比" + ref(share)).orElse("");
  }

  private static String shareMove(Part part) {
    return part.shareChange()
        .filter(change -> Comparison.directionOf(change) != 0)
        .map(
            change ->
                "；占比"
                    + (change.value().signum() > 0 ? "上升" : "下降")
                    + size(change)
                    + part.share().map(share -> "，至" + ref(share)).orElse(""))
        .orElse("");
  }

  private String otherWay(Message.OtherWay one) {
    Part part = one.part();
    String comings = comings(part, one.base());
    return "反方向变动最大的是"
        + part.label()
        + "，"
        + (comings.isEmpty() ? move(part, one.base()) : comings)
        + "。";
  }

  private String balance(Message.Balance one) {
    if (one.falling().value().signum() == 0) {
      return ref(one.growing()) + "全部" + term(one.base()) + "增长。";
    }
    if (one.growing().value().signum() == 0) {
      return ref(one.falling()) + "全部" + term(one.base()) + "下降。";
    }
    String among = one.partly() ? "可比项中，" : "";
    if (one.onlyGrowing().isPresent() && isOne(one.growing())) {
      return among
          + "只有"
          + one.onlyGrowing().get().label()
          + term(one.base())
          + "增长，其余"
          + ref(one.falling())
          + "下降。";
    }
    if (one.onlyFalling().isPresent() && isOne(one.falling())) {
      return among
          + "只有"
          + one.onlyFalling().get().label()
          + term(one.base())
          + "下降，其余"
          + ref(one.growing())
          + "增长。";
    }
    return among + ref(one.growing()) + term(one.base()) + "增长，" + ref(one.falling()) + "下降。";
  }

  private static boolean isOne(Figure count) {
    return count.value().compareTo(BigDecimal.ONE) == 0;
  }

  private String largest(Message.Largest one) {
    return one.part().label()
        + (one.remains() ? "仍是" : "成为")
        + "最大的"
        + (one.noun().isEmpty() ? "一项" : one.noun())
        + "，"
        + ref(one.part().level().orElseThrow())
        + "，占比"
        + ref(one.part().share().orElseThrow())
        + "。";
  }

  private String composition(Message.Composition one) {
    Part first = one.parts().getFirst();
    List<String> others =
        one.parts().stream().skip(1).map(part -> part.label() + "（" + sizeOf(part) + "）").toList();
    return one.name()
        + "最大的"
        + (one.noun().isEmpty() ? "一项" : one.noun())
        + "是"
        + first.label()
        + "，"
        + sizeOf(first)
        + (first.level().isPresent() ? share(first) : "")
        + (others.isEmpty() ? "" : "；其次为" + enumeration(others))
        + "。";
  }

  private static String sizeOf(Part part) {
    return ref(part.level().or(part::share).orElseThrow());
  }

  // --- targets ------------------------------------------------------------------------------

  private String pace(Message.Pace one) {
    Measured value = one.value();
    if (!one.gapFirst() && one.aim().gap().period().isOne()) {
      return term() + gap(one.aim(), "目标") + "。";
    }
    if (!one.gapFirst()) {
      return value.name()
          + ref(value.now())
          + mainComparison(value)
          + "，"
          + gap(one.aim(), "累计目标")
          + "。";
    }
    Aim aim = one.aim();
    String gap =
        aim.gap().value().signum() == 0
            ? "与累计目标持平"
            : (aim.isMet() ? "超出累计目标" : "比累计目标少") + size(aim.gap());
    return value.name()
        + gap
        + "：累计"
        + ref(value.now())
        + aim.attainment().map(figure -> "，完成率" + ref(figure)).orElse("")
        + mainComparison(value)
        + "。";
  }

  private static String gap(Aim aim, String target) {
    if (aim.gap().value().signum() == 0) {
      return "与" + target + "持平";
    }
    return (aim.isMet() ? "超出" + target + size(aim.gap()) : "距" + target + "尚差" + size(aim.gap()))
        + aim.attainment().map(figure -> "，完成率" + ref(figure)).orElse("");
  }

  private String periodGoal(Message.PeriodGoal one) {
    String turned =
        one.turned()
            ? "；截至" + name(period.previous()) + "，累计" + (one.aim().isMet() ? "尚落后于目标" : "还高于目标")
            : "";
    Aim aim = one.aim();
    return name(period)
        + "单"
        + term().substring(1)
        + "目标"
        + ref(aim.target())
        + "，"
        + (aim.isMet() ? "超出" : "尚差")
        + size(aim.gap())
        + aim.attainment().map(figure -> "，完成率" + ref(figure)).orElse("")
        + turned
        + "。";
  }

  private String yearGoal(Message.YearGoal one) {
    Aim aim = one.aim();
    if (aim.isMet()) {
      return "全年目标" + ref(aim.target()) + "已完成。";
    }
    return "全年目标"
        + ref(aim.target())
        + aim.attainment().map(figure -> "已完成" + ref(figure)).orElse("")
        + "，余下"
        + size(aim.gap())
        + "。";
  }

  private String goals(Message.Goals one) {
    if (one.furthestBelow().isEmpty()) {
      return ref(one.met())
          + "全部达到目标"
          + one.furthestAbove()
              .map(aim -> "，超出最多的是" + aim.label() + "，超出" + size(aim.gap()))
              .orElse("")
          + "。";
    }
    Aim below = one.furthestBelow().get();
    String reached = below.attainment().map(f -> "，完成率" + ref(f)).orElse("");
    if (one.form() == Message.Goals.Form.AGAIN) {
      return (one.noun().isEmpty() ? "" : "分" + one.noun() + "看，")
          + "缺口最大的是"
          + below.label()
          + "（少"
          + size(below.gap())
          + (one.mostOfAll() ? "，占总体差额的大部分" : "")
          + "）"
          + one.furthestAbove()
              .map(aim -> "，超出最多的是" + aim.label() + "（多" + size(aim.gap()) + "）")
              .orElse("，没有一项超出目标")
          + "。";
    }
    if (one.form() == Message.Goals.Form.WATCH) {
      return below.label() + "距目标最远，尚差" + size(below.gap()) + reached + "。";
    }
    String above =
        one.furthestAbove()
            .map(aim -> "；超出最多的是" + aim.label() + "，超出" + size(aim.gap()))
            .orElse("；没有一项超出目标");
    String all =
        one.met().value().signum() == 0
            ? ref(one.missed()) + "均未达到目标。"
            : ref(one.met()) + "达到目标，" + ref(one.missed()) + "未达到。";
    return "与目标相比，差距最大的是" + below.label() + "，尚差" + size(below.gap()) + reached + above + "。" + all;
  }

  // --- rankings -----------------------------------------------------------------------------

  private String first(Message.First one) {
    Ranked first = one.first().getFirst();
    if (one.first().size() > 2) {
      return first.entity().label()
          + "等并列"
          + ref(first.place())
          + "，均为"
          + ref(first.amount())
          + "，先后没有意义。";
    }
    if (one.first().size() == 2) {
      return first.entity().label()
          + "与"
          + one.first().get(1).entity().label()
          + "并列"
          + ref(first.place())
          + "，均为"
          + ref(first.amount())
          + "。";
    }
    return (one.noun().isEmpty() ? "" : one.noun() + "中")
        + "居首的是"
        + first.entity().label()
        + "，"
        + ref(first.amount())
        + first.share().map(share -> "，占比" + ref(share)).orElse("")
        + "。";
  }

  private String moved(Message.Moved one) {
    boolean up = one.ranked().movement() > 0;
    String by =
        one.ranked()
            .gained()
            .filter(figure -> figure.unit().kind() == Unit.Kind.COUNT)
            .map(figure -> (up ? "上升" : "下降") + size(figure) + "，")
            .orElse("");
    return "与"
        + then(one.base())
        + "相比，名次"
        + (up ? "上升" : "下降")
        + "最多的是"
        + one.ranked().entity().label()
        + "，"
        + by
        + "位列"
        + ref(one.ranked().place())
        + "（"
        + ref(one.ranked().amount())
        + "）。";
  }

  private String outsize(Message.Outsize one) {
    if (one.watch() && one.ranked().share().isPresent()) {
      return term()
          + "有"
          + ref(one.ranked().share().get())
          + "来自单一"
          + (one.noun().isEmpty() ? "项目" : one.noun())
          + one.ranked().entity().label()
          + "（"
          + ref(one.ranked().amount())
          + "）。";
    }
    return "单一"
        + (one.noun().isEmpty() ? "项目" : one.noun())
        + "特别突出："
        + one.ranked().entity().label()
        + ref(one.ranked().amount())
        + one.ranked().share().map(share -> "，占比" + ref(share)).orElse("")
        + "；其后为"
        + one.next().entity().label()
        + "，"
        + ref(one.next().amount())
        + "。";
  }

  // --- single values ------------------------------------------------------------------------

  private String rates(Message.Rates one) {
    List<String> said = new ArrayList<>();
    for (Measured value : one.values()) {
      said.add(value.name() + "为" + ref(value.now()) + mainComparison(value));
    }
    return String.join("；", said) + "。";
  }

  private String limited(Message.Limited one) {
    Limit limit = one.limit();
    Measured value = limit.value();
    if (one.again()) {
      return value.name()
          + ref(value.now())
          + (limit.exceeded() ? "，已超出规定上限。" : "，在规定上限之内。")
          + says(limit.document())
          + "“"
          + limit.citation().citation().quote()
          + "”["
          + limit.citation().label()
          + "]。";
    }
    return value.name()
        + "为"
        + ref(value.now())
        + mainComparison(value)
        + (limit.exceeded() ? "，超过规定：" : "，未超过规定：")
        + "“"
        + limit.citation().citation().quote()
        + "”["
        + limit.citation().label()
        + "]。";
  }

  private String plain(Message.Plain one) {
    List<String> said = new ArrayList<>();
    String start = commonStart(one.values());
    for (Measured value : one.values()) {
      boolean known = !said.isEmpty() && value.now().value().signum() == 0;
      if (known && one.values().getFirst().now().value().signum() == 0) {
        continue;
      }
      String name = said.isEmpty() ? value.name() : value.name().substring(start.length());
      said.add(name + "为" + ref(value.now()));
    }
    return String.join("，", said) + "。";
  }

  /** What all names begin with, if they differ in what follows: 结账后入库. */
  private static String commonStart(List<Measured> values) {
    String start = values.getFirst().name();
    for (Measured value : values) {
      while (!value.name().startsWith(start)) {
        start = start.substring(0, start.length() - 1);
      }
    }
    int length = start.length();
    boolean differ = values.stream().allMatch(value -> value.name().length() > length);
    return length > 1 && differ ? start : "";
  }

  // --- what is not known --------------------------------------------------------------------

  private String noBase(Message.NoBase one) {
    return one.again()
        ? "数据未追溯至" + label(one.period()) + "，各项同比均无对比基数。"
        : "没有" + label(one.period()) + "的数据，无法作同比。";
  }

  private String gap(Message.Gap one) {
    String of = String.join("、", one.names().stream().limit(3).toList());
    return switch (one.reason()) {
      case NO_DATA -> "数据起始时间不足，" + of + "暂不能计算。";
      case NO_BASE, NEW_ENTITY -> of + "没有对比期数据。";
      case NO_TARGET -> of + "没有目标。";
      case ZERO_BASE -> of + "对比基数为零，不计算增速。";
      case NEGATIVE_BASE -> of + "对比基数为负，不计算增速。";
      case NO_CHANGE -> "总体没有变动，" + of + "无法拆分。";
    };
  }

  private String noticed(Message.Noticed one) {
    QualityFact fact = one.fact();
    return switch (fact.kind()) {
      case NOT_CLOSED -> name(period) + "尚未结账，数据仍可能变动。";
      case PARTIAL_PERIOD -> "读取数据时" + name(period) + "尚未结束，不宜与完整期间比较。";
      case DUPLICATE_KEY -> "数据" + fact.data() + "中有若干行的" + fact.subject() + "重复。";
      case LATE_ROWS -> "数据" + fact.data() + "中有若干行在结账后入库。";
      case EMPTY_CELLS -> "数据" + fact.data() + "中有若干行缺少" + fact.subject() + "，按无数据处理。";
      case ROWS_READ, MISSING_ENTITY, NEW_ENTITY -> "";
    };
  }

  // --- strategy -----------------------------------------------------------------------------

  private String strategy(Message.Strategy one) {
    String quote = "“" + one.quote() + "”[" + one.label() + "]。";
    String says = says(one.document());
    if (one.aim().flatMap(Aim::attainment).isPresent()) {
      return one.subject().orElseThrow()
          + term()
          + "目标完成率"
          + ref(one.aim().get().attainment().get())
          + "，"
          + says
          + quote;
    }
    return one.subject().map(subject -> "关于" + subject + "，").orElse("对此，") + says + quote;
  }

  private static String says(String title) {
    if (title.contains("政策")) {
      return "政策规定：";
    }
    return title.contains("策略")
        ? "策略写明："
        : title.contains("路线图") ? "路线图写明：" : title.contains("目标") ? "计划写明：" : "文件写明：";
  }

  private String elsewhere(Message.Elsewhere one) {
    return "另一份文件写有不同的金额：“" + one.quote() + "”[" + one.label() + "]，以何者为准须由文件负责人确定。";
  }

  // --- words --------------------------------------------------------------------------------

  private String term(Base base) {
    if (base == Base.PREVIOUS_YEAR) {
      return "同比";
    }
    return period.kind() == ReportingPeriod.Kind.YEAR ? "较上年" : "环比";
  }

  /** {@code 当月}. */
  private String term() {
    return switch (period.kind()) {
      case WEEK -> "当周";
      case MONTH -> "当月";
      case QUARTER -> "当季";
      case YEAR -> "当年";
    };
  }

  private String then(Base base) {
    return base == Base.PREVIOUS_YEAR ? "去年同期" : name(period.previous());
  }

  private String lameness(Base base) {
    if (base == Base.PREVIOUS_YEAR || period.kind() != ReportingPeriod.Kind.MONTH) {
      return "";
    }
    int days = period.start().lengthOfMonth();
    int before = period.previous().start().lengthOfMonth();
    String then = name(period.previous());
    return before <= days - 2
        ? "（" + then + "天数较少）"
        : before >= days + 2 ? "（" + then + "天数较多）" : "";
  }

  private static String name(ReportingPeriod one) {
    return switch (one.kind()) {
      case MONTH -> one.start().getMonthValue() + "月";
      case QUARTER ->
          List.of("一", "二", "三", "四").get(one.start().get(IsoFields.QUARTER_OF_YEAR) - 1) + "季度";
      case WEEK, YEAR -> one.label(Locale.CHINESE);
    };
  }

  private static String label(ReportingPeriod one) {
    return one.label(Locale.CHINESE);
  }

  private static String enumeration(List<String> items) {
    if (items.size() < 3) {
      return String.join("和", items);
    }
    return String.join("、", items.subList(0, items.size() - 1)) + "和" + items.getLast();
  }
}
