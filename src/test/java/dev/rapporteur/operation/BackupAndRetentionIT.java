package dev.rapporteur.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.access.Actor;
import dev.rapporteur.audit.AuditEvent;
import dev.rapporteur.operation.Diagnosis.Condition;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.pipeline.RunProgress;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.Sha256;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.report.WriterChoice;
import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.testing.PostgresServer;
import dev.rapporteur.testing.SampleWorkspace;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A workspace with one draft: backed up, restored, moved, thinned out and examined. */
class BackupAndRetentionIT {
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir static Path shared;
  private static Path backup;
  private static String run;
  private static Map<String, String> drafts;

  @TempDir Path folder;

  @BeforeAll
  static void backUpWhileOthersWrite() throws Exception {
    Workspace workspace = SampleWorkspace.in(shared.resolve("original"));
    backup = shared.resolve("backup.zip");
    try (OpenWorkspace open = OpenWorkspace.embedded(workspace, CLOCK)) {
      run = open.runs().acceptAsRevision(request(), CLOCK.instant()).id();
      open.resumeNow(run, Optional.empty(), RunProgress.SILENT);
      drafts = hashes(workspace);
      AtomicBoolean done = new AtomicBoolean();
      Thread writer = Thread.ofPlatform().start(() -> writeUntil(done, open));
      Backup.write(open, backup, CLOCK);
      done.set(true);
      writer.join();
    }
  }

  private static RunRequest request() {
    Actor anna = Actor.of("anna", Actor.Kind.PERSON, List.of("employee", "sales-manager"));
    return new RunRequest(
        "sales-monthly",
        ReportingPeriod.month(2024, 3),
        RunScope.WHOLE,
        new RunCause.Manual(anna),
        WriterChoice.RULES);
  }

  private static void writeUntil(AtomicBoolean done, OpenWorkspace open) {
    while (!done.get()) {
      open.trail()
          .append(AuditEvent.of("test.written", "person:anna", List.of(), "test", "x", "y"));
    }
  }

  private static Map<String, String> hashes(Workspace workspace) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    Path reports = workspace.output().resolve("sales-monthly");
    try (Stream<Path> files = Files.walk(reports)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        hashes.put(reports.relativize(file).toString(), Sha256.of(Files.readAllBytes(file)));
      }
    }
    return hashes;
  }

  private Restore.Restored restore(Path into) {
    return new Restore(new Workspace(into), CLOCK).from(backup, false, Optional.empty());
  }

  @Test
  void everythingComesBackAsItWasWhileOthersWrote() throws Exception {
    Restore.Restored restored = restore(folder);
    assertThat(restored.audit().ok()).as(restored.audit().problem()).isTrue();
    assertThat(restored.audit().entries()).isPositive();
    assertThat(Files.getPosixFilePermissions(backup))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    Workspace workspace = new Workspace(folder);
    assertThat(hashes(workspace)).isEqualTo(drafts).hasSizeGreaterThan(2);
    try (OpenWorkspace open = OpenWorkspace.embedded(workspace, CLOCK)) {
      assertThat(open.runs().find(run)).map(ReportRun::state).contains(RunState.IN_REVIEW);
      assertThat(open.ledger().of(run)).hasSizeGreaterThan(5);
      assertThat(open.resumeNow(run, Optional.empty(), RunProgress.SILENT).documents())
          .as("the drafts are found where the workspace now is")
          .isNotEmpty()
          .allSatisfy(draft -> assertThat(draft.file()).startsWith(folder).isRegularFile());
    }
    assertThat(folder.toFile().list()).noneMatch(name -> name.endsWith(".part"));
  }

  @Test
  void movesToPostgresAndBack() {
    String url = PostgresServer.freshDatabase();
    Map<String, String> environment =
        Map.of(
            "RAPPORTEUR_DATABASE_URL", url,
            "RAPPORTEUR_DATABASE_USER", "postgres",
            "RAPPORTEUR_DATABASE_PASSWORD", "postgres");
    new Restore(new Workspace(folder.resolve("moved")), CLOCK)
        .from(backup, false, Optional.of(version -> StateDatabase.empty(environment, version)));
    Path second = folder.resolve("second.zip");
    Workspace moved = new Workspace(folder.resolve("moved"));
    try (OpenWorkspace open =
        new OpenWorkspace(moved, CLOCK, StateDatabase.of(moved.state(), environment))) {
      assertThat(open.runs().find(run)).map(ReportRun::state).contains(RunState.IN_REVIEW);
      assertThat(Restore.verified(open).ok()).isTrue();
      Backup.write(open, second, CLOCK);
    }
    Restore.Restored back =
        new Restore(new Workspace(folder.resolve("back")), CLOCK)
            .from(second, false, Optional.empty());
    assertThat(back.audit().ok()).isTrue();
    assertThatThrownBy(() -> StateDatabase.empty(environment, "latest"))
        .isInstanceOf(RapporteurException.class)
        .hasMessageContaining("not empty");
  }

  @Test
  void aDamagedFileIsRefusedBeforeAnythingIsWritten() throws IOException {
    for (String change :
        List.of("files/tasks/sales-monthly/report.yaml", "state/audit_entry.jsonl")) {
      Path damaged = Files.copy(backup, folder.resolve("damaged-" + change.length() + ".zip"));
      try (FileSystem zip = FileSystems.newFileSystem(damaged)) {
        Path inside = zip.getPath(change);
        Files.writeString(inside, Files.readString(inside) + " ");
      }
      Path into = folder.resolve("into-" + change.length());
      assertThatThrownBy(
              () -> new Restore(new Workspace(into), CLOCK).from(damaged, false, Optional.empty()))
          .isInstanceOf(RapporteurException.class)
          .hasMessageContaining(change);
      assertThat(into).doesNotExist();
    }
  }

  @Test
  void whatIsThereIsRefusedThenKeptAside() throws Exception {
    restore(folder);
    Files.writeString(folder.resolve("tasks/mine.txt"), "mine");
    assertThatThrownBy(() -> restore(folder)).hasMessageContaining("there is a workspace");
    Restore.Restored forced =
        new Restore(new Workspace(folder), CLOCK).from(backup, true, Optional.empty());
    assertThat(folder.resolve(forced.before()).resolve("tasks/mine.txt")).hasContent("mine");
    assertThat(folder.resolve("tasks/mine.txt")).doesNotExist();
    Process holder = holdTheStateDatabase(folder);
    try {
      assertThatThrownBy(
              () -> new Restore(new Workspace(folder), CLOCK).from(backup, true, Optional.empty()))
          .hasMessageContaining("in use");
    } finally {
      holder.destroyForcibly().waitFor();
    }
  }

  /** Another process that has the database open, as the service does. */
  private static Process holdTheStateDatabase(Path folder) throws IOException {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dh2.bindAddress=127.0.0.1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.h2.tools.Shell",
                "-url",
                "jdbc:h2:file:" + folder.resolve("output/.state/rapporteur") + ";AUTO_SERVER=TRUE",
                "-user",
                "sa")
            .start();
    StringBuilder said = new StringBuilder();
    while (said.indexOf("sql>") < 0) {
      int next = holder.getInputStream().read();
      assertThat(next).as("%s", said).isNotNegative();
      said.append((char) next);
    }
    return holder;
  }

  @Test
  void anEarlierReleasesTablesAreBroughtUpToDateWithWhatTheyHold() {
    try (StateDatabase earlier = StateDatabase.inFolder(folder, "020")) {
      JdbcClient.create(earlier.dataSource())
          .sql(
              "insert into report_run values ('old', 'r', '2024-01', '', 1, 'MANUAL', '', null,"
                  + " 'anna', 'PERSON', '', 'RULES', 'IN_REVIEW', 1, '', current_timestamp,"
                  + " current_timestamp)")
          .update();
    }
    try (StateDatabase now = StateDatabase.inFolder(folder)) {
      assertThat(new dev.rapporteur.operation.jdbc.JdbcStateWatch(now.dataSource()).runs())
          .singleElement()
          .satisfies(count -> assertThat(count.state()).isEqualTo(RunState.IN_REVIEW));
    }
  }

  @Test
  void retentionDeletesWhatIsOverAndOldAndTheChainStaysWhole() throws IOException {
    restore(folder);
    Workspace workspace = new Workspace(folder);
    Clock later = Clock.offset(CLOCK, Duration.ofDays(4 * 366));
    RetentionRules rules = new RetentionRules(Period.ofYears(3), Period.ofYears(1));
    try (OpenWorkspace open = OpenWorkspace.embedded(workspace, later)) {
      Retention retention = new Retention(open, rules, later, "person:anna");
      assertThat(retention.plan().runs()).as("a draft in review waits for a person").isEmpty();
      ReportRun waiting = open.runs().find(run).orElseThrow();
      open.runs().change(waiting, RunState.REJECTED, "", CLOCK.instant());

      Retention.Plan plan = retention.plan();
      assertThat(plan.runs()).extracting(ReportRun::id).containsExactly(run);
      assertThat(plan.auditBodies()).isPositive();
      assertThat(hashes(workspace)).as("a plan deletes nothing").isEqualTo(drafts);

      assertThat(retention.apply()).isEqualTo(plan);
      assertThat(open.runs().find(run)).isEmpty();
      assertThat(open.ledger().of(run)).isEmpty();
      assertThat(workspace.outputOf(waiting)).doesNotExist();
      assertThat(Restore.verified(open).ok()).isTrue();
      assertThat(open.trail().bodiesBefore(later.instant().minus(Duration.ofDays(366)))).isZero();
      assertThat(retention.plan()).isEqualTo(new Retention.Plan(List.of(), 0));

      assertThat(
              new Retention(open, new RetentionRules(Period.ZERO, Period.ZERO), later, "x").plan())
          .isEqualTo(new Retention.Plan(List.of(), 0));
    }
  }

  @Test
  void theDoctorFindsNothingThenEachAilment() throws IOException {
    restore(folder);
    Workspace workspace = new Workspace(folder);
    assertThat(examine(workspace))
        .allSatisfy(each -> assertThat(each.condition()).as("%s", each).isEqualTo(Condition.GOOD))
        .extracting(Diagnosis::subject)
        .contains(
            "java",
            "workspace",
            "fonts",
            "model",
            "definitions",
            "disk",
            "secrets",
            "state",
            "tables",
            "clock",
            "schedules",
            "runs",
            "calls",
            "audit");

    SampleWorkspace.edit(
        workspace, "tasks/sales-monthly/report.yaml", "period: month", "periot: month");
    Files.setPosixFilePermissions(
        workspace.state().resolve("audit-key.pem"), PosixFilePermissions.fromString("rw-r--r--"));
    try (OpenWorkspace open = OpenWorkspace.embedded(workspace, CLOCK)) {
      open.trail()
          .append(AuditEvent.of("call.intent", "person:anna", List.of(), "run", "pay", "call-1"));
      JdbcClient jdbc = JdbcClient.create(open.state().dataSource());
      jdbc.sql("update audit_entry set actor = 'person:bob' where entry_no = 2").update();
      jdbc.sql("update report_run set state = 'FAILED', failure = 'no space'").update();
    }
    List<Diagnosis> found =
        new Doctor(
                workspace,
                () -> OpenWorkspace.embedded(workspace, CLOCK),
                Optional.empty(),
                Clock.offset(CLOCK, Duration.ofMinutes(7)))
            .examine();
    assertThat(of(found, "definitions").condition()).isEqualTo(Condition.BAD);
    assertThat(of(found, "definitions").says()).contains("report.yaml");
    assertThat(of(found, "secrets").next()).contains("chmod 600 output/.state/audit-key.pem");
    assertThat(of(found, "runs").says()).contains("no space");
    assertThat(of(found, "runs").next()).contains("rapporteur resume " + run);
    assertThat(of(found, "calls").says()).contains("pay by person:anna");
    assertThat(of(found, "audit").condition()).isEqualTo(Condition.BAD);
    assertThat(of(found, "audit").says()).contains("entry 2");
    assertThat(of(found, "clock").condition()).as("seven minutes off").isEqualTo(Condition.BAD);

    List<Diagnosis> elsewhere = examine(new Workspace(folder.resolve("nowhere")));
    assertThat(of(elsewhere, "workspace").condition()).isEqualTo(Condition.BAD);
    assertThat(folder.resolve("nowhere")).as("a doctor makes nothing").doesNotExist();
  }

  private static List<Diagnosis> examine(Workspace workspace) {
    return new Doctor(
            workspace, () -> OpenWorkspace.embedded(workspace, CLOCK), Optional.empty(), CLOCK)
        .examine();
  }

  private static Diagnosis of(List<Diagnosis> found, String subject) {
    return found.stream().filter(each -> each.subject().equals(subject)).findFirst().orElseThrow();
  }
}
