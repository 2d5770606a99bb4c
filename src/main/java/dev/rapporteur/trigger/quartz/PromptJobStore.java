package dev.rapporteur.trigger.quartz;

import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.SchedulerStateRecord;

/**
 * Quartz's store with a shorter wait before a node is taken for dead; Quartz 2.5 itself always
 * waits 7.5 seconds longer than the check-in. Taking a slow node for dead is harmless here: the
 * run's next attempt fences the earlier one off. Public because Quartz makes it by name.
 */
public final class PromptJobStore extends JobStoreTX {
  private long deadAfterMillis;

  /** Set by Quartz from {@code org.quartz.jobStore.deadAfterMillis}. */
  public void setDeadAfterMillis(long deadAfterMillis) {
    this.deadAfterMillis = deadAfterMillis;
  }

  /**
   * Asked for before each wait for the next check-in. Quartz waits until the interval has passed
   * since the last one: after a clock was set back by two hours it would not check in for two
   * hours.
   */
  @Override
  public long getClusterCheckinInterval() {
    lastCheckin = Math.min(lastCheckin, System.currentTimeMillis());
    return super.getClusterCheckinInterval();
  }

  @Override
  protected long calcFailedIfAfter(SchedulerStateRecord node) {
    long ownGap = System.currentTimeMillis() - lastCheckin;
    long gap = Math.max(node.getCheckinInterval(), ownGap);
    return node.getCheckinTimestamp() + gap + deadAfterMillis;
  }
}
