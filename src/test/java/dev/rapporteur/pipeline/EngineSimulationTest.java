package dev.rapporteur.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.pipeline.SimulatedCluster.Broken;
import dev.rapporteur.report.ReportCatalog;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.report.yaml.YamlReportCatalog;
import dev.rapporteur.trigger.ScheduleReader;
import dev.rapporteur.trigger.WorkingDayCalendars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Weeks of a cluster in which things go wrong, once for each seed. {@code
 * -Drapporteur.simulation.seeds=N} takes another number of seeds, {@code
 * -Drapporteur.simulation.first=N} begins elsewhere.
 */
class EngineSimulationTest {
  private static final int SEEDS = Integer.getInteger("rapporteur.simulation.seeds", 1_000);
  private static final long FIRST = Long.getLong("rapporteur.simulation.first", 1);

  @TempDir Path folder;
  private StateDatabase database;
  private JdbcTemplate sql;
  private Workspace workspace;
  private ReportCatalog catalog;
  private ScheduleReader schedules;

  @BeforeEach
  void open() throws IOException {
    // A lock held by a node that stands still is a failure of the database, at once.
    database =
        StateDatabase.open("jdbc:h2:mem:simulation;WRITE_DELAY=0;LOCK_TIMEOUT=1", "sa", "", 8);
    sql = new JdbcTemplate(database.dataSource());
    Files.createDirectories(folder.resolve("routes"));
    Files.createDirectories(folder.resolve("tasks/sales-monthly"));
    Files.writeString(folder.resolve("tasks/sales-monthly/report.yaml"), "report: sales-monthly");
    workspace = new Workspace(folder);
    ReportDefinition definition =
        new YamlReportCatalog(Path.of("").toAbsolutePath()).report("sales-monthly");
    catalog =
        new ReportCatalog() {
          @Override
          public SortedSet<String> names() {
            return new TreeSet<>(List.of(definition.name()));
          }

          @Override
          public ReportDefinition report(String name) {
            return definition;
          }

          @Override
          public Path folder(String name) {
            return folder;
          }
        };
    schedules = new ScheduleReader(new WorkingDayCalendars(folder));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void losesAndDoublesNothingWhateverGoesWrong() {
    int crashes = 0;
    int standstills = 0;
    int overtaken = 0;
    int recoveries = 0;
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      SimulatedCluster cluster = simulated(seed, Broken.NOTHING);
      assertThat(cluster.violations())
          .as("seed %d; what happened last:\n%s", seed, cluster.history())
          .isEmpty();
      crashes += cluster.crashes();
      standstills += cluster.standstills();
      overtaken += cluster.overtaken();
      recoveries += cluster.recoveries();
    }
    System.out.printf(
        "simulation: seeds %d to %d, %d crashes, %d standstills, %d recoveries, %d attempts"
            + " overtaken%n",
        FIRST, FIRST + SEEDS - 1, crashes, standstills, recoveries, overtaken);
    assertThat(List.of(crashes, standstills, overtaken, recoveries))
        .as("what went wrong did happen")
        .allMatch(count -> count > SEEDS / 20);
  }

  @ParameterizedTest
  @EnumSource(value = Broken.class, mode = EnumSource.Mode.EXCLUDE, names = "NOTHING")
  void findsAnEngineThatIsBroken(Broken broken) {
    assertThat(
            LongStream.rangeClosed(1, 200)
                .mapToObj(seed -> simulated(seed, broken).violations())
                .filter(Predicate.not(List::isEmpty))
                .findFirst())
        .isPresent();
  }

  private SimulatedCluster simulated(long seed, Broken broken) {
    for (String table :
        List.of(
            "run_event",
            "run_step",
            "run_definition",
            "definition_text",
            "report_run",
            "report_schedule")) {
      sql.execute("delete from " + table);
    }
    SimulatedCluster cluster =
        new SimulatedCluster(seed, broken, database.dataSource(), catalog, workspace, schedules);
    cluster.run();
    return cluster;
  }
}
