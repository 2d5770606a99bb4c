package dev.rapporteur.pipeline;

import dev.rapporteur.delivery.Deliveries;
import dev.rapporteur.delivery.DeliveryReceipt;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.StaleAttemptException;
import dev.rapporteur.trigger.RunStarter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes runs that come from the queue. What failed because another system was away is tried
 * again, later each time; what its author or the owner of the data must mend is parked at once.
 */
public final class QueuedRuns implements RunStarter {
  private static final Logger log = LoggerFactory.getLogger(QueuedRuns.class);
  private static final Duration PARTS_PAUSE = Duration.ofSeconds(3);

  /** When a delivery is tried again whose recipients could not be told. */
  private static final Duration NEXT_DELIVERY = Duration.ofMinutes(30);

  private final ReportRunner runner;
  private final ReportRuns runs;
  private final Clock clock;
  private final Consumer<ReportRun> queue;

  /**
   * @param queue takes the runs of the parts that a run is split into
   */
  public QueuedRuns(ReportRunner runner, ReportRuns runs, Clock clock, Consumer<ReportRun> queue) {
    this.runner = runner;
    this.runs = runs;
    this.clock = clock;
    this.queue = queue;
  }

  @Override
  public Outcome start(String id) {
    ReportRun run = runs.find(id).orElse(null);
    if (run == null) {
      return new Done();
    }
    if (run.state() == RunState.APPROVED) {
      return deliver(run);
    }
    if (!mayGoOn(run.state())) {
      return new Done();
    }
    try {
      if (runner.isSplit(run)) {
        return split(id);
      }
      runner.execute(id, Retries.BACK_OFF);
      return new Done();
    } catch (StaleAttemptException overtaken) {
      log.info("{}", overtaken.getMessage());
      return new Done();
    } catch (DataNotReadyException waits) {
      log.info("run {} waits: {}", id, waits.getMessage());
      return new Again(waits.waiting().nextLook());
    } catch (RapporteurException fault) {
      return afterFault(id, fault);
    }
  }

  /** What is not delivered and may be tried again by itself is, at its time. */
  private Outcome deliver(ReportRun run) {
    try {
      Optional<Instant> next =
          runner.deliver(run).stream().flatMap(QueuedRuns::nextLook).min(Instant::compareTo);
      return next.isPresent() ? new Again(next.get()) : new Done();
    } catch (RapporteurException fault) {
      log.warn("run {} is not delivered: {}", run.id(), fault.getMessage());
      return new Again(clock.instant().plus(NEXT_DELIVERY));
    }
  }

  private static Stream<Instant> nextLook(DeliveryReceipt receipt) {
    return switch (receipt.state()) {
      case WAITING -> receipt.nextAttempt().stream();
      case SENDING -> Stream.of(receipt.changedAt().plus(Deliveries.LONGEST_SENDING));
      case SENT, REFUSED, UNKNOWN -> Stream.empty();
    };
  }

  private Outcome split(String id) {
    SplitProgress progress = runner.split(id, Retries.BACK_OFF);
    progress.toStart().forEach(queue);
    return progress.whole().state() == RunState.SPLIT
        ? new Done()
        : new Again(clock.instant().plus(PARTS_PAUSE));
  }

  private Outcome afterFault(String id, RapporteurException fault) {
    Optional<Instant> retryAt = runs.find(id).orElseThrow().retryAt();
    if (retryAt.isEmpty()) {
      log.warn("run {} is parked: {} ({})", id, fault.getMessage(), fault.kind());
      return new Done();
    }
    log.info("run {} is tried again at {}: {}", id, retryAt.get(), fault.getMessage());
    return new Again(retryAt.get());
  }

  private static boolean mayGoOn(RunState state) {
    return switch (state) {
      case REQUESTED, WAITING, QUERIED, ANALYZED, RETRIEVED, WRITTEN, GROUNDED, RENDERED, FAILED ->
          true;
      case SPLIT, IN_REVIEW, CHANGES_REQUESTED, APPROVED, DELIVERED, REJECTED, CANCELED -> false;
    };
  }
}
