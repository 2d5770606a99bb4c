package dev.rapporteur.operation;

import dev.rapporteur.audit.AuditEvent;
import dev.rapporteur.audit.AuditTrail;
import dev.rapporteur.operation.jdbc.StateTables;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Deletes what was kept long enough. Each run that is deleted leaves an entry on the audit trail;
 * then go its files, and its rows last, so that one that was interrupted is found again.
 */
public final class Retention {
  /** Nobody waits for these any more. */
  private static final Set<RunState> OVER =
      Set.of(
          RunState.APPROVED,
          RunState.DELIVERED,
          RunState.REJECTED,
          RunState.CANCELED,
          RunState.FAILED);

  private static final int MANY = 1_000_000;

  private final OpenWorkspace workspace;
  private final RetentionRules rules;
  private final Clock clock;
  private final String actor;

  /**
   * What is too old.
   *
   * @param runs ended before the rule's time, oldest first
   * @param auditBodies how many entries of the trail still have a body that is too old
   */
  public record Plan(List<ReportRun> runs, long auditBodies) {}

  /**
   * @param actor who acts, for the audit trail: {@code person:anna}
   */
  public Retention(OpenWorkspace workspace, RetentionRules rules, Clock clock, String actor) {
    this.workspace = workspace;
    this.rules = rules;
    this.clock = clock;
    this.actor = actor;
  }

  /** What would be deleted now. */
  public Plan plan() {
    Instant now = clock.instant();
    Instant before = RetentionRules.before(rules.runs(), now);
    List<ReportRun> old =
        workspace.runs().latest(MANY).stream()
            .filter(run -> OVER.contains(run.state()) && run.changedAt().isBefore(before))
            .sorted(Comparator.comparing(ReportRun::changedAt))
            .toList();
    return new Plan(
        old, workspace.trail().bodiesBefore(RetentionRules.before(rules.auditBodies(), now)));
  }

  /** Deletes it, and says what was deleted. */
  public Plan apply() {
    Plan plan = plan();
    for (ReportRun run : plan.runs()) {
      workspace.trail().append(event("retention.run-deleted", run.request().report(), run.id()));
      deleteFiles(workspace.workspace().outputOf(run));
      new StateTables(workspace.state()).deleteRuns(List.of(run.id()));
    }
    Instant before = RetentionRules.before(rules.auditBodies(), clock.instant());
    int bodies =
        workspace.trail().eraseBodies(before, event(AuditTrail.BODY_ERASED, "audit", "retention"));
    workspace.trail().seal();
    return new Plan(plan.runs(), bodies);
  }

  private AuditEvent event(String kind, String subject, String reference) {
    return AuditEvent.of(kind, actor, List.of(), "retention", subject, reference);
  }

  private static void deleteFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (NoSuchFileException gone) {
      // Deleted before, by hand or by one that was interrupted.
    } catch (IOException fault) {
      throw new RapporteurException(
          FailureKind.CAPACITY,
          "the files in " + folder + " cannot be deleted: " + fault.getMessage(),
          "make the folder writable and start again",
          fault);
    }
  }
}
