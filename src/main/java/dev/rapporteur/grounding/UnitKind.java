package dev.rapporteur.grounding;

import java.util.regex.Matcher;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the unit of a fact makes of its value. */
enum UnitKind {
  AMOUNT,
  PERCENT,
  POINTS,
  RANK,
  RATIO,
  COUNT;

  private static final Set<String> PERCENT_UNITS =
      Set.of("percent", "pct", "%", "per cent", "percentage", "百分比", "％", "rate");
  private static final Pattern POINT_UNITS =
      Pattern.compile(
          "pp|pps|ppt|ppts|points?|percentage[ _-]points?|百分点|个百分点|p\\.p\\.|bps|basis[ _]points?|基点");
  private static final Set<String> RANK_UNITS =
      Set.of("rank", "ranking", "排名", "名次", "位", "ordinal", "order of rank");
  private static final Set<String> RATIO_UNITS =
      Set.of("ratio", "fraction", "x", "times", "倍", "multiple", "倍数", "proportion");
  private static final Pattern BASIS_POINTS = Pattern.compile("bps|basis[ _]points?|基点");

  private static final Pattern MONEY =
      Pattern.compile(
          "(?:usd|eur|gbp|cny|rmb|jpy|hkd|chf|inr|cad|aud|sgd|krw|twd|sek|nok|dkk|pln|brl|mxn|zar|try|rub|nzd|thb|[$€£¥]|元|美元|欧元|日元|英镑|人民币|dollars?|euros?|yuan|currency)");
  private static final Pattern MONEY_PER =
      Pattern.compile("^(?:usd|eur|gbp|cny|rmb|jpy|[$€£¥]|元|美元|欧元) ?(?:/|per ).+");
  private static final Pattern SCALE =
      Pattern.compile(
          "^(?:(万|亿|千|百万|千万)(?=[^/])|(k|thousand|thousands|million|millions|mn|m|bn|billion)[ _]+(?=.))|[ _](k|thousand|thousands|million|millions|mn|m|bn|billion|billions)$");

  static UnitKind of(String unit) {
    String plain = bare(unit);
    if (PERCENT_UNITS.contains(plain)) {
      return PERCENT;
    }
    if (POINT_UNITS.matcher(plain).matches()) {
      return POINTS;
    }
    if (RANK_UNITS.contains(plain)) {
      return RANK;
    }
    if (RATIO_UNITS.contains(plain)) {
      return RATIO;
    }
    if (MONEY_PER.matcher(plain).find()) {
      return AMOUNT;
    }
    return MONEY.matcher(plain).find() && MONEY.matcher(plain).replaceAll("").length() <= 2
        ? AMOUNT
        : COUNT;
  }

  /** How many plain units one of this unit is: 10,000 for 万元. */
  static double scale(String unit) {
    String plain = unit.strip().toLowerCase(Locale.ROOT);
    if (BASIS_POINTS.matcher(plain).matches()) {
      return 0.01;
    }
    Matcher scale = SCALE.matcher(plain);
    if (!scale.find()) {
      return 1;
    }
    String name =
        scale.group(1) != null
            ? scale.group(1)
            : scale.group(2) != null ? scale.group(2) : scale.group(3);
    return switch (name) {
      case "千", "k", "thousand", "thousands" -> 1e3;
      case "万" -> 1e4;
      case "百万", "million", "millions", "mn", "m" -> 1e6;
      case "千万" -> 1e7;
      case "亿" -> 1e8;
      default -> 1e9;
    };
  }

  private static String bare(String unit) {
    String plain = unit.strip().toLowerCase(Locale.ROOT);
    return SCALE.matcher(plain).replaceAll("").strip();
  }
}
