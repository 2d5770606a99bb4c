package dev.rapporteur.function.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.function.DataSourceDefinition;
import dev.rapporteur.function.QueryFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLoadIT {
  private static final String DEFINITION =
      """
      datasource: shop
      url: jdbc:h2:file:${workspace}/output/.data/shop
      user: shop
      load:
        - table: sales
          file: shop/sales.csv
          key: [id]
          columns: { id: INTEGER, region: VARCHAR(20), amount: "DECIMAL(10, 2)", sold_on: DATE, note: VARCHAR(40) }
      then: shop/totals.sql
      """;
  private static final String HEADER = "id,region,amount,sold_on,note\n";

  @TempDir Path workspace;

  @BeforeEach
  void writeWorkspace() throws Exception {
    write("datasources/shop.yaml", DEFINITION);
    write(
        "datasources/shop/sales.csv",
        HEADER
            + "1,East,10.50,2024-03-01,\"a, \"\"b\"\"\"\n2,华东,,2024-03-02, x \n3,West,-0.10,2024-03-03,\n");
    write(
        "datasources/shop/totals.sql",
        "CREATE TABLE totals AS SELECT region, SUM(amount) AS amount FROM sales GROUP BY region;\n"
            + "CREATE INDEX totals_by_region ON totals (region);\n");
  }

  @Test
  void loadsEachValueAsItIs() throws Exception {
    assertThat(query("SELECT * FROM sales ORDER BY id"))
        .containsExactly(
            "1|East|10.50|2024-03-01|a, \"b\"",
            "2|华东|null|2024-03-02| x ",
            "3|West|-0.10|2024-03-03|null");
    assertThat(query("SELECT COUNT(*) FROM totals")).containsExactly("3");
  }

  @Test
  void loadsAgainWhenAFileChanges() throws Exception {
    query("SELECT 1");
    write("datasources/shop/sales.csv", HEADER + "1,East,99.00,2024-03-01,\n");
    assertThat(query("SELECT region, amount FROM totals")).containsExactly("East|99.00");
  }

  @Test
  void loadsAgainWhileTheProgramRuns() throws Exception {
    try (SourceDatabases databases = open()) {
      try (Connection connection = databases.connect("shop")) {
        assertThat(query(connection, "SELECT COUNT(*) FROM sales")).containsExactly("3");
      }
      write("datasources/shop/sales.csv", HEADER + "1,East,99.00,2024-03-01,\n");
      try (Connection connection = databases.connect("shop")) {
        assertThat(query(connection, "SELECT COUNT(*) FROM sales")).containsExactly("1");
      }
    }
  }

  @Test
  void leavesTheOldContentToThoseWhoReadIt() throws Exception {
    try (SourceDatabases old = open();
        Connection reading = old.connect("shop")) {
      write("datasources/shop/sales.csv", HEADER + "1,East,99.00,2024-03-01,\n");
      assertThat(query("SELECT COUNT(*) FROM sales")).containsExactly("1");
      assertThat(query(reading, "SELECT COUNT(*) FROM sales")).containsExactly("3");
    }
  }

  @Test
  void keepsTwoContentsAtMost() throws Exception {
    for (int i = 1; i <= 5; i++) {
      write("datasources/shop/sales.csv", HEADER + i + ",East,1.00,2024-03-01,\n");
      query("SELECT 1");
    }
    String owner = "jdbc:h2:file:" + workspace + "/output/.data/shop";
    try (Connection connection = java.sql.DriverManager.getConnection(owner, "shop", "")) {
      assertThat(
              query(
                  connection,
                  "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME LIKE 'CONTENT%'"))
          .containsExactly("2");
    }
  }

  @Test
  void loadsOnceWhenSeveralAskAtTheSameTime() throws Exception {
    List<Callable<List<String>>> tasks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      tasks.add(() -> query("SELECT COUNT(*) FROM sales"));
    }
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var done : threads.invokeAll(tasks)) {
        assertThat(done.get()).containsExactly("3");
      }
    }
  }

  @Test
  void worksBesideAnotherProcessThatHoldsTheFile() throws Exception {
    try (SourceDatabases here = open();
        Connection connection = here.connect("shop")) {
      assertThat(query(connection, "SELECT COUNT(*) FROM sales")).containsExactly("3");
      Process other =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  OtherProcess.class.getName(),
                  workspace.toString())
              .redirectErrorStream(true)
              .start();
      String output = new String(other.getInputStream().readAllBytes());
      assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(output).contains("[3]\n");
      assertReachedOnLoopbackOnly(serverPort());
    }
  }

  private int serverPort() throws Exception {
    String lock = Files.readString(workspace.resolve("output/.data/shop.lock.db"));
    Matcher server = Pattern.compile("server=localhost\\\\:(\\d+)").matcher(lock);
    assertThat(server.find()).as(lock).isTrue();
    return Integer.parseInt(server.group(1));
  }

  private static void assertReachedOnLoopbackOnly(int port) throws Exception {
    for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(card.getInetAddresses())) {
        if (address.getHostAddress().equals("127.0.0.1")) {
          new Socket(address, port).close();
        } else {
          assertThatThrownBy(() -> new Socket(address, port).close())
              .as(address.toString())
              .isInstanceOf(IOException.class);
        }
      }
    }
  }

  /** Reads the same source in a JVM of its own. */
  static final class OtherProcess {
    public static void main(String[] arguments) throws Exception {
      Path workspace = Path.of(arguments[0]);
      try (SourceDatabases databases =
              new SourceDatabases(DataSourceDefinition.readAll(workspace, Map.of()));
          Connection connection = databases.connect("shop")) {
        System.out.println(query(connection, "SELECT COUNT(*) FROM sales"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM sales",
        "SELECT * FROM FINAL TABLE (UPDATE sales SET amount = 0)",
        "DROP TABLE sales",
        "CREATE TABLE x (y INTEGER)",
        "SELECT * FROM CSVREAD('/etc/passwd')",
        "SELECT FILE_READ('/etc/passwd')",
        "CREATE ALIAS run FOR \"java.lang.Runtime.getRuntime\"",
        "RUNSCRIPT FROM '/tmp/x.sql'",
        "GRANT ALL ON sales TO PUBLIC"
      })
  void readsAsAUserWhoMayDoNothingElse(String sql) throws Exception {
    try (SourceDatabases databases = open();
        Connection connection = databases.connect("shop")) {
      assertThatThrownBy(() -> connection.createStatement().execute(sql))
          .isInstanceOf(SQLException.class)
          .hasMessageMatching("(?s).*(rights|not enough|admin|Not enough).*");
    }
  }

  @Test
  void namesTheFileThatCannotBeLoaded() throws Exception {
    write("datasources/shop/sales.csv", "id,region,amount\n1,East,3\n");
    assertThatThrownBy(() -> query("SELECT 1"))
        .isInstanceOf(QueryFailedException.class)
        .hasMessageContaining("sales.csv:1: the columns are [id, region, amount], but");
    write("datasources/shop/sales.csv", HEADER + "1,East,12O.00,2024-03-01,\n");
    assertThatThrownBy(() -> query("SELECT 1"))
        .hasMessageContaining("sales.csv:2: it cannot be loaded into the table 'sales'")
        .hasMessageContaining("12O.00");
    write("datasources/shop/sales.csv", HEADER + "1,East,1,2024-03-01,\n2,East,1,2024-3-01x,\n");
    assertThatThrownBy(() -> query("SELECT 1")).hasMessageContaining("sales.csv:3: it cannot");
    write("datasources/shop/sales.csv", HEADER + "1,East,1,2024-03-01,\n1,West,1,2024-03-01,\n");
    assertThatThrownBy(() -> query("SELECT 1")).hasMessageContaining("sales.csv");
  }

  @Test
  void leavesNothingHalfLoadedBehind() throws Exception {
    write("datasources/shop/totals.sql", "CREATE TABLE totals AS SELECT nothing FROM sales;");
    assertThatThrownBy(() -> query("SELECT 1"))
        .hasMessageContaining("totals.sql")
        .hasMessageContaining("NOTHING");
    write("datasources/shop/totals.sql", "CREATE TABLE totals AS SELECT COUNT(*) AS n FROM sales;");
    assertThat(query("SELECT n FROM totals")).containsExactly("3");
  }

  private SourceDatabases open() {
    return new SourceDatabases(DataSourceDefinition.readAll(workspace, Map.of()));
  }

  private List<String> query(String sql) throws SQLException {
    try (SourceDatabases databases = open();
        Connection connection = databases.connect("shop")) {
      return query(connection, sql);
    }
  }

  private static List<String> query(Connection connection, String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      int count = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
          cells.add(String.valueOf(rows.getString(i)));
        }
        lines.add(String.join("|", cells));
      }
    }
    return lines;
  }

  private void write(String file, String text) throws Exception {
    Path path = workspace.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
