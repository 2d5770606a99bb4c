package dev.rapporteur.grounding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.analysis.FigureFormat;
import dev.rapporteur.analysis.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A figure written in any style is supported; with another digit it never is. */
class FormattedNumberTest {
  private static final int ROUNDS = 400;

  private final ClaimVerifier verifier = new ClaimVerifier();
  private final Random random = new Random(20240301);

  private record Written(String sentence, String shown) {}

  @Test
  void supportsAmountsInEveryEnglishStyle() {
    for (int i = 0; i < ROUNDS; i++) {
      BigDecimal value = BigDecimal.valueOf(random.nextLong(1_000_000L, 90_000_000_000L), 2);
      for (String style : englishAmounts(value)) {
        check(new Written("East sold " + style + " in March 2024.", style), facts(value, "USD"));
      }
    }
  }

  @Test
  void supportsAmountsInEveryChineseStyle() {
    for (int i = 0; i < ROUNDS; i++) {
      BigDecimal value = BigDecimal.valueOf(random.nextLong(1_000_000L, 90_000_000_000L), 2);
      for (String style : chineseAmounts(value)) {
        check(new Written("2024年3月华东销售额为" + style + "。", style), facts(value, "CNY"));
      }
    }
  }

  @Test
  void supportsRatesInEveryStyle() {
    for (int i = 0; i < ROUNDS; i++) {
      BigDecimal value = BigDecimal.valueOf(random.nextLong(10_000L, 900_000L), 4);
      String one = value.setScale(1, RoundingMode.HALF_UP).toPlainString();
      String two = value.setScale(2, RoundingMode.HALF_UP).toPlainString();
      for (String style :
          List.of(
              one + "%",
              two + "%",
              one + " percent",
              one + " per cent",
              two + " %",
              fullWidth(one) + "％")) {
        check(
            new Written("The East region grew " + style + " year over year.", style), rates(value));
        check(new Written("华东同比增长" + style + "。", style), rates(value));
      }
    }
  }

  @Test
  void supportsWhatTheProductFormats() {
    for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      FigureFormat format = new FigureFormat(locale);
      boolean chinese = locale.equals(Locale.SIMPLIFIED_CHINESE);
      for (int i = 0; i < ROUNDS; i++) {
        BigDecimal value = BigDecimal.valueOf(random.nextLong(1_000L, 90_000_000_000L), 2);
        for (String shown :
            List.of(format.text(value, Unit.of("CNY")), format.magnitude(value, Unit.of("CNY")))) {
          String sentence =
              chinese ? "2024年3月华东销售额为" + shown + "。" : "East sold " + shown + " in March 2024.";
          assertThat(only(verifier.verify(sentence, facts(value, "CNY")), sentence).flagged())
              .as(sentence + " of " + value)
              .isFalse();
        }
      }
    }
  }

  private void check(Written written, GroundingFacts facts) {
    assertThat(only(verifier.verify(written.sentence(), facts), written.sentence()).flagged())
        .as(written.sentence() + " with " + facts.facts().get(0).value())
        .isFalse();
    String changed = changed(written.shown());
    String sentence = written.sentence().replace(written.shown(), changed);
    assertThat(only(verifier.verify(sentence, facts), sentence).flagged())
        .as(sentence + " with " + facts.facts().get(0).value())
        .isTrue();
  }

  private static Finding only(List<Finding> findings, String sentence) {
    List<Finding> numbers =
        findings.stream().filter(one -> one.claim() instanceof Claim.NumberClaim).toList();
    assertThat(numbers).as(sentence).hasSize(1);
    return numbers.get(0);
  }

  /** Another digit at one place; the first digit stays a digit that is not zero. */
  private String changed(String shown) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < shown.length(); i++) {
      if (Character.isDigit(shown.charAt(i))) {
        places.add(i);
      }
    }
    int place = places.get(random.nextInt(places.size()));
    int zero = shown.charAt(place) >= '\uFF10' ? '\uFF10' : '0';
    int digit = shown.charAt(place) - zero;
    int other =
        place == places.get(0)
            ? 1 + (digit + random.nextInt(8)) % 9
            : (digit + 1 + random.nextInt(9)) % 10;
    return shown.substring(0, place) + (char) (zero + other) + shown.substring(place + 1);
  }

  private static List<String> englishAmounts(BigDecimal value) {
    String grouped = String.format(Locale.ROOT, "%,.2f", value);
    String whole = String.format(Locale.ROOT, "%,.0f", value.setScale(0, RoundingMode.HALF_UP));
    String thousands = value.movePointLeft(3).setScale(1, RoundingMode.HALF_UP).toPlainString();
    String millions = value.movePointLeft(6).setScale(3, RoundingMode.HALF_UP).toPlainString();
    return List.of(
        "$" + grouped,
        grouped + " dollars",
        "USD " + grouped,
        "US$" + whole + ".0".substring(2),
        "$" + value.toPlainString(),
        "$" + thousands + "K",
        thousands + " thousand dollars",
        "$" + millions + " million",
        "$" + millions + "m",
        "$" + millions + "mn",
        fullWidth(grouped) + " dollars");
  }

  private static List<String> chineseAmounts(BigDecimal value) {
    String plain = value.toPlainString();
    String grouped = String.format(Locale.ROOT, "%,.2f", value);
    String tenThousands = value.movePointLeft(4).setScale(2, RoundingMode.HALF_UP).toPlainString();
    String hundredMillions =
        value.movePointLeft(8).setScale(4, RoundingMode.HALF_UP).toPlainString();
    List<String> styles =
        new ArrayList<>(
            List.of(
                plain + "元",
                grouped + "元",
                tenThousands + "万元",
                "人民币" + grouped,
                "¥" + grouped,
                fullWidth(plain) + "元"));
    if (value.compareTo(BigDecimal.valueOf(100_000_000)) > 0) {
      styles.add(hundredMillions + "亿元");
    }
    return styles;
  }

  private static String fullWidth(String plain) {
    StringBuilder wide = new StringBuilder();
    plain.chars().forEach(c -> wide.append((char) (c >= '0' && c <= '9' ? c - '0' + '\uFF10' : c)));
    return wide.toString();
  }

  private static GroundingFacts facts(BigDecimal value, String currency) {
    Fact fact = new Fact("r", "region_sales", "East", List.of("华东"), "2024-03", value, currency);
    return new GroundingFacts(List.of(fact), YearMonth.of(2024, 3), currency, Locale.ENGLISH);
  }

  private static GroundingFacts rates(BigDecimal value) {
    Fact fact =
        new Fact("g", "region_sales_yoy_pct", "East", List.of("华东"), "2024-03", value, "percent");
    return new GroundingFacts(List.of(fact), YearMonth.of(2024, 3), "USD", Locale.ENGLISH);
  }
}
