package dev.rapporteur.cli;

import dev.rapporteur.pipeline.CallRefusedException;
import dev.rapporteur.pipeline.DataNotReadyException;
import dev.rapporteur.pipeline.NoDataException;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.InvalidDefinitionException;
import dev.rapporteur.report.RapporteurException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code rapporteur}: the root of the commands, and the one place where a fault becomes a message.
 */
@Command(
    name = "rapporteur",
    description = "Drafts reports from your data, with every number traced.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      BackfillCommand.class,
      ServeCommand.class,
      ResumeCommand.class,
      RunsCommand.class,
      ReviewCommand.class,
      DeliverCommand.class,
      ScheduleCommand.class,
      ExplainCommand.class,
      ReplayCommand.class,
      TestCommand.class,
      BenchCommand.class,
      CheckCommand.class,
      CallCommand.class,
      AskCommand.class,
      ConfirmCommand.class,
      ReadCommand.class,
      KnowledgeCommand.class,
      TemplateCommand.class,
      ImportCommand.class,
      AuditCommand.class,
      DoctorCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      RetentionCommand.class,
      MigrateCommand.class,
      EvalCommand.class
    })
public final class RapporteurCommand {

  /** Runs the command line and gives the exit code. */
  public static int execute(String... arguments) {
    return new CommandLine(new RapporteurCommand())
        .setExecutionExceptionHandler(
            (fault, commandLine, parsed) -> report(fault, commandLine).code())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }

  private static ExitCode report(Exception fault, CommandLine commandLine) {
    var err = commandLine.getErr();
    switch (fault) {
      case InvalidDefinitionException invalid ->
          invalid.errors().forEach(error -> err.println("error: " + error));
      case RapporteurException named -> {
        err.println("error: " + named.getMessage());
        if (!named.nextStep().isEmpty()) {
          err.println("next:  " + named.nextStep());
        }
      }
      default -> {
        err.println("error: an unexpected fault: " + fault);
        err.println("next:  run again with RAPPORTEUR_TRACE=1 and report what it prints");
      }
    }
    if (System.getenv("RAPPORTEUR_TRACE") != null) {
      fault.printStackTrace(err);
    }
    return switch (fault) {
      case CallRefusedException refused ->
          refused.isByRole() ? ExitCode.REFUSED : ExitCode.WRONG_USE;
      case NoDataException ignored -> ExitCode.WAITING;
      case DataNotReadyException ignored -> ExitCode.WAITING;
      case RapporteurException named ->
          named.kind() == FailureKind.DEFINITION ? ExitCode.WRONG_USE : ExitCode.FAILED;
      default -> ExitCode.FAILED;
    };
  }
}
