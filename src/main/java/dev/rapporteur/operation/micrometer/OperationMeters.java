package dev.rapporteur.operation.micrometer;

import dev.rapporteur.audit.AuditEntry;
import dev.rapporteur.grounding.Finding;
import dev.rapporteur.grounding.GroundedNarrative;
import dev.rapporteur.operation.ScheduleExamination;
import dev.rapporteur.operation.StateWatch;
import dev.rapporteur.pipeline.RunDossier;
import dev.rapporteur.pipeline.RunProgress;
import dev.rapporteur.report.RunState;
import dev.rapporteur.trigger.DueReports;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The meters of the product, beside those of the model:
 *
 * <ul>
 *   <li>gauges read from the state database every few seconds, the same on all nodes: {@code
 *       rapporteur.runs} (report, state), {@code rapporteur.queue}, {@code rapporteur.deliveries}
 *       (channel, state), {@code rapporteur.schedule.lag} and {@code rapporteur.schedule.next}
 *       (report), in seconds
 *   <li>of this node: timer {@code rapporteur.step} (step), counters {@code
 *       rapporteur.step.failures} (step), {@code rapporteur.findings} (report, verdict), {@code
 *       rapporteur.audit.entries} (kind), {@code rapporteur.gate.refusals} (reason)
 * </ul>
 */
public final class OperationMeters implements RunProgress, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OperationMeters.class);
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Pattern REASON = Pattern.compile("\"reason\":\"([A-Z_]+)\"");

  private final MeterRegistry registry;
  private final StateWatch state;
  private final DueReports due;
  private final ScheduleExamination schedules;
  private final Clock clock;
  private final MultiGauge runs;
  private final MultiGauge deliveries;
  private final MultiGauge lags;
  private final MultiGauge nextFires;
  private final AtomicInteger queued = new AtomicInteger();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("meters").daemon().factory());

  public OperationMeters(MeterRegistry registry, StateWatch state, DueReports due, Clock clock) {
    this.registry = registry;
    this.state = state;
    this.due = due;
    this.clock = clock;
    this.schedules = new ScheduleExamination(due, clock);
    this.runs =
        MultiGauge.builder("rapporteur.runs").description("Runs by state.").register(registry);
    this.deliveries =
        MultiGauge.builder("rapporteur.deliveries")
            .description("Deliveries by channel and state.")
            .register(registry);
    this.lags =
        MultiGauge.builder("rapporteur.schedule.lag")
            .description("How late the oldest fire is that was not carried out.")
            .baseUnit("seconds")
            .register(registry);
    this.nextFires =
        MultiGauge.builder("rapporteur.schedule.next")
            .description("Time until the next fire.")
            .baseUnit("seconds")
            .register(registry);
    Gauge.builder("rapporteur.queue", queued, AtomicInteger::get)
        .description("Runs that wait or are being carried out, on all nodes.")
        .register(registry);
  }

  /** Starts to read the state database now and then. */
  public void start() {
    thread.scheduleWithFixedDelay(this::readAndGoOn, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void readAndGoOn() {
    try {
      read();
    } catch (RuntimeException fault) {
      // The gauges keep their last values; health says that the database is away.
      LOG.debug("the meters could not be read", fault);
    }
  }

  /** Reads the state database once. */
  public void read() {
    runs.register(
        state.runs().stream()
            .map(
                each ->
                    Row.of(
                        Tags.of("report", each.report(), "state", lower(each.state())),
                        each.count()))
            .toList(),
        true);
    deliveries.register(
        state.deliveries().stream()
            .map(
                each ->
                    Row.of(
                        Tags.of(
                            "channel", each.channel(),
                            "state", each.state().toLowerCase(Locale.ROOT)),
                        each.count()))
            .toList(),
        true);
    queued.set(state.queued());
    lags.register(seconds(schedules.lags()), true);
    nextFires.register(
        due.nextFires().entrySet().stream()
            .filter(fire -> fire.getValue().at().isPresent() && !fire.getValue().paused())
            .map(
                fire ->
                    Row.of(
                        Tags.of("report", fire.getKey()),
                        (Number)
                            Duration.between(clock.instant(), fire.getValue().at().orElseThrow())
                                .toSeconds()))
            .toList(),
        true);
  }

  private static List<Row<?>> seconds(Map<String, Duration> byReport) {
    return byReport.entrySet().stream()
        .<Row<?>>map(
            each -> Row.of(Tags.of("report", each.getKey()), (Number) each.getValue().toSeconds()))
        .toList();
  }

  @Override
  public void started(String run, RunState step) {}

  @Override
  public void finished(String run, RunState step, Duration took, boolean recorded) {
    if (!recorded) {
      Timer.builder("rapporteur.step")
          .description("What a step took, by the state that it led to.")
          .tag("step", lower(step))
          .register(registry)
          .record(took);
    }
  }

  @Override
  public void failed(String run, RunState step, RuntimeException fault) {
    registry.counter("rapporteur.step.failures", "step", lower(step)).increment();
  }

  @Override
  public void grounded(RunDossier dossier) {
    String report = dossier.run().request().report();
    for (GroundedNarrative.Section section : dossier.narrative().orElseThrow().sections()) {
      for (GroundedNarrative.Paragraph paragraph : section.paragraphs()) {
        for (Finding finding : paragraph.findings()) {
          String verdict = finding.verdict().getClass().getSimpleName().toLowerCase(Locale.ROOT);
          registry.counter("rapporteur.findings", "report", report, "verdict", verdict).increment();
        }
      }
    }
  }

  /** Counts an entry of the audit trail. */
  public void appended(AuditEntry entry) {
    registry.counter("rapporteur.audit.entries", "kind", entry.kind()).increment();
    if (entry.kind().equals("call.refused")) {
      // The name that was asked for is not counted by: whoever asks could fill the registry.
      Matcher reason = REASON.matcher(entry.facts());
      String word = reason.find() ? reason.group(1).toLowerCase(Locale.ROOT) : "other";
      registry.counter("rapporteur.gate.refusals", "reason", word).increment();
    }
  }

  private static String lower(RunState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    // Not interrupted: H2 closes its file when a thread that reads it is.
    thread.close();
  }
}
