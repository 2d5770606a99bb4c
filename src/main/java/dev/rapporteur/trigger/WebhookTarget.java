package dev.rapporteur.trigger;

import dev.rapporteur.access.Role;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportingPeriod;
import java.time.ZoneId;
import java.util.Set;

/**
 * What a web hook needs to know of the report that it starts.
 *
 * @param report its name
 * @param zone in which its periods begin and end
 * @param period how long a period is
 * @param roles what the run may do: the identity that the definition declares, never the sender's
 */
public record WebhookTarget(
    String report, ZoneId zone, ReportingPeriod.Kind period, Set<Role> roles) {

  public WebhookTarget {
    roles = Set.copyOf(roles);
  }

  /** Of a definition. */
  public static WebhookTarget of(ReportDefinition report) {
    return new WebhookTarget(report.name(), report.timeZone(), report.period(), report.roles());
  }
}
