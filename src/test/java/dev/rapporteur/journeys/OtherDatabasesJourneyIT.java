package dev.rapporteur.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rapporteur.report.Workspace;
import dev.rapporteur.testing.CommandLineRun;
import dev.rapporteur.testing.SampleWorkspace;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Nothing is tied to the sample company: two public databases are reported on as well. */
class OtherDatabasesJourneyIT {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @ParameterizedTest
  @CsvSource({
    "northwind, 1997-12",
    "northwind, 1998-03",
    "northwind, 1996-08",
    "chinook, 2021-01",
    "chinook, 2023-05"
  })
  void monthlyTotalsAreThoseOfThePlainSum(String name, String month, @TempDir Path folder)
      throws IOException {
    Path data = Path.of("..", "shared", "data", name + "_sales.csv");
    assumeTrue(Files.exists(data), "../shared/data is not there, so there is no " + name);
    Workspace workspace = SampleWorkspace.of(name, folder);
    Files.copy(data, workspace.dataSources().resolve(name + "_sales.csv"));

    CommandLineRun run =
        CommandLineRun.in(
            folder, "run", name + "-monthly", "--period", month, "--writer", "rules", "--json");

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode outputs = JSON.readTree(run.out()).get("outputs");
    JsonNode evidence =
        JSON.readTree(Files.readString(Path.of(outputs.get("evidence").asString())));
    BigDecimal reported =
        evidence
            .get("figures")
            .valueStream()
            .filter(figure -> figure.get("id").asString().equals("sales"))
            .findFirst()
            .orElseThrow()
            .get("value")
            .decimalValue();
    assertThat(reported).isEqualByComparingTo(plainSum(data, month));
  }

  /** Adds up the last column of the lines of a month, without a database. */
  private static BigDecimal plainSum(Path csv, String month) throws IOException {
    List<String> lines = Files.readAllLines(csv);
    List<String> head = List.of(lines.getFirst().split(","));
    int date = head.indexOf("order_date");
    BigDecimal sum = BigDecimal.ZERO;
    for (String line : lines.subList(1, lines.size())) {
      // No quoted text stands before the date or after the amount in these files.
      if (line.split(",")[date].startsWith(month)) {
        sum = sum.add(new BigDecimal(line.substring(line.lastIndexOf(',') + 1)));
      }
    }
    return sum;
  }
}
