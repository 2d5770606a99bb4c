package dev.rapporteur.trigger;

import dev.rapporteur.access.Actor;
import dev.rapporteur.access.Role;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportDefinition.ScheduleDefinition;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.WriterChoice;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * When a report is made by itself, as its definition says.
 *
 * @param report the report's name
 * @param definition when
 * @param zone in which its periods begin and end, and whose local time its schedule speaks
 * @param period how long a period is
 * @param roles what its runs may do
 */
public record ReportSchedule(
    String report,
    ScheduleDefinition definition,
    ZoneId zone,
    ReportingPeriod.Kind period,
    Set<Role> roles) {

  public ReportSchedule {
    roles = Set.copyOf(roles);
  }

  /** The schedule of a report; empty if it is only made on request. */
  public static Optional<ReportSchedule> of(ReportDefinition report) {
    return report
        .schedule()
        .map(
            definition ->
                new ReportSchedule(
                    report.name(), definition, report.timeZone(), report.period(), report.roles()));
  }

  /** What becomes of fires that nobody was there to see. */
  MisfirePolicy misfire() {
    return MisfirePolicy.parse(definition.misfire());
  }

  /** The request that a fire makes: for the last period that was over when it fired. */
  RunRequest request(Instant fire) {
    ReportingPeriod over =
        ReportingPeriod.containing(period, LocalDate.ofInstant(fire, zone)).previous();
    Actor actor = new Actor(report, Actor.Kind.SCHEDULE, new TreeSet<>(roles));
    return new RunRequest(
        report, over, RunScope.WHOLE, new RunCause.Scheduled(actor, fire), WriterChoice.AUTO);
  }
}
