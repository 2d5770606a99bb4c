package dev.rapporteur.trigger.quartz;

import dev.rapporteur.trigger.RunStarter;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out the run that its key names. */
final class RunJob implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(RunJob.class);

  private final RunStarter starter;
  private final QuartzNode node;

  RunJob(RunStarter starter, QuartzNode node) {
    this.starter = starter;
    this.node = node;
  }

  @Override
  public void execute(JobExecutionContext context) {
    String run = context.getJobDetail().getKey().getName();
    if (context.isRecovering()) {
      LOG.info("run {} goes on here after another node went away", run);
    }
    if (outcome(run) instanceof RunStarter.Again again) {
      node.startAgain(run, again.at());
    }
  }

  private RunStarter.Outcome outcome(String run) {
    try {
      return starter.start(run);
    } catch (RuntimeException fault) {
      LOG.error("run {} could not be started and is tried again", run, fault);
      return new RunStarter.Again(node.now().plus(QuartzNode.RETRY));
    }
  }
}
