package dev.rapporteur.report;

/** The last stage that a run has completed, so that a restart goes on with the next one. */
public enum RunState {
  REQUESTED,
  /** Asked for; its data are not ready. */
  WAITING,
  QUERIED,
  ANALYZED,
  RETRIEVED,
  WRITTEN,
  GROUNDED,
  RENDERED,
  /** Done: one run was made for each part. */
  SPLIT,
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
