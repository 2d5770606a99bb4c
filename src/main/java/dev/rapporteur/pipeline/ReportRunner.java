package dev.rapporteur.pipeline;

import dev.rapporteur.delivery.DeliveryReceipt;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportCatalog;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.StaleAttemptException;
import java.time.Clock;
import java.util.List;

/**
 * Executes runs: takes the next attempt, sends the dossier along the route, and names the failure
 * where one stops it.
 */
public final class ReportRunner {
  private final ReportRuns runs;
  private final StepLedger ledger;
  private final ReportCatalog catalog;
  private final DefinitionFiles files;
  private final Clock clock;
  private final RunRoute route;

  /**
   * @param route the way of a run and of a delivery
   */
  ReportRunner(
      ReportRuns runs,
      StepLedger ledger,
      ReportCatalog catalog,
      DefinitionFiles files,
      Clock clock,
      RunRoute route) {
    this.runs = runs;
    this.ledger = ledger;
    this.catalog = catalog;
    this.files = files;
    this.clock = clock;
    this.route = route;
  }

  /**
   * Executes a run from its last finished step on.
   *
   * @return what it has gathered
   * @throws DataNotReadyException if it waits for its data
   * @throws RapporteurException that stopped it; the run then is in state FAILED, unless a later
   *     attempt has overtaken this one
   */
  public RunDossier execute(String runId) {
    ReportRun run = runs.startAttempt(runId, clock.instant());
    try {
      ReportDefinition definition = catalog.report(run.request().report());
      ledger.keepDefinitions(run.id(), files.of(definition));
      return route.apply(RunDossier.opened(rewound(run), definition));
    } catch (StaleAttemptException | DataNotReadyException notFailed) {
      throw notFailed;
    } catch (RapporteurException fault) {
      fail(runId, fault.getMessage());
      throw fault;
    } catch (RuntimeException fault) {
      fail(runId, "an unexpected fault: " + fault);
      throw fault;
    }
  }

  /**
   * Sends an approved report to those of its recipients who do not have it.
   *
   * @return a receipt for each recipient
   */
  public List<DeliveryReceipt> deliver(ReportRun run) {
    return route.deliver(OutgoingReport.of(run)).receipts();
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

  private void fail(String runId, String why) {
    ReportRun now = runs.find(runId).orElseThrow();
    if (dev.rapporteur.report.RunTransitions.allows(now.state(), RunState.FAILED)) {
      runs.change(now, RunState.FAILED, why, clock.instant());
    }
  }
}
