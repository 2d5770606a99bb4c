package dev.rapporteur.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Map;

/**
 * Writes numbers as a reader of the locale expects them. English: {@code 48.2 million yuan}, {@code
 * 12.5%}, {@code 3.1 percentage points}; Chinese: {@code 4,820万元}, {@code 1.42亿元}, {@code 12.5%},
 * {@code 3.1个百分点}. Rounding is half up, three significant digits for large amounts and one decimal
 * for rates, so that a text is rounded for the eye while tables are exact.
 */
public final class FigureFormat {
  private static final BigDecimal HUNDRED_MILLION = new BigDecimal("100000000");
  private static final BigDecimal TEN_THOUSAND = new BigDecimal("10000");
  private static final BigDecimal BILLION = new BigDecimal("1000000000");
  private static final BigDecimal MILLION = new BigDecimal("1000000");

  private static final Map<String, String> ENGLISH_MONEY =
      Map.of("CNY", "yuan", "JPY", "yen", "GBP", "pounds");
  private static final Map<String, String> CHINESE_MONEY =
      Map.of("CNY", "元", "USD", "美元", "EUR", "欧元", "JPY", "日元", "GBP", "英镑", "HKD", "港元");
  private static final Map<String, String> SIGNS = Map.of("USD", "$", "EUR", "€", "GBP", "£");
  private static final Map<String, String> CHINESE_COUNTS =
      Map.ofEntries(
          Map.entry("orders", "单"),
          Map.entry("order", "单"),
          Map.entry("units", "件"),
          Map.entry("lines", "行"),
          Map.entry("rows", "行"),
          Map.entry("customers", "位客户"),
          Map.entry("products", "个产品"),
          Map.entry("months", "个月"),
          Map.entry("days", "天"));

  private final Locale locale;
  private final boolean chinese;

  public FigureFormat(Locale locale) {
    this.locale = locale;
    this.chinese = locale.getLanguage().equals("zh");
  }

  public Locale locale() {
    return locale;
  }

  /** As a sentence says it, rounded for the eye, the sign of a negative value shown. */
  public String text(BigDecimal value, Unit unit) {
    return switch (unit.kind()) {
      case MONEY -> money(value, unit.symbol());
      case COUNT -> count(value, unit.symbol());
      case PERCENT -> decimals(value, 1) + "%";
      case POINTS ->
          decimals(value, 1)
              + (chinese ? "个百分点" : isOne(value, 1) ? " percentage point" : " percentage points");
      case RANK -> rank(value);
      case RATIO -> decimals(value, 2);
    };
  }

  /** As {@link #text}, with a plus sign before a positive value: {@code +12.5%}. */
  public String signed(BigDecimal value, Unit unit) {
    return value.signum() > 0 ? "+" + text(value, unit) : text(value, unit);
  }

  /** As {@link #text}, without its sign, for sentences whose verb says the direction. */
  public String magnitude(BigDecimal value, Unit unit) {
    return text(value.abs(), unit);
  }

  /**
   * As a table shows it: exact to the column's decimals, without the unit, which stands in the
   * head.
   */
  public String cell(BigDecimal value, Unit unit) {
    return switch (unit.kind()) {
      case MONEY -> decimals(value, 2);
      case COUNT, RANK -> plain(value);
      case PERCENT, POINTS -> decimals(value, 1);
      case RATIO -> decimals(value, 2);
    };
  }

  /** The unit as a table's head or a chart's axis names it: {@code yuan}, {@code 元}, {@code %}. */
  public String unitLabel(Unit unit) {
    return switch (unit.kind()) {
      case MONEY ->
          chinese
              ? CHINESE_MONEY.getOrDefault(unit.symbol(), unit.symbol())
              : ENGLISH_MONEY.getOrDefault(unit.symbol(), unit.symbol());
      case COUNT ->
          chinese ? CHINESE_COUNTS.getOrDefault(unit.symbol(), unit.symbol()) : unit.symbol();
      case PERCENT -> "%";
      case POINTS -> chinese ? "个百分点" : "points";
      case RANK -> chinese ? "名次" : "rank";
      case RATIO -> chinese ? "比值" : "ratio";
    };
  }

  private String money(BigDecimal value, String currency) {
    BigDecimal size = value.abs();
    if (chinese) {
      String name = CHINESE_MONEY.getOrDefault(currency, currency);
      if (rounded(size).compareTo(HUNDRED_MILLION) >= 0) {
        return significant(value, HUNDRED_MILLION) + "亿" + name;
      }
      if (size.compareTo(TEN_THOUSAND) >= 0) {
        return significant(value, TEN_THOUSAND) + "万" + name;
      }
      return decimals(value, size.compareTo(BigDecimal.valueOf(100)) < 0 ? 2 : 0) + name;
    }
    String number;
    if (rounded(size).compareTo(BILLION) >= 0) {
      number = significant(size, BILLION) + " billion";
    } else if (rounded(size).compareTo(MILLION) >= 0) {
      number = significant(size, MILLION) + " million";
    } else {
      number = decimals(size, size.compareTo(BigDecimal.valueOf(100)) < 0 ? 2 : 0);
    }
    String sign = value.signum() < 0 ? "-" : "";
    String before = SIGNS.get(currency);
    if (before != null) {
      return sign + before + number;
    }
    return sign + number + " " + ENGLISH_MONEY.getOrDefault(currency, currency);
  }

  private String count(BigDecimal value, String noun) {
    if (chinese) {
      String counter = CHINESE_COUNTS.getOrDefault(noun, noun);
      return value.abs().compareTo(HUNDRED_MILLION) >= 0
          ? significant(value, HUNDRED_MILLION) + "亿" + counter
          : plain(value) + counter;
    }
    boolean one = value.abs().compareTo(BigDecimal.ONE) == 0;
    return plain(value) + " " + (one ? singular(noun) : noun);
  }

  private static String singular(String noun) {
    if (noun.endsWith("ies")) {
      return noun.substring(0, noun.length() - 3) + "y";
    }
    return noun.endsWith("s") ? noun.substring(0, noun.length() - 1) : noun;
  }

  private String rank(BigDecimal value) {
    if (chinese) {
      return "第" + plain(value);
    }
    int rank = value.intValueExact();
    int lastTwo = rank % 100;
    String ending =
        lastTwo >= 11 && lastTwo <= 13
            ? "th"
            : switch (rank % 10) {
              case 1 -> "st";
              case 2 -> "nd";
              case 3 -> "rd";
              default -> "th";
            };
    return rank + ending;
  }

  /** Three significant digits of value / scale, but its whole part is never rounded. */
  private String significant(BigDecimal value, BigDecimal scale) {
    BigDecimal scaled = value.divide(scale, MathContext.DECIMAL64);
    BigDecimal shown = rounded(scaled.abs());
    int wholeDigits = shown.precision() - shown.scale();
    return decimals(scaled, Math.max(0, 3 - Math.max(1, wholeDigits)));
  }

  private static BigDecimal rounded(BigDecimal value) {
    return value.round(new MathContext(3, RoundingMode.HALF_UP));
  }

  private boolean isOne(BigDecimal value, int scale) {
    return value.abs().setScale(scale, RoundingMode.HALF_UP).compareTo(BigDecimal.ONE) == 0;
  }

  private String plain(BigDecimal value) {
    return decimals(value, Math.min(2, Math.max(0, value.stripTrailingZeros().scale())));
  }

  private String decimals(BigDecimal value, int decimals) {
    BigDecimal rounded = value.setScale(decimals, RoundingMode.HALF_UP);
    DecimalFormat format =
        new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    // A value that rounds to zero has no sign.
    return format.format(rounded.signum() == 0 ? BigDecimal.ZERO : rounded);
  }
}
