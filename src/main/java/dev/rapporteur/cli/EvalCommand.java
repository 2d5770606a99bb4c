package dev.rapporteur.cli;

import picocli.CommandLine.Command;

/** {@code rapporteur eval}: measures the product's own quality on cases in files. */
@Command(
    name = "eval",
    description = "Measures the product's own quality on cases in files.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT",
    subcommands = {
      EvalCallsCommand.class,
      EvalGroundingCommand.class,
      EvalPromptCommand.class,
      EvalRetrievalCommand.class,
      EvalScheduleCommand.class,
      EvalTicketsCommand.class
    })
final class EvalCommand {}
