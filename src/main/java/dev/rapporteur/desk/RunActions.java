package dev.rapporteur.desk;

import dev.rapporteur.access.Actor;
import dev.rapporteur.access.Role;
import dev.rapporteur.audit.AuditEvent;
import dev.rapporteur.audit.AuditTrail;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.InvalidDefinitionException;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportRights;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.RunTransitions;
import dev.rapporteur.report.StaleAttemptException;
import dev.rapporteur.report.UnknownReportException;
import dev.rapporteur.report.WriterChoice;
import dev.rapporteur.trigger.RunQueue;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** What people and programs can do with runs, and who may. Each act is on the audit trail first. */
final class RunActions {
  private final OpenWorkspace workspace;
  private final ReportRuns runs;
  private final RunQueue queue;
  private final AuditTrail trail;
  private final Clock clock;

  RunActions(OpenWorkspace workspace, RunQueue queue, Clock clock) {
    this.workspace = workspace;
    this.runs = workspace.runs();
    this.queue = queue;
    this.trail = workspace.trail();
    this.clock = clock;
  }

  /** The definition of a report; empty if it is wrong or gone. */
  Optional<ReportDefinition> definition(String report) {
    try {
      return Optional.of(workspace.catalog().report(report));
    } catch (InvalidDefinitionException | UnknownReportException wrong) {
      return Optional.empty();
    }
  }

  /** Whether the actor may know of the report's runs. */
  boolean maySee(Actor actor, String report) {
    return ReportRights.mayOperate(actor) || mayRead(actor, report);
  }

  /** Whether the actor may know what stands in the report. */
  boolean mayRead(Actor actor, String report) {
    return definition(report).filter(known -> ReportRights.maySee(actor, known)).isPresent();
  }

  /** Whether the actor may let a run of the report go on again, or end it. */
  boolean maySteer(Actor actor, String report) {
    return ReportRights.mayOperate(actor)
        || definition(report).filter(known -> ReportRights.mayReview(actor, known)).isPresent();
  }

  /** The run, if the actor may know of it. */
  Optional<ReportRun> find(String run, Actor actor) {
    return runs.find(run).filter(found -> maySee(actor, found.request().report()));
  }

  /** The latest runs that the actor may know of, newest first. */
  List<ReportRun> latest(Actor actor, int limit) {
    return runs.latest(limit).stream()
        .filter(run -> maySee(actor, run.request().report()))
        .toList();
  }

  /**
   * Asks for a draft in the actor's name; the run calls functions with the roles that the report
   * declares. While an equal run is under way, that one is given.
   *
   * @param period over already, and of the report's kind
   */
  ReportRun start(
      ReportDefinition report,
      ReportingPeriod period,
      WriterChoice writer,
      Actor actor,
      String door) {
    Optional<ReportRun> underWay =
        runs.of(report.name(), period, RunScope.WHOLE).stream()
            .findFirst()
            .filter(run -> isWorking(run.state()));
    if (underWay.isPresent()) {
      return underWay.get();
    }
    ReportRun run = runs.acceptAsRevision(request(report, period, writer, actor), clock.instant());
    note("run.requested", run, actor, door);
    queue.enqueue(run);
    return run;
  }

  /** Asks for each period's first draft; what is there already stays. Gives how many are new. */
  int backfill(ReportDefinition report, List<ReportingPeriod> periods, Actor actor, String door) {
    int made = 0;
    for (ReportingPeriod period : periods) {
      ReportRuns.Accepted accepted =
          runs.acceptOnce(request(report, period, WriterChoice.AUTO, actor), clock.instant());
      if (accepted.created()) {
        note("run.requested", accepted.run(), actor, door);
        queue.enqueue(accepted.run());
        made++;
      }
    }
    return made;
  }

  private static RunRequest request(
      ReportDefinition report, ReportingPeriod period, WriterChoice writer, Actor actor) {
    Actor inItsRoles = new Actor(actor.name(), actor.kind(), new TreeSet<>(report.roles()));
    return new RunRequest(
        report.name(), period, RunScope.WHOLE, new RunCause.Manual(inItsRoles), writer);
  }

  /** The periods that can be asked for: over, the latest first. */
  List<ReportingPeriod> periods(ReportDefinition report, int count) {
    ReportingPeriod now =
        ReportingPeriod.containing(
            report.period(), clock.instant().atZone(report.timeZone()).toLocalDate());
    return java.util.stream.IntStream.rangeClosed(1, count).mapToObj(i -> now.plus(-i)).toList();
  }

  /** Lets a run go on behind its last finished step; false if it is not one that can. */
  boolean retry(ReportRun run, Actor actor, String door) {
    if (!isWorking(run.state()) && run.state() != RunState.FAILED) {
      return false;
    }
    note("run.retried", run, actor, door);
    queue.enqueue(run);
    return true;
  }

  /** Lets a run go on although its data are not ready; false if it does not wait for them. */
  boolean goOnAnyway(ReportRun run, Actor actor, String door) {
    if (run.state() != RunState.WAITING) {
      return false;
    }
    note("run.goes-on-anyway", run, actor, door);
    workspace.waiting().goOnAnyway(run.id(), actor.name(), clock.instant());
    queue.enqueue(run);
    return true;
  }

  /** Ends a run for good; an execution that is under way can write nothing more. */
  boolean cancel(ReportRun run, Actor actor, String door) {
    if (!RunTransitions.allows(run.state(), RunState.CANCELED)) {
      return false;
    }
    note("run.canceled", run, actor, door);
    try {
      ReportRun mine = runs.startAttempt(run.id(), clock.instant());
      runs.change(mine, RunState.CANCELED, "canceled by " + actor.name(), clock.instant());
      return true;
    } catch (StaleAttemptException overtaken) {
      return false;
    }
  }

  /** Puts something done to a schedule on the trail. */
  void noteSchedule(String what, String report, Actor actor, String door) {
    trail.append(AuditEvent.of("schedule." + what, name(actor), roles(actor), door, report, ""));
  }

  private void note(String kind, ReportRun run, Actor actor, String door) {
    String subject = run.request().report() + "/" + run.request().period();
    trail.append(AuditEvent.of(kind, name(actor), roles(actor), door, subject, run.id()));
  }

  private static String name(Actor actor) {
    return actor.kind().name().toLowerCase(Locale.ROOT) + ":" + actor.name();
  }

  private static List<String> roles(Actor actor) {
    return actor.roles().stream().map(Role::name).toList();
  }

  /** Whether steps are still to be carried out by themselves. */
  static boolean isWorking(RunState state) {
    return state.compareTo(RunState.IN_REVIEW) < 0 && state != RunState.SPLIT;
  }
}
