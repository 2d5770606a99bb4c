package dev.rapporteur.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.knowledge.DocumentContent.Block;
import dev.rapporteur.knowledge.DocumentContent.Paragraph;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReportReadingTest {
  private static final String YEAR = "Year Ended December 31, 2023";
  private static final String BEFORE = "Year Ended December 31, 2022";

  private final List<Indicator> indicators =
      List.of(
          stated("Total revenues", YEAR, "1000"),
          stated("Total revenues", BEFORE, "800"),
          stated("Accounts receivable, net", "December 31, 2023", "250"),
          stated("Accounts receivable, net", "December 31, 2022", "160"),
          stated("Accounts receivable, net", YEAR, "-90"));

  @Test
  void computesReceivablesTurnoverAndItsChange() {
    ReportReading reading = reading(indicators, List.of());

    assertThat(reading.ratios())
        .filteredOn(ratio -> ratio.name().equals("receivables turnover"))
        .extracting(Ratio::period, ratio -> ratio.value().toPlainString())
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(YEAR, "4.00"),
            org.assertj.core.api.Assertions.tuple(BEFORE, "5.00"));
    assertThat(reading.ratioChanges())
        .singleElement()
        .satisfies(change -> assertThat(change.difference()).isEqualByComparingTo("-1.00"));
  }

  @Test
  void saysWhatIsNotStated() {
    List<Asked> asked =
        reading(indicators, List.of())
            .asked(List.of("Revenue", "应收账款", "receivables turnover", "Backlog"));

    assertThat(asked).extracting(Asked::stated).containsExactly(true, true, true, false);
    assertThat(asked.get(1).indicators())
        .extracting(Indicator::period)
        .containsExactly("December 31, 2023", "December 31, 2022");
  }

  @Test
  void findsANumberStatedWithTwoValues() {
    List<Indicator> twice =
        List.of(stated("营业收入", "2023年", "100"), stated("营业收入", "2023年度", "101"));

    assertThat(Contradiction.in(List.of(), twice))
        .singleElement()
        .satisfies(each -> assertThat(each.reason()).isEqualTo("100 and 101 USD million"));
  }

  @Test
  void findsAChangeInTheTextThatTheTablesDoNotGive() {
    List<Block> text =
        List.of(
            new Paragraph(4, "Total revenues increased 25% due to volume. Rent rose 80%."),
            new Paragraph(5, "Total revenues increased 35% due to volume."));

    assertThat(Contradiction.in(text, indicators))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.page()).isEqualTo(OptionalInt.of(5));
              assertThat(each.quote()).contains("35%");
              assertThat(each.reason()).contains("25.0 %");
            });
  }

  @Test
  void findsTheSameInChinese() {
    List<Indicator> stated =
        List.of(stated("营业收入", "2023年", "108.9"), stated("营业收入", "2022年", "100"));

    assertThat(Contradiction.in(List.of(new Paragraph(1, "公司实现营业收入108.9亿元，同比增长8.9%。")), stated))
        .isEmpty();
    assertThat(Contradiction.in(List.of(new Paragraph(1, "公司实现营业收入108.9亿元，同比下降8.9%。")), stated))
        .hasSize(1);
  }

  @Test
  void doesNotCallAdjustedNumbersAContradiction() {
    List<Indicator> adjusted =
        List.of(stated("营业收入", "2022年（调整前）", "100"), stated("营业收入", "2022年（调整后）", "101"));

    assertThat(Contradiction.in(List.of(), adjusted)).isEmpty();
    assertThat(adjusted).extracting(Indicator::restated).containsExactly(false, true);
  }

  private static ReportReading reading(List<Indicator> indicators, List<Block> blocks) {
    return new ReportReading("", 0, indicators, List.of(), Contradiction.in(blocks, indicators));
  }

  private static Indicator stated(String name, String period, String value) {
    return new Indicator(
        name, new BigDecimal(value), "USD million", period, OptionalInt.of(1), name + " " + value);
  }
}
