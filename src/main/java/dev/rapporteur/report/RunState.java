package dev.rapporteur.report;

/** The last stage that a run has completed, so that a restart goes on with the next one. */
public enum RunState {
  REQUESTED,
  QUERIED,
  ANALYZED,
  RETRIEVED,
  WRITTEN,
  GROUNDED,
  RENDERED,
  IN_REVIEW,
  CHANGES_REQUESTED,
  APPROVED,
  DELIVERED,
  REJECTED,
  FAILED,
  CANCELED;

  /** Whether nothing can follow. */
  public boolean isFinal() {
    return RunTransitions.from(this).isEmpty();
  }
}
