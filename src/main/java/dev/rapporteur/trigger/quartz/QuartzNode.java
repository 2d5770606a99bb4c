package dev.rapporteur.trigger.quartz;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.trigger.DueReports;
import dev.rapporteur.trigger.PendingRuns;
import dev.rapporteur.trigger.RunQueue;
import dev.rapporteur.trigger.RunStarter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.utils.DBConnectionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's part in carrying out runs. Opened, it can put runs in; started, it carries them
 * out too, together with all other nodes on the same state database.
 */
public final class QuartzNode implements RunQueue, AutoCloseable {
  /** Name of the cluster in Quartz's tables. */
  static final String CLUSTER = "rapporteur";

  static final String BELLS = "bell";
  static final String RUNS = "run";

  /** When something that failed is tried again. */
  static final Duration RETRY = Duration.ofMinutes(1);

  private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(8);
  private static final Logger LOG = LoggerFactory.getLogger(QuartzNode.class);

  private final DataSource dataSource;
  private final QuartzSettings settings;
  private final Clock clock;
  private final Scheduler scheduler;
  private @Nullable Sweeper sweeper;

  private QuartzNode(
      DataSource dataSource, QuartzSettings settings, Clock clock, Scheduler scheduler) {
    this.dataSource = dataSource;
    this.settings = settings;
    this.clock = clock;
    this.scheduler = scheduler;
  }

  /**
   * Opens a node, which carries out nothing before it is started.
   *
   * @param dataSource the state database, with Quartz's tables in it
   * @param postgres whether it is PostgreSQL; H2 otherwise
   */
  public static QuartzNode open(
      DataSource dataSource, boolean postgres, QuartzSettings settings, Clock clock) {
    String name = "state-" + UUID.randomUUID();
    DBConnectionManager.getInstance().addConnectionProvider(name, new StateConnections(dataSource));
    try {
      StdSchedulerFactory factory = new StdSchedulerFactory(properties(name, postgres, settings));
      Scheduler scheduler = factory.getScheduler();
      // Quartz would give the next one who asks the same scheduler, also on another database.
      SchedulerRepository.getInstance().remove(CLUSTER);
      return new QuartzNode(dataSource, settings, clock, scheduler);
    } catch (SchedulerException e) {
      throw fault("the scheduler cannot be opened", e);
    }
  }

  private static Properties properties(String name, boolean postgres, QuartzSettings settings) {
    Class<?> dialect = postgres ? PostgreSQLDelegate.class : StdJDBCDelegate.class;
    Properties properties = new Properties();
    properties.putAll(
        Map.ofEntries(
            Map.entry("org.quartz.scheduler.instanceName", CLUSTER),
            // Quartz's own ids (host and millisecond) can be equal in containers started together.
            Map.entry("org.quartz.scheduler.instanceId", "node-" + UUID.randomUUID()),
            Map.entry("org.quartz.scheduler.makeSchedulerThreadDaemon", "true"),
            // How soon a node notices what another one has put in.
            Map.entry("org.quartz.scheduler.idleWaitTime", "1000"),
            Map.entry(
                "org.quartz.scheduler.batchTriggerAcquisitionMaxCount",
                Integer.toString(settings.runsAtATime())),
            // How soon the database is asked again after it was away; Quartz itself waits 15 s.
            Map.entry("org.quartz.scheduler.dbFailureRetryInterval", "2000"),
            Map.entry("org.quartz.jobStore.dbRetryInterval", "2000"),
            Map.entry("org.quartz.threadPool.class", SimpleThreadPool.class.getName()),
            Map.entry("org.quartz.threadPool.makeThreadsDaemons", "true"),
            Map.entry(
                "org.quartz.threadPool.threadCount", Integer.toString(settings.runsAtATime())),
            Map.entry("org.quartz.jobStore.class", PromptJobStore.class.getName()),
            Map.entry("org.quartz.jobStore.driverDelegateClass", dialect.getName()),
            Map.entry("org.quartz.jobStore.dataSource", name),
            Map.entry("org.quartz.jobStore.useProperties", "true"),
            Map.entry("org.quartz.jobStore.isClustered", "true"),
            Map.entry(
                "org.quartz.jobStore.clusterCheckinInterval",
                Long.toString(settings.checkIn().toMillis())),
            Map.entry(
                "org.quartz.jobStore.deadAfterMillis",
                Long.toString(settings.deadAfter().toMillis())),
            // Without it two nodes may fire the same trigger (Quartz issue 107).
            Map.entry("org.quartz.jobStore.acquireTriggersWithinLock", "true")));
    return properties;
  }

  /**
   * Starts carrying out runs. To be called last, when everything that a run needs is there.
   *
   * @param due what the bells ring for
   * @param starter carries out a run
   * @param pending what the sweeper compares with
   */
  public void start(DueReports due, RunStarter starter, PendingRuns pending) {
    try {
      scheduler.setJobFactory(
          (fired, ignored) -> {
            Class<?> job = fired.getJobDetail().getJobClass();
            return job == RunJob.class ? new RunJob(starter, this) : new BellJob(due, this);
          });
      scheduler.start();
    } catch (SchedulerException e) {
      throw fault("the scheduler cannot be started", e);
    }
    sweeper = new Sweeper(this, dataSource, due, pending);
    sweeper.start(settings.sweepEvery());
  }

  /** Sets the bells anew after the schedules in force have changed. */
  public void setBells(DueReports due) {
    Map<String, DueReports.NextFire> fires = due.nextFires();
    try {
      for (JobKey bell : scheduler.getJobKeys(GroupMatcher.jobGroupEquals(BELLS))) {
        if (!fires.containsKey(bell.getName())) {
          scheduler.deleteJob(bell);
        }
      }
    } catch (SchedulerException e) {
      throw fault("bells cannot be taken down", e);
    }
    fires.forEach(this::setBell);
  }

  /** Sets a report's bell where it is not set, or set for another time. */
  private void setBell(String report, DueReports.NextFire next) {
    if (next.at().isEmpty() || next.paused()) {
      return;
    }
    Instant at = next.at().get();
    try {
      Trigger set = scheduler.getTrigger(new TriggerKey(report, BELLS));
      boolean right = set != null && Date.from(at).equals(set.getNextFireTime());
      // What is overdue is being rung for, or waits to be tried again.
      if (set == null || !right && at.isAfter(now())) {
        setBell(report, at);
      }
    } catch (SchedulerException e) {
      throw fault("the bell of " + report + " cannot be looked at", e);
    }
  }

  /** Sets a report's bell, whatever it was set for. */
  void setBell(String report, Instant at) {
    JobKey job = new JobKey(report, BELLS);
    TriggerKey key = new TriggerKey(report, BELLS);
    try {
      scheduler.addJob(job(BellJob.class, job).storeDurably().build(), true);
      if (scheduler.rescheduleJob(key, once(key, job, at)) == null) {
        scheduler.scheduleJob(once(key, job, at));
      }
    } catch (ObjectAlreadyExistsException otherNode) {
      LOG.debug("the bell of {} was set by another node", report);
    } catch (SchedulerException e) {
      throw fault("the bell of " + report + " cannot be set", e);
    }
  }

  @Override
  public void enqueue(ReportRun run) {
    startNow(run.id());
  }

  /** Lets a run be started as soon as a node is free; one that waits for that already stays. */
  void startNow(String run) {
    plan(run, new TriggerKey(run, RUNS), now());
  }

  /** Lets a run be started at the given time. */
  void startAgain(String run, Instant at) {
    plan(run, new TriggerKey(run + "@" + at.toEpochMilli(), RUNS), at);
  }

  private void plan(String run, TriggerKey key, Instant at) {
    // Not durable: Quartz takes the job away with its last trigger, and not before, so a node that
    // was overtaken cannot take it from the one that overtook it.
    JobDetail job = job(RunJob.class, new JobKey(run, RUNS)).build();
    Trigger trigger = once(key, job.getKey(), at);
    try {
      if (scheduler.checkExists(job.getKey())) {
        scheduler.scheduleJob(trigger);
      } else {
        scheduler.scheduleJob(job, trigger);
      }
    } catch (ObjectAlreadyExistsException planned) {
      LOG.debug("run {} is planned for {} already", run, at);
    } catch (SchedulerException e) {
      throw fault("run " + run + " cannot be put in the queue", e);
    }
  }

  /** Takes away a trigger that Quartz has got stuck on. */
  void unschedule(TriggerKey key) {
    try {
      scheduler.unscheduleJob(key);
    } catch (SchedulerException e) {
      throw fault("trigger " + key + " cannot be taken away", e);
    }
  }

  private static JobBuilder job(Class<? extends Job> type, JobKey key) {
    return JobBuilder.newJob(type).withIdentity(key).requestRecovery();
  }

  /** Fires once, however late: what is too late is decided by the schedule's misfire policy. */
  private static Trigger once(TriggerKey key, JobKey job, Instant at) {
    return TriggerBuilder.newTrigger()
        .withIdentity(key)
        .forJob(job)
        .startAt(Date.from(at))
        .withSchedule(
            SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionIgnoreMisfires())
        .build();
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * Stops taking work and waits a few seconds for what is being done; what is not finished then is
   * recovered by another node, or by this one when it starts again.
   */
  @Override
  public void close() {
    if (sweeper != null) {
      sweeper.close();
    }
    try {
      scheduler.standby();
      Instant deadline = Instant.now().plus(LONGEST_GOODBYE);
      while (!scheduler.getCurrentlyExecutingJobs().isEmpty() && Instant.now().isBefore(deadline)) {
        Thread.sleep(50);
      }
      scheduler.shutdown(false);
    } catch (SchedulerException e) {
      LOG.warn("the scheduler did not stop cleanly: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static RapporteurException fault(String what, SchedulerException e) {
    return new RapporteurException(
        FailureKind.EXTERNAL, what + ": " + e.getMessage(), "Look at the state database.", e);
  }
}
