package dev.rapporteur.report;

/** Who must act when something fails. */
public enum FailureKind {
  /** A definition, template, query or command is wrong: its author must change it. */
  DEFINITION,
  /**
   * The data do not allow it: empty, incomplete or contradictory. The owner of the data must act.
   */
  DATA,
  /**
   * A limit of ours was reached (rows, time, disk, connections): the operator must act, or wait.
   */
  CAPACITY,
  /**
   * Another system failed: database, model, mail. It is tried again, then its operator must act.
   */
  EXTERNAL,
  /** A fault of this program. */
  INTERNAL
}
