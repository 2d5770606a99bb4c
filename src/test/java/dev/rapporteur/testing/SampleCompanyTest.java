package dev.rapporteur.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SampleCompanyTest {
  private static final Path SALES = Path.of("datasources", "sales");
  private static final Path FUNCTIONS = Path.of("tasks", "functions");
  private static SampleDatabase database;

  @BeforeAll
  static void load() throws IOException {
    database = SampleDatabase.load("sample-company");
  }

  @Test
  void writesExactlyTheCommittedFiles() throws IOException {
    for (Map.Entry<String, String> file : SampleCompany.files(SALES).entrySet()) {
      assertThat(Files.readString(SALES.resolve(file.getKey())).equals(file.getValue()))
          .as("%s is what the generator writes", file.getKey())
          .isTrue();
    }
  }

  @Test
  void fitsIntoTwoMegabytesWithSixtyThousandOrderLines() throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(SALES)) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    assertThat(bytes).isLessThan(2_000_000);
    assertThat(one("SELECT COUNT(*) AS n FROM sales").get("n")).isEqualTo(62_254L);
  }

  @Test
  void addsUpToTheCentOverRegionsCategoriesProductsCustomersAndSalespeople() throws IOException {
    for (String month : months()) {
      BigDecimal total = (BigDecimal) sales(month).get("amount");
      for (String function :
          List.of("sales_by_region", "sales_by_category", "sales_by_salesperson")) {
        assertThat(sum(call(function, month), "amount")).as(function + month).isEqualTo(total);
      }
      for (String function : List.of("top_products", "top_customers")) {
        List<Map<String, Object>> rows =
            database.call(function, Map.of("month", month, "limit", 500));
        assertThat(sum(rows, "amount")).as(function + month).isEqualTo(total);
      }
    }
  }

  @Test
  void trendEndsWithTheMonthAndAgreesWithEachMonthAskedAlone() throws IOException {
    List<Map<String, Object>> trend = call("sales_trend", "2024-03");
    assertThat(trend).hasSize(24);
    assertThat(trend.getFirst().get("period")).isEqualTo("2022-04");
    assertThat(trend.getLast().get("period")).isEqualTo("2024-03");
    for (Map<String, Object> row : trend) {
      Map<String, Object> alone = sales((String) row.get("period"));
      assertThat(row.get("amount")).isEqualTo(alone.get("amount"));
    }
    assertThat(call("sales_trend", "2022-02")).hasSize(2);
  }

  @Test
  void targetsOfTheRegionsAddUpToTheCompany() throws IOException {
    for (String month : List.of("2023-01", "2024-06", "2024-12")) {
      Map<String, Object> company = call("sales_targets", month).getFirst();
      List<Map<String, Object>> regions = call("regional_targets", month);
      assertThat(regions).hasSize(8);
      for (String column : List.of("month_target", "target_to_date", "year_target")) {
        assertThat(sum(regions, column)).isEqualTo(company.get(column));
      }
    }
    assertThat((BigDecimal) call("sales_targets", "2024-12").getFirst().get("target_to_date"))
        .isEqualByComparingTo("590000000");
  }

  @Test
  void givesNoRowForMonthWithoutData() throws IOException {
    for (String function : SampleDatabase.functions()) {
      List<Map<String, Object>> rows =
          database.call(function, Map.of("month", "2031-01", "limit", 10));
      assertThat(rows).as(function).isEmpty();
    }
  }

  @Test
  void describesExactlyTheColumnsThatEachQueryReturns() throws IOException {
    for (String function : SampleDatabase.functions()) {
      Map<?, ?> definition = (Map<?, ?>) SampleDatabase.yaml(FUNCTIONS.resolve(function + ".yaml"));
      Map<String, Object> row =
          database.call(function, Map.of("month", "2024-03", "limit", 10)).getFirst();
      List<String> returned = row.keySet().stream().map(String::toLowerCase).toList();
      assertThat(returned)
          .as(function)
          .isEqualTo(new ArrayList<>(((Map<?, ?>) definition.get("columns")).keySet()));
      assertThat(definition.get("function")).isEqualTo(function);
    }
  }

  @Test
  void centralCollapsesInFebruary2024AndRecoversInPart() throws IOException {
    BigDecimal before = regionAmount("2024-01", "Central");
    BigDecimal collapsed = regionAmount("2024-02", "Central");
    BigDecimal yearEnd = regionAmount("2024-12", "Central");
    assertThat(collapsed.multiply(new BigDecimal(4))).isLessThan(before);
    assertThat(yearEnd).isBetween(collapsed.multiply(new BigDecimal(2)), before);
  }

  @Test
  void launchesPortablePowerAndRunsOutCarAccessories() throws IOException {
    assertThat(categories("2023-08")).doesNotContain("Portable power");
    assertThat(categories("2023-09")).contains("Portable power");
    assertThat(categories("2023-06")).contains("Car accessories");
    assertThat(categories("2023-09")).doesNotContain("Car accessories");
  }

  @Test
  void onlyMay2024HasLateOrders() throws IOException {
    Set<String> late = new TreeSet<>();
    for (String month : months()) {
      Map<String, Object> close = call("sales_closed", month).getFirst();
      assertThat(close.get("closed")).isEqualTo(true);
      if ((long) close.get("late_orders") > 0) {
        late.add(month);
      }
    }
    assertThat(late).containsExactly("2024-05");
  }

  @Test
  void oneCustomerPlacesLargeOrderInFebruary2024Only() throws IOException {
    Map<String, Object> largest =
        database.call("top_customers", Map.of("month", "2024-02", "limit", 1)).getFirst();
    assertThat(largest.get("region")).isEqualTo("East");
    assertThat((BigDecimal) largest.get("amount")).isGreaterThan(new BigDecimal("3000000"));
    List<Map<String, Object>> next =
        database.call("top_customers", Map.of("month", "2024-03", "limit", 1));
    assertThat((BigDecimal) next.getFirst().get("amount")).isLessThan(new BigDecimal("2000000"));
  }

  private static Map<String, Object> one(String sql) {
    return database.rows(sql, Map.of()).getFirst();
  }

  private static List<Map<String, Object>> call(String function, String month) throws IOException {
    return database.call(function, Map.of("month", month));
  }

  private static Map<String, Object> sales(String month) throws IOException {
    return call("query_sales_data", month).getFirst();
  }

  private static BigDecimal regionAmount(String month, String region) throws IOException {
    return call("sales_by_region", month).stream()
        .filter(row -> row.get("region").equals(region))
        .map(row -> (BigDecimal) row.get("amount"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> categories(String month) throws IOException {
    return call("sales_by_category", month).stream()
        .map(row -> (String) row.get("category"))
        .toList();
  }

  private static BigDecimal sum(List<Map<String, Object>> rows, String column) {
    return rows.stream()
        .map(row -> (BigDecimal) row.get(column))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static List<String> months() {
    return Stream.iterate(YearMonth.of(2022, 1), month -> month.plusMonths(1))
        .limit(36)
        .map(String::valueOf)
        .toList();
  }
}
