package dev.rapporteur.pipeline;

import dev.rapporteur.delivery.DeliveryReceipt;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportCatalog;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.RunTransitions;
import dev.rapporteur.report.StaleAttemptException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes runs: takes the next attempt, sends the dossier along the route, and names the failure
 * where one stops it.
 */
public final class ReportRunner {
  private static final Logger log = LoggerFactory.getLogger(ReportRunner.class);

  private final ReportRuns runs;
  private final StepLedger ledger;
  private final ReportCatalog catalog;
  private final DefinitionFiles files;
  private final Clock clock;
  private final RunWay way;
  private final SplitStep split;

  /**
   * @param way of a run and of a delivery
   */
  ReportRunner(
      ReportRuns runs,
      StepLedger ledger,
      ReportCatalog catalog,
      DefinitionFiles files,
      Clock clock,
      RunWay way,
      SplitStep split) {
    this.runs = runs;
    this.ledger = ledger;
    this.catalog = catalog;
    this.files = files;
    this.clock = clock;
    this.way = way;
    this.split = split;
  }

  /** Executes a run from its last finished step on; one that fails is not tried again by itself. */
  public RunDossier execute(String runId) {
    return execute(runId, Retries.NONE);
  }

  /**
   * Executes a run from its last finished step on.
   *
   * @param retries when it is tried again if it fails
   * @return what it has gathered
   * @throws DataNotReadyException if it waits for its data
   * @throws StaleAttemptException if a later attempt has overtaken this one, which has then stopped
   * @throws RapporteurException that stopped it; the run then is in state FAILED
   */
  RunDossier execute(String runId, Retries retries) {
    ReportRun run = runs.startAttempt(runId, clock.instant());
    return guarded(run, retries, () -> way.apply(opened(run)));
  }

  /** Whether a run is for the whole of a report that is made in parts. */
  boolean isSplit(ReportRun run) {
    try {
      return run.request().scope().isWhole()
          && catalog.report(run.request().report()).split().isPresent();
    } catch (RapporteurException wrong) {
      return false;
    }
  }

  /**
   * Goes on splitting a run for the whole: makes as many parts as may be under way together. To be
   * called again until the run is in state SPLIT.
   */
  public SplitProgress split(String runId) {
    return split(runId, Retries.NONE);
  }

  /**
   * As {@link #split(String)}.
   *
   * @param retries when it is tried again if it fails
   */
  SplitProgress split(String runId, Retries retries) {
    ReportRun found = runs.find(runId).orElseThrow();
    // An attempt is taken at the beginning only: looking how the parts get on is none.
    ReportRun run =
        found.state() == RunState.QUERIED ? found : runs.startAttempt(runId, clock.instant());
    return guarded(run, retries, () -> split.advance(opened(run)));
  }

  /**
   * Splits a run and executes its parts here, so many at a time as the definition says.
   *
   * @return how the parts came out; one that failed does not stop the others
   */
  public SplitProgress splitHere(String runId) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      SplitProgress progress = split(runId);
      while (progress.whole().state() != RunState.SPLIT) {
        List<Future<?>> started = new ArrayList<>();
        List<ReportRun> moving =
            progress.parts().stream().filter(part -> SplitStep.isMoving(part.state())).toList();
        moving.forEach(part -> started.add(threads.submit(() -> executePart(part))));
        for (Future<?> one : started) {
          one.get();
        }
        progress = split(runId);
      }
      return progress;
    } catch (ExecutionException fault) {
      throw new IllegalStateException(fault.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RapporteurException(FailureKind.CAPACITY, "the run was stopped", "", stopped);
    }
  }

  private void executePart(ReportRun part) {
    try {
      execute(part.id());
    } catch (RapporteurException fault) {
      log.warn("run {} for {}: {}", part.id(), part.request().scope(), fault.getMessage());
    }
  }

  private <T> T guarded(ReportRun attempt, Retries retries, Supplier<T> work) {
    try {
      return work.get();
    } catch (StaleAttemptException | DataNotReadyException notFailed) {
      throw notFailed;
    } catch (RapporteurException fault) {
      fail(attempt, fault, retries);
      throw fault;
    } catch (RuntimeException fault) {
      RapporteurException unexpected =
          new RapporteurException(
              FailureKind.INTERNAL,
              "an unexpected fault: " + fault,
              "look at the program's log, and tell its developers",
              fault);
      fail(attempt, unexpected, retries);
      throw unexpected;
    }
  }

  /**
   * Sends an approved report to those of its recipients who do not have it.
   *
   * @return a receipt for each recipient
   */
  public List<DeliveryReceipt> deliver(ReportRun run) {
    return way.deliver(OutgoingReport.of(run)).receipts();
  }

  /** The dossier of a run that goes on, with the files that it uses kept. */
  private RunDossier opened(ReportRun run) {
    ReportDefinition definition = catalog.report(run.request().report());
    ledger.keepDefinitions(run.id(), files.of(definition));
    return RunDossier.opened(rewound(run), definition);
  }

  /** A run begins again where the first step is missing that the ledger does not have. */
  private ReportRun rewound(ReportRun run) {
    if (run.state() != RunState.FAILED) {
      return run;
    }
    RunState last =
        ledger.of(run.id()).stream()
            .map(StepLedger.FinishedStep::step)
            .reduce((first, second) -> second)
            .orElse(RunState.REQUESTED);
    return runs.change(run, last, "", clock.instant());
  }

  /** An attempt speaks for itself alone: what a later one has made of the run is left as it is. */
  private void fail(ReportRun attempt, RapporteurException fault, Retries retries) {
    ReportRun now = runs.find(attempt.id()).orElseThrow();
    if (now.attempt() != attempt.attempt()) {
      throw new StaleAttemptException(attempt.id(), attempt.attempt());
    }
    if (RunTransitions.allows(now.state(), RunState.FAILED)) {
      Instant failed = clock.instant();
      runs.fail(now, fault.getMessage(), retries.after(fault, now.failures() + 1, failed), failed);
    }
  }
}
