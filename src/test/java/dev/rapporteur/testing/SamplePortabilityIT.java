package dev.rapporteur.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class SamplePortabilityIT {
  @Test
  void eachFunctionGivesTheSameRowsOnPostgresAsOnH2() throws IOException {
    SampleDatabase h2 = SampleDatabase.load("sample-portability");
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      DataSource source = server.getPostgresDatabase();
      SampleDatabase postgres =
          SampleDatabase.load(source, (table, file) -> copy(source, table, file));
      for (String function : SampleDatabase.functions()) {
        for (String month : List.of("2022-01", "2024-02", "2024-05", "2031-01")) {
          Map<String, Object> arguments = Map.of("month", month, "limit", 500);
          assertThat(comparable(postgres.call(function, arguments)))
              .as("%s of %s", function, month)
              .isEqualTo(comparable(h2.call(function, arguments)));
        }
      }
    }
  }

  private static void copy(DataSource source, String table, Path file) {
    try (Connection connection = source.getConnection();
        Reader rows = Files.newBufferedReader(file)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY " + table + " FROM STDIN (FORMAT csv, HEADER, ENCODING 'UTF8')", rows);
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("cannot copy " + file, e);
    }
  }

  /** Names in lower case, numbers without the width that a database gives them. */
  private static List<Map<String, Object>> comparable(List<Map<String, Object>> rows) {
    return rows.stream().map(SamplePortabilityIT::comparable).toList();
  }

  private static Map<String, Object> comparable(Map<String, Object> row) {
    Map<String, Object> comparable = new TreeMap<>();
    row.forEach(
        (name, value) ->
            comparable.put(
                name.toLowerCase(),
                value instanceof Number
                    ? new BigDecimal(value.toString()).stripTrailingZeros()
                    : value));
    return comparable;
  }
}
