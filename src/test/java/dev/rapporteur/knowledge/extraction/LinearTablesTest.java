package dev.rapporteur.knowledge.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.knowledge.extraction.LinearTables.Piece;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinearTablesTest {

  @Test
  void readsColumnsThatFollowTheirCaptionsWhereSumsComeOut() {
    assertThat(tables(columns("2,453")))
        .containsExactly(
            List.of(
                List.of("", "Three Months Ended June 30, 2024", "Three Months Ended June 30, 2023"),
                List.of("Products", "1,842", "1,701"),
                List.of("Services", "611", "540"),
                List.of("Total revenue", "2,453", "2,241")));
  }

  @Test
  void claimsNothingWhereASumDoesNotComeOut() {
    assertThat(tables(columns("2,454"))).isEmpty();
  }

  @Test
  void claimsNothingWhereColumnsAreNotEquallyLong() {
    assertThat(tables(columns("2,453").replace("540\n", ""))).isEmpty();
  }

  @Test
  void readsNoRowThatHasMoreOrFewerNumbersThanTheHeads() {
    String text =
        """
        单位：元
        项目 2023年度 2022年度
        营业收入 2,845,120.21 2,610,338.55
        交易性金融资产 120,338.11
        营业成本 七、1 2,072,558.65 1,880,220.31
        """;

    assertThat(tables(text))
        .containsExactly(
            List.of(
                List.of("", "2023年度", "2022年度"),
                List.of("营业收入", "2,845,120.21", "2,610,338.55"),
                List.of("营业成本", "2,072,558.65", "1,880,220.31")));
  }

  @Test
  void knowsAPeriodOnlyWhereTheLatestIsNamedFirst() {
    assertThat(LinearHeads.of(List.of("Year Ended December 31,", "2023 2022 2021")))
        .isEqualTo(
            Optional.of(
                List.of(
                    "Year Ended December 31, 2023",
                    "Year Ended December 31, 2022",
                    "Year Ended December 31, 2021")));
    assertThat(LinearHeads.of(List.of("Year Ended December 31,", "2022 2023"))).isEmpty();
    assertThat(LinearHeads.of(List.of("June 30, December 31,", "2024 2023"))).isEmpty();
  }

  private static String columns(String total) {
    return """
        Three Months Ended
        June 30,
        2024
        2023
        Products
        Services
        Total revenue

        $

        1,842
        611
        """
        + total
        + """


        1,701
        540
        2,241
        """;
  }

  private static List<List<List<String>>> tables(String text) {
    return LinearTables.of(text.lines().toList()).stream()
        .map(Piece::table)
        .flatMap(Optional::stream)
        .toList();
  }
}
