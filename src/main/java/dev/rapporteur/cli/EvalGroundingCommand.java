package dev.rapporteur.cli;

import dev.rapporteur.evaluation.GroundingEvaluation;
import dev.rapporteur.grounding.ClaimVerifier;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code rapporteur eval grounding IN.jsonl}: the claims of each line's text with their verdicts.
 */
@Command(
    name = "grounding",
    description = "Verifies the claims of each line's text.",
    mixinStandardHelpOptions = true)
final class EvalGroundingCommand implements Callable<Integer> {
  @Mixin private Terminal terminal;

  @Parameters(
      paramLabel = "IN.jsonl",
      description = "Lines {id, language, text, facts, month, currency}.")
  private Path input;

  @Override
  public Integer call() {
    try (Stream<String> lines = Files.lines(input)) {
      new GroundingEvaluation(new ClaimVerifier()).evaluate(lines).forEach(terminal.out()::println);
      return ExitCode.DONE.code();
    } catch (IOException | UncheckedIOException fault) {
      throw new RapporteurException(
          FailureKind.DEFINITION, input + " cannot be read", "name a file of JSON lines", fault);
    }
  }
}
