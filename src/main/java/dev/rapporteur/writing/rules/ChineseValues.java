package dev.rapporteur.writing.rules;

import static dev.rapporteur.writing.rules.ChineseWords.label;
import static dev.rapporteur.writing.rules.References.ref;

import dev.rapporteur.analysis.Figure;
import dev.rapporteur.analysis.QualityFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chinese sentences about single values, about what is not known, and from documents. */
final class ChineseValues {
  private final ChineseWords words;

  ChineseValues(ChineseWords words) {
    this.words = words;
  }

  // --- single values ------------------------------------------------------------------------

  String rates(Message.Rates one) {
    List<String> said = new ArrayList<>();
    for (Measured value : one.values()) {
      said.add("%s为%s%s".formatted(value.name(), ref(value.now()), words.mainComparison(value)));
    }
    return String.join("；", said) + "。";
  }

  String limited(Message.Limited one) {
    Limit limit = one.limit();
    Measured value = limit.value();
    String quote = quote(limit.citation().citation().quote(), limit.citation().label());
    return one.again()
        ? "%s%s，%s。%s%s"
            .formatted(
                value.name(),
                ref(value.now()),
                limit.exceeded() ? "已超出规定上限" : "在规定上限之内",
                says(limit.document()),
                quote)
        : "%s为%s%s，%s规定：%s"
            .formatted(
                value.name(),
                ref(value.now()),
                words.mainComparison(value),
                limit.exceeded() ? "超过" : "未超过",
                quote);
  }

  String plain(Message.Plain one) {
    boolean nothing = one.values().getFirst().now().value().signum() == 0;
    String start = commonStart(one.values());
    List<String> said = new ArrayList<>();
    for (Measured value : one.values()) {
      if (said.isEmpty()) {
        said.add("%s为%s".formatted(value.name(), ref(value.now())));
      } else if (!nothing || value.now().value().signum() != 0) {
        said.add("%s为%s".formatted(value.name().substring(start.length()), ref(value.now())));
      }
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

  String noBase(Message.NoBase one) {
    return (one.again() ? "数据未追溯至%s，各项同比均无对比基数。" : "没有%s的数据，无法作同比。").formatted(label(one.period()));
  }

  String gap(Message.Gap one) {
    String names = String.join("、", one.names().stream().limit(3).toList());
    return one.overTime()
        ? "数据起始时间不足，%s暂不能计算。".formatted(names)
        : "%s没有%s的数据。".formatted(words.thisPeriod(), names);
  }

  String noticed(Message.Noticed one) {
    QualityFact fact = one.fact();
    String period = words.thisPeriod();
    if (one.again()) {
      return "%s数据均为初步数据：%s。"
          .formatted(
              period,
              switch (fact.kind()) {
                case NOT_CLOSED -> "尚未结账";
                case TOO_FEW, NOT_LOADED -> "数据尚不完整";
                default -> "读取数据时该期间尚未结束";
              });
    }
    return switch (fact.kind()) {
      case NOT_CLOSED -> "%s尚未结账，数据仍可能变动。".formatted(period);
      case PARTIAL_PERIOD -> "读取数据时%s尚未结束，不宜与完整期间比较。".formatted(period);
      case TOO_FEW, NOT_LOADED -> "读取时%s的数据尚不完整，仍可能变动。".formatted(period);
      case DUPLICATE_KEY -> "数据%s中有若干行的%s重复。".formatted(fact.data(), fact.subject());
      case LATE_ROWS -> "数据%s中有若干行在结账后入库。".formatted(fact.data());
      case EMPTY_CELLS -> "数据%s中有若干行缺少%s，按无数据处理。".formatted(fact.data(), fact.subject());
      case ROWS_READ, MISSING_ENTITY, NEW_ENTITY -> "";
    };
  }

  // --- documents ----------------------------------------------------------------------------

  String strategy(Message.Strategy one) {
    String says = says(one.document()) + quote(one.quote(), one.label());
    Optional<Figure> reached = one.aim().flatMap(Aim::attainment);
    if (reached.isPresent()) {
      return "%s当%s目标完成率%s，%s"
          .formatted(
              one.subject().orElseThrow().label(), words.unitOfTime(), ref(reached.get()), says);
    }
    return one.subject().map(subject -> "关于%s，".formatted(subject.label())).orElse("对此，") + says;
  }

  private static String says(String title) {
    if (title.contains("政策")) {
      return "政策规定：";
    }
    if (title.contains("策略")) {
      return "策略写明：";
    }
    if (title.contains("路线图")) {
      return "路线图写明：";
    }
    return title.contains("目标") ? "计划写明：" : "文件写明：";
  }

  String elsewhere(Message.Elsewhere one) {
    return "另一份文件写有不同的金额：“%s”[%s]，以何者为准须由文件负责人确定。".formatted(one.quote(), one.label());
  }

  private static String quote(String words, String label) {
    return "“%s”[%s]。".formatted(words, label);
  }
}
