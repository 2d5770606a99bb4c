package dev.rapporteur.cli;

import dev.rapporteur.pipeline.DefinitionTest;
import dev.rapporteur.pipeline.DefinitionTest.Difference;
import dev.rapporteur.pipeline.DefinitionTest.Month;
import dev.rapporteur.pipeline.OpenWorkspace;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rapporteur test}: what a changed definition makes of the recorded months. */
@Command(
    name = "test",
    description = "Compares a changed definition with the recorded months of its report.",
    mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
  @Mixin Terminal terminal;

  @Parameters(index = "0", paramLabel = "REPORT", description = "The report's name.")
  String report;

  @Option(
      names = "--months",
      defaultValue = "12",
      description = "How many recorded months, the latest first: ${DEFAULT-VALUE}.")
  int months;

  @Override
  public Integer call() {
    try (OpenWorkspace workspace = terminal.open()) {
      DefinitionTest test = DefinitionTest.of(workspace, report, Math.clamp(months, 1, 1000));
      if (terminal.json()) {
        terminal.printJson(test);
      } else {
        test.months().forEach(this::print);
      }
      return test.same() ? ExitCode.DONE.code() : ExitCode.FAILED.code();
    }
  }

  private void print(Month month) {
    terminal
        .out()
        .println(
            "%s  run %s  %s"
                .formatted(month.period(), month.run(), month.same() ? "same" : verdict(month)));
    month
        .figures()
        .forEach(
            figure ->
                terminal
                    .out()
                    .println(
                        "  figure %s: %s -> %s"
                            .formatted(figure.id(), shown(figure.before()), shown(figure.now()))));
    month.sections().forEach(this::print);
  }

  private static String verdict(Month month) {
    if (!month.unrecorded().isEmpty()) {
      return "cannot be compared: the run did not record " + String.join(", ", month.unrecorded());
    }
    return "%d figures and %d sections differ; findings %d -> %d"
        .formatted(
            month.figures().size(),
            month.sections().size(),
            month.findingsBefore(),
            month.findingsNow());
  }

  /** The sentences that went and those that came. */
  private void print(Difference section) {
    terminal.out().println("  section " + section.id());
    List<String> before = sentences(section.before());
    List<String> now = sentences(section.now());
    before.stream()
        .filter(one -> !now.contains(one))
        .forEach(one -> terminal.out().println("    - " + one));
    now.stream()
        .filter(one -> !before.contains(one))
        .forEach(one -> terminal.out().println("    + " + one));
  }

  private static List<String> sentences(String text) {
    return Arrays.stream(text.split("(?<=[。！？])|(?<=[.!?])\\s+|\n"))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }

  private static String shown(String value) {
    return value.isEmpty() ? "none" : value;
  }
}
