package dev.rapporteur.server;

import dev.rapporteur.pipeline.StepLedger;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.WaitingRun;
import dev.rapporteur.report.WaitingRuns;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /runs/ID}: how a run gets on. Ids cannot be guessed and are told to whoever asked for
 * the run; nothing of the report's content is shown here.
 */
@RestController
public final class RunController {
  private static final String RETRY_SECONDS = "5";

  private final ReportRuns runs;
  private final StepLedger ledger;
  private final WaitingRuns waiting;

  public RunController(ReportRuns runs, StepLedger ledger, WaitingRuns waiting) {
    this.runs = runs;
    this.ledger = ledger;
    this.waiting = waiting;
  }

  /**
   * @param state as in the vocabulary: the last stage completed
   * @param problem why it failed; empty if it did not
   * @param waiting for which data it waits; null if it does not
   */
  record Status(
      String run,
      String report,
      String period,
      String scope,
      int revision,
      RunState state,
      int attempt,
      Instant requestedAt,
      Instant changedAt,
      String problem,
      @Nullable Instant retryAt,
      @Nullable WaitingRun waiting,
      List<Step> steps) {}

  record Step(RunState state, Instant startedAt, Instant finishedAt) {}

  /** Says how a run gets on. */
  @GetMapping(path = "/runs/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Object> status(@PathVariable String id) {
    return runs.find(id).map(this::known).orElseGet(RunController::unknown);
  }

  private ResponseEntity<Object> known(ReportRun run) {
    List<Step> steps =
        ledger.of(run.id()).stream()
            .map(step -> new Step(step.step(), step.startedAt(), step.finishedAt()))
            .toList();
    Status status =
        new Status(
            run.id(),
            run.request().report(),
            run.request().period().toString(),
            run.request().scope().toString(),
            run.revision(),
            run.state(),
            run.attempt(),
            run.requestedAt(),
            run.changedAt(),
            run.failure(),
            run.retryAt().orElse(null),
            run.state() == RunState.WAITING ? waiting.find(run.id()).orElse(null) : null,
            steps);
    ResponseEntity.BodyBuilder reply =
        ResponseEntity.ok()
            .eTag(run.state() + "-" + run.attempt() + "-" + run.changedAt().toEpochMilli());
    if (isWorking(run.state())) {
      reply.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    return reply.body(status);
  }

  private static boolean isWorking(RunState state) {
    return state.compareTo(RunState.IN_REVIEW) < 0;
  }

  private static ResponseEntity<Object> unknown() {
    ProblemDetail problem = ProblemDetail.forStatus(HttpStatus.NOT_FOUND);
    problem.setType(URI.create("urn:rapporteur:unknown-run"));
    problem.setTitle("There is no such run");
    return ResponseEntity.status(HttpStatus.NOT_FOUND)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}
