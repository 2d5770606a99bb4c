package dev.rapporteur.cli;

import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.RunState;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code rapporteur resume}: lets a run that was cut off or failed go on behind its last finished
 * step.
 */
@Command(
    name = "resume",
    description = "Lets a run that was cut off or failed go on; finished steps are not repeated.",
    mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {
  @Mixin Terminal terminal;

  @Parameters(paramLabel = "RUN", description = "The run's id, as runs lists it.")
  String run;

  @Option(
      names = "--anyway",
      description = "Goes on although the data are not ready; the draft says what is missing.")
  boolean anyway;

  @Mixin ModelOption model;

  @Override
  public Integer call() {
    try (OpenWorkspace workspace = terminal.open()) {
      ReportRun found =
          workspace
              .runs()
              .find(run)
              .orElseThrow(
                  () -> wrong("there is no run '" + run + "'", "rapporteur runs lists them"));
      boolean over =
          found.state() != RunState.FAILED && found.state().compareTo(RunState.IN_REVIEW) >= 0;
      if (over) {
        throw wrong(
            "the run " + run + " is " + found.state() + ": there is nothing to go on with",
            "make another draft with rapporteur run");
      }
      if (anyway) {
        String by = System.getProperty("user.name", "terminal");
        workspace.waiting().goOnAnyway(run, by, Instant.now());
      }
      return new RunHere(terminal, workspace, model.url()).execute(run);
    }
  }

  private static RapporteurException wrong(String message, String nextStep) {
    return new RapporteurException(FailureKind.DEFINITION, message, nextStep);
  }
}
