package dev.rapporteur.trigger.quartz;

import dev.rapporteur.trigger.DueReports;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rings for the report that its key names, and sets the bell for the next time. */
final class BellJob implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(BellJob.class);

  private final DueReports due;
  private final QuartzNode node;

  BellJob(DueReports due, QuartzNode node) {
    this.due = due;
    this.node = node;
  }

  @Override
  public void execute(JobExecutionContext context) {
    String report = context.getJobDetail().getKey().getName();
    try {
      due.ring(report);
    } catch (RuntimeException fault) {
      LOG.error("what is due of {} could not be carried out and is tried again", report, fault);
    }
    due.nextFire(report).ifPresent(next -> node.setBell(report, next));
  }
}
