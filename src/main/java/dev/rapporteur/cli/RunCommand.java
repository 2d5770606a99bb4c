package dev.rapporteur.cli;

import dev.rapporteur.access.Actor;
import dev.rapporteur.access.Role;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.WriterChoice;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rapporteur run}: makes one draft. */
@Command(
    name = "run",
    description = "Makes one draft of a report.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Mixin Terminal terminal;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "REPORT", description = "The report's name, as in tasks/.")
  String report;

  @Option(
      names = "--period",
      required = true,
      paramLabel = "PERIOD",
      description = "2024-03, 2024-Q1, 2024-W09 or 2024.")
  String period;

  @Option(
      names = "--scope",
      paramLabel = "DIMENSION=VALUE",
      description = "Limits the report to a part of the data: region=East.")
  String scope;

  @Option(
      names = "--writer",
      paramLabel = "WHO",
      defaultValue = "auto",
      description = "auto, model or rules; auto takes the model if one answers.")
  WriterChoice writer;

  @Mixin ModelOption model;

  @Option(
      names = "--anyway",
      description = "Makes the draft although its data are not ready, with a note that says so.")
  boolean anyway;

  @Option(
      names = "--as",
      paramLabel = "ROLE",
      split = ",",
      description = "The roles to act with; the report's own (runAs) if not given.")
  List<String> roles;

  @Override
  public Integer call() {
    try (OpenWorkspace workspace = terminal.open()) {
      ReportDefinition definition = workspace.catalog().report(report);
      RunRequest request = request(definition);
      Instant now = Instant.now();
      String run = workspace.runs().acceptAsRevision(request, now).id();
      if (anyway) {
        workspace.waiting().goOnAnyway(run, request.cause().actor().name(), now);
      }
      return new RunHere(terminal, workspace, model.url()).execute(run);
    }
  }

  private RunRequest request(ReportDefinition definition) {
    ReportingPeriod parsed =
        ReportingPeriod.parse(period)
            .orElseThrow(
                () ->
                    wrong("'" + period + "' is no period", "write it as 2024-03, 2024-Q1 or 2024"));
    if (parsed.kind() != definition.period()) {
      throw wrong(
          "'" + period + "' is no " + definition.period().name().toLowerCase(Locale.ROOT),
          "the report "
              + report
              + " is made by the "
              + definition.period().name().toLowerCase(Locale.ROOT));
    }
    LocalDate today = LocalDate.now(Clock.system(definition.timeZone()));
    if (parsed.start().isAfter(today)) {
      throw wrong(period + " lies in the future", "choose a period that has begun");
    }
    RunScope within =
        scope == null
            ? RunScope.WHOLE
            : RunScope.parse(scope)
                .orElseThrow(() -> wrong("'" + scope + "' is no scope", "write region=East"));
    return new RunRequest(report, parsed, within, new RunCause.Manual(actor(definition)), writer);
  }

  private Actor actor(ReportDefinition definition) {
    Set<String> names =
        roles == null
            ? definition.roles().stream().map(Role::name).collect(Collectors.toSet())
            : Set.copyOf(roles);
    try {
      return Actor.of(System.getProperty("user.name", "terminal"), Actor.Kind.PERSON, names);
    } catch (IllegalArgumentException wrong) {
      throw new CommandLine.ParameterException(spec.commandLine(), wrong.getMessage());
    }
  }

  private static RapporteurException wrong(String message, String nextStep) {
    return new RapporteurException(FailureKind.DEFINITION, message, nextStep);
  }
}
