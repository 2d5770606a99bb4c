package dev.rapporteur.cli;

import dev.rapporteur.pipeline.WorkspaceCheck;
import dev.rapporteur.report.DefinitionError;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rapporteur check}: everything that a workspace defines, held against its neighbors. */
@Command(
    name = "check",
    description = "Checks all definitions, templates, queries and routes of the workspace.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Mixin Terminal terminal;

  @Override
  public Integer call() {
    List<DefinitionError> errors = WorkspaceCheck.check(terminal.workspace());
    if (terminal.json()) {
      terminal.printJson(Map.of("errors", errors));
    } else if (errors.isEmpty()) {
      terminal.out().println("no mistakes found");
    } else {
      errors.forEach(error -> terminal.out().println(error));
      terminal.out().println();
      terminal.out().println(errors.size() + (errors.size() == 1 ? " mistake" : " mistakes"));
    }
    return errors.isEmpty() ? ExitCode.DONE.code() : ExitCode.WRONG_USE.code();
  }
}
