package dev.rapporteur.operation;

import dev.rapporteur.audit.AuditEntry;
import dev.rapporteur.audit.AuditVerification;
import dev.rapporteur.function.UnknownOutcomes;
import dev.rapporteur.model.ModelConnection;
import dev.rapporteur.operation.jdbc.JdbcStateWatch;
import dev.rapporteur.pipeline.ModelConnections;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.pipeline.WorkspaceCheck;
import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.trigger.DueReports;
import dev.rapporteur.trigger.ScheduleReader;
import dev.rapporteur.trigger.WorkingDayCalendars;
import dev.rapporteur.trigger.jdbc.JdbcReportSchedules;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Examines an installation from its JDK to its audit trail, and says what to do about what is
 * wrong.
 */
public final class Doctor {
  private static final int OLDEST_JAVA = 21;

  /** A run that has not moved for so long is looked at. */
  private static final Duration STANDING = Duration.ofMinutes(30);

  private static final int LATEST = 1_000;

  private final Workspace workspace;
  private final Supplier<OpenWorkspace> opening;
  private final Optional<URI> model;
  private final Clock clock;

  /**
   * @param opening opens the workspace; what it throws is a finding
   * @param model where the model is served, if one is
   */
  public Doctor(
      Workspace workspace, Supplier<OpenWorkspace> opening, Optional<URI> model, Clock clock) {
    this.workspace = workspace;
    this.opening = opening;
    this.model = model;
    this.clock = clock;
  }

  /** Examines everything now. */
  public List<Diagnosis> examine() {
    List<Diagnosis> found = new ArrayList<>();
    found.add(java());
    Diagnosis folder = folder();
    found.add(folder);
    found.add(fonts());
    found.add(model());
    if (folder.condition() == Diagnosis.Condition.BAD) {
      return found;
    }
    found.add(definitions());
    found.add(new DiskExamination(workspace.output()).examine());
    found.add(secrets());
    try (OpenWorkspace open = opening.get()) {
      found.addAll(state(open));
    } catch (RapporteurException fault) {
      found.add(Diagnosis.bad("state", fault.getMessage(), fault.nextStep()));
    }
    return found;
  }

  private List<Diagnosis> state(OpenWorkspace open) {
    JdbcStateWatch watch = new JdbcStateWatch(open.state().dataSource());
    List<Diagnosis> found = new ArrayList<>();
    found.add(new StateExamination(watch, clock).examine());
    found.add(
        Diagnosis.good(
            "tables",
            (open.state().isPostgres() ? "PostgreSQL" : "H2, writes are not delayed")
                + ", tables of version "
                + watch.versions().getLast()));
    found.add(new ClockExamination(watch, clock).examine());
    DueReports due =
        new DueReports(
            new JdbcReportSchedules(open.state().dataSource()),
            new ScheduleReader(
                new WorkingDayCalendars(workspace.folder().resolve("tasks/calendars"))),
            open.runs(),
            run -> {},
            clock);
    found.add(new ScheduleExamination(due, clock).examine());
    found.add(runs(open));
    found.add(unknownOutcomes(open));
    found.add(audit(open));
    return found;
  }

  private static Diagnosis java() {
    Runtime.Version version = Runtime.version();
    String says = "Java " + version + " of " + System.getProperty("java.vendor");
    return version.feature() < OLDEST_JAVA
        ? Diagnosis.bad("java", says, "install a JDK of " + OLDEST_JAVA + " or newer")
        : Diagnosis.good("java", says);
  }

  private Diagnosis folder() {
    List<String> missing =
        Stream.of("routes", "tasks", "templates", "datasources")
            .filter(part -> !Files.isDirectory(workspace.folder().resolve(part)))
            .toList();
    return missing.isEmpty()
        ? Diagnosis.good("workspace", workspace.folder().toString())
        : Diagnosis.bad(
            "workspace",
            workspace.folder() + " has no " + String.join(", no ", missing),
            "name the workspace with --workspace DIR");
  }

  /**
   * Whether the fonts that reports are set in are there, and have the letters of both languages.
   */
  private static Diagnosis fonts() {
    try (InputStream file = Doctor.class.getResourceAsStream("/fonts/NotoSansSC-Regular.ttf")) {
      if (file != null && Font.createFont(Font.TRUETYPE_FONT, file).canDisplayUpTo("Aä¥万元") < 0) {
        return Diagnosis.good("fonts", "Latin and Chinese letters can be set");
      }
    } catch (IOException | FontFormatException fault) {
      // Said below.
    } catch (LinkageError fault) {
      return Diagnosis.bad(
          "fonts",
          "this Java cannot read fonts: " + fault.getMessage(),
          "install a JDK with java.desktop, and the library freetype");
    }
    return Diagnosis.bad("fonts", "the fonts of the product cannot be read", "install it anew");
  }

  private Diagnosis model() {
    if (model.isEmpty()) {
      return Diagnosis.good("model", "none is configured; the built-in writer writes");
    }
    try (ModelConnection connection = ModelConnections.open(model.get())) {
      return new ModelExamination(connection::readiness, clock).examine();
    } catch (RapporteurException fault) {
      return Diagnosis.bad("model", fault.getMessage(), fault.nextStep());
    }
  }

  private Diagnosis definitions() {
    List<DefinitionError> errors = WorkspaceCheck.check(workspace);
    return errors.isEmpty()
        ? Diagnosis.good("definitions", "no mistakes found")
        : Diagnosis.bad(
            "definitions",
            errors.size()
                + (errors.size() == 1 ? " mistake: " : " mistakes, the first: ")
                + errors.getFirst(),
            "rapporteur check names them all");
  }

  /** Whether others on this machine can read what must stay with the product. */
  private Diagnosis secrets() {
    List<String> open = new ArrayList<>();
    try (Stream<Path> files =
        Files.isDirectory(workspace.state()) ? Files.list(workspace.state()) : Stream.empty()) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (!file.toString().endsWith(".db") && isReadByOthers(file)) {
          open.add(workspace.folder().relativize(file).toString());
        }
      }
    } catch (IOException fault) {
      return Diagnosis.warning(
          "secrets", workspace.state() + " cannot be read", "start it as the user of the service");
    }
    return open.isEmpty()
        ? Diagnosis.good("secrets", "keys are readable by their owner alone")
        : Diagnosis.warning(
            "secrets",
            "others can read " + String.join(", ", open),
            "chmod 600 " + String.join(" ", open));
  }

  private static boolean isReadByOthers(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return false;
    }
    Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
    return rights.contains(PosixFilePermission.OTHERS_READ)
        || rights.contains(PosixFilePermission.GROUP_READ);
  }

  private Diagnosis runs(OpenWorkspace open) {
    Instant before = clock.instant().minus(STANDING);
    List<ReportRun> standing =
        open.runs().pending().stream().filter(run -> run.changedAt().isBefore(before)).toList();
    List<ReportRun> failed =
        open.runs().latest(LATEST).stream().filter(run -> run.state() == RunState.FAILED).toList();
    if (!failed.isEmpty()) {
      ReportRun last = failed.getFirst();
      return Diagnosis.warning(
          "runs",
          failed.size()
              + (failed.size() == 1 ? " run is parked: " : " runs are parked, the last: ")
              + last.id()
              + ", "
              + last.failure().lines().findFirst().orElse("no reason given"),
          "mend the reason, then rapporteur resume " + last.id());
    }
    if (!standing.isEmpty()) {
      return Diagnosis.warning(
          "runs",
          standing.size() + " wait since " + standing.getFirst().changedAt() + " or earlier",
          "start the service, or rapporteur resume " + standing.getFirst().id());
    }
    return Diagnosis.good("runs", "none is parked, none stands still");
  }

  private Diagnosis unknownOutcomes(OpenWorkspace open) {
    // A call that was begun a moment ago may be going on.
    Instant before = clock.instant().minus(Duration.ofMinutes(5));
    List<AuditEntry> unknown =
        UnknownOutcomes.in(open.trail()).stream()
            .filter(entry -> Instant.parse(entry.at()).isBefore(before))
            .toList();
    if (unknown.isEmpty()) {
      return Diagnosis.good("calls", "the outcome of each is known");
    }
    AuditEntry first = unknown.getFirst();
    return Diagnosis.warning(
        "calls",
        "the outcome of "
            + unknown.size()
            + " is not known, the first: "
            + first.subject()
            + " by "
            + first.actor()
            + " at "
            + first.at(),
        "find out in the other system whether it was carried out; rapporteur audit verify lists them");
  }

  private static Diagnosis audit(OpenWorkspace open) {
    AuditVerification found = Restore.verified(open);
    return found.ok()
        ? Diagnosis.good(
            "audit",
            found.entries() + " entries, unbroken; " + (found.heads() - 1) + " signed heads")
        : Diagnosis.bad(
            "audit",
            "the audit trail was changed; " + found.problem(),
            "keep a copy of the database as it is, and compare back-ups");
  }
}
