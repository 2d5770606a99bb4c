package dev.rapporteur.cli;

import dev.rapporteur.evaluation.ScheduleEvaluation;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.trigger.ScheduleReader;
import dev.rapporteur.trigger.WorkingDayCalendars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rapporteur eval schedule IN.jsonl}: the next fires of each line's schedule. */
@Command(
    name = "schedule",
    description = "Says for each line's schedule when it fires next.",
    mixinStandardHelpOptions = true)
final class EvalScheduleCommand implements Callable<Integer> {
  @Mixin private Terminal terminal;

  @Parameters(
      paramLabel = "IN.jsonl",
      description = "Lines {id, schedule, timeZone, after, count}.")
  private Path input;

  @Override
  public Integer call() throws IOException {
    if (!Files.isReadable(input)) {
      throw new RapporteurException(FailureKind.DEFINITION, "cannot read " + input, "");
    }
    Path calendars = terminal.workspace().folder().resolve("tasks/calendars");
    ScheduleEvaluation evaluation =
        new ScheduleEvaluation(new ScheduleReader(new WorkingDayCalendars(calendars)));
    try (Stream<String> lines = Files.lines(input)) {
      evaluation.evaluate(lines).forEach(terminal.out()::println);
    }
    return ExitCode.DONE.code();
  }
}
