package dev.rapporteur.trigger.quartz;

import dev.rapporteur.trigger.DueReports;
import java.time.Instant;
import java.util.Optional;
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
    Instant earliest = Instant.MIN;
    try {
      due.ring(report);
    } catch (RuntimeException fault) {
      LOG.error("what is due of {} could not be carried out and is tried again", report, fault);
      earliest = node.now().plus(QuartzNode.RETRY);
    }
    Optional<Instant> next =
        due.nextFire(report).filter(fire -> !fire.paused()).flatMap(DueReports.NextFire::at);
    if (next.isPresent()) {
      node.setBell(report, next.get().isAfter(earliest) ? next.get() : earliest);
    }
  }
}
