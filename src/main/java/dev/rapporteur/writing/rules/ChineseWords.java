package dev.rapporteur.writing.rules;

import dev.rapporteur.analysis.Figure;
import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.ReportingPeriod;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;

/** What Chinese sentences need: periods, comparisons, enumerations. */
final class ChineseWords {
  private static final List<String> QUARTERS = List.of("一季度", "二季度", "三季度", "四季度");

  private final ReportingPeriod period;

  ChineseWords(ReportingPeriod period) {
    this.period = period;
  }

  /** {@code 3月}. */
  String thisPeriod() {
    return name(period);
  }

  String previousPeriod() {
    return name(period.previous());
  }

  /** {@code 同比}, {@code 环比}. */
  String term(Base base) {
    if (base == Base.PREVIOUS_YEAR) {
      return "同比";
    }
    return period.kind() == ReportingPeriod.Kind.YEAR ? "较上年" : "环比";
  }

  /** {@code 去年同期}, {@code 2月}. */
  String then(Base base) {
    return base == Base.PREVIOUS_YEAR ? "去年同期" : previousPeriod();
  }

  /** {@code 月}. */
  String unitOfTime() {
    return switch (period.kind()) {
      case WEEK -> "周";
      case MONTH -> "月";
      case QUARTER -> "季";
      case YEAR -> "年";
    };
  }

  /** {@code （2月天数较少）} where the calendar makes a comparison with it lame; else empty. */
  String lameness(Base base) {
    if (base == Base.PREVIOUS_YEAR || period.kind() != ReportingPeriod.Kind.MONTH) {
      return "";
    }
    int more = period.start().lengthOfMonth() - period.previous().start().lengthOfMonth();
    if (Math.abs(more) < 2) {
      return "";
    }
    return "（%s天数较%s）".formatted(previousPeriod(), more > 0 ? "少" : "多");
  }

  /** {@code 同比增长12.4%}, {@code 环比上升1.2个百分点}. */
  String comparison(Comparison one) {
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
    return term(one.base()) + verb + References.size(difference);
  }

  /** The comparison that matters most, after a comma; empty if there is none. */
  String mainComparison(Measured value) {
    return value.main().map(main -> "，" + comparison(main)).orElse("");
  }

  static String grown(int direction) {
    return direction > 0 ? "增长" : "下降";
  }

  static String increased(int direction) {
    return direction > 0 ? "增加" : "减少";
  }

  /** What one of several parts is called where the definition does not tell. */
  static String noun(String noun, String otherwise) {
    return noun.isEmpty() ? otherwise : noun;
  }

  static String label(ReportingPeriod one) {
    return one.label(Locale.CHINESE);
  }

  private static String name(ReportingPeriod one) {
    return switch (one.kind()) {
      case MONTH -> one.start().getMonthValue() + "月";
      case QUARTER -> QUARTERS.get(one.start().get(IsoFields.QUARTER_OF_YEAR) - 1);
      case WEEK, YEAR -> label(one);
    };
  }

  static String enumeration(List<String> items) {
    if (items.size() < 3) {
      return String.join("和", items);
    }
    return String.join("、", items.subList(0, items.size() - 1)) + "和" + items.getLast();
  }
}
