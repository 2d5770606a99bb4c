package dev.rapporteur.report;

import dev.rapporteur.access.Actor;
import dev.rapporteur.access.StandardRoles;

/**
 * What an actor may do with a report and its runs. Drafts have stricter rules: they are the
 * reviewers' until they are approved.
 */
public final class ReportRights {
  private ReportRights() {}

  /** Whether the actor reviews the report, or may call what it is made of. */
  public static boolean maySee(Actor actor, ReportDefinition report) {
    return mayReview(actor, report) || actor.hasAnyOf(report.roles());
  }

  /** Whether the actor decides on the report's drafts. */
  public static boolean mayReview(Actor actor, ReportDefinition report) {
    return actor.roles().contains(report.review().by());
  }

  /** Whether the actor keeps runs going; that shows states and timings, never content. */
  public static boolean mayOperate(Actor actor) {
    return actor.roles().contains(StandardRoles.OPERATOR);
  }
}
