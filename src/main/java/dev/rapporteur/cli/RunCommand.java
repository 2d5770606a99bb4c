package dev.rapporteur.cli;

import dev.rapporteur.access.Actor;
import dev.rapporteur.access.Role;
import dev.rapporteur.grounding.GroundedNarrative;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.pipeline.RunDossier;
import dev.rapporteur.pipeline.RunProgress;
import dev.rapporteur.rendering.RenderedDocument;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.WriterChoice;
import dev.rapporteur.writing.SectionDraft;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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

  @Option(
      names = "--model",
      paramLabel = "URL",
      defaultValue = "${env:RAPPORTEUR_MODEL}",
      description =
          "The model: grpc://host:8001/report_writer (Triton) or http://host/v1?model=NAME.")
  URI model;

  @Option(
      names = "--as",
      paramLabel = "ROLE",
      split = ",",
      description = "The roles to act with; the report's own (runAs) if not given.")
  List<String> roles;

  private final Map<RunState, Duration> timings = new LinkedHashMap<>();

  @Override
  public Integer call() {
    try (OpenWorkspace workspace = terminal.open()) {
      ReportDefinition definition = workspace.catalog().report(report);
      RunRequest request = request(definition);
      RunDossier dossier =
          workspace.runNow(request, Optional.ofNullable(model), new TimedProgress());
      show(workspace, dossier);
      return ExitCode.DONE.code();
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

  private void show(OpenWorkspace workspace, RunDossier dossier) {
    if (terminal.json()) {
      terminal.printJson(json(dossier));
      return;
    }
    ReportRun run = dossier.run();
    var out = terminal.out();
    out.printf(
        "%s, %s (%s, revision %d)%n%n",
        dossier.definition().title(),
        run.request().period().label(dossier.definition().locale()),
        run.id(),
        run.revision());
    firstSentences(dossier.narrative().orElseThrow()).forEach(line -> out.println("  " + line));
    out.println();
    Path folder = workspace.workspace().folder();
    for (RenderedDocument document : dossier.documents()) {
      out.printf("%-9s %s%n", document.kind(), folder.relativize(document.file()));
    }
    int findings = dossier.narrative().orElseThrow().flagged().size();
    out.printf(
        "%-9s %s%n",
        "findings",
        findings == 0
            ? "none: every number agrees with the data"
            : findings + ", listed in the draft");
    out.printf("%-9s %s%n", "writer", writers(dossier));
    out.printf(
        "%-9s %s%n",
        "took",
        timings.entrySet().stream()
            .map(step -> verb(step.getKey()) + " " + seconds(step.getValue()))
            .collect(Collectors.joining(", ")));
  }

  /** The first sentences of the first three sections: what the draft says. */
  private static List<String> firstSentences(GroundedNarrative narrative) {
    return narrative.sections().stream()
        .filter(section -> !section.paragraphs().isEmpty())
        .limit(3)
        .map(section -> firstSentence(section.paragraphs().getFirst().text()))
        .toList();
  }

  private static String firstSentence(String text) {
    java.text.BreakIterator sentences = java.text.BreakIterator.getSentenceInstance(Locale.ENGLISH);
    sentences.setText(text);
    int end = sentences.next();
    return (end < 0 ? text : text.substring(0, end)).strip();
  }

  private static String writers(RunDossier dossier) {
    return dossier.narrative().orElseThrow().sections().stream()
        .map(GroundedNarrative.Section::writer)
        .distinct()
        .map(one -> one == SectionDraft.Writer.MODEL ? "model" : "built-in rules")
        .collect(Collectors.joining(" and "));
  }

  private ObjectNode json(RunDossier dossier) {
    ReportRun run = dossier.run();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("run", run.id());
    json.put("report", run.request().report());
    json.put("period", run.request().period().toString());
    json.put("revision", run.revision());
    json.put("state", run.state().name());
    json.put(
        "writer",
        dossier.narrative().orElseThrow().sections().stream()
            .map(section -> section.writer().name().toLowerCase(Locale.ROOT))
            .distinct()
            .collect(Collectors.joining("+")));
    ObjectNode outputs = json.putObject("outputs");
    dossier
        .documents()
        .forEach(document -> outputs.put(document.kind(), document.file().toString()));
    json.put("findings", dossier.narrative().orElseThrow().flagged().size());
    ObjectNode took = json.putObject("timings");
    timings.forEach((step, time) -> took.put(verb(step), time.toMillis()));
    return json;
  }

  private static String verb(RunState state) {
    return switch (state) {
      case QUERIED -> "query";
      case ANALYZED -> "analyze";
      case RETRIEVED -> "retrieve";
      case WRITTEN -> "write";
      case GROUNDED -> "ground";
      case RENDERED -> "render";
      case IN_REVIEW -> "hand over";
      default -> state.name().toLowerCase(Locale.ROOT);
    };
  }

  private static String seconds(Duration time) {
    return "%.2fs".formatted(time.toMillis() / 1000.0);
  }

  /** Shows the running step on a terminal and keeps how long each took. */
  private final class TimedProgress implements RunProgress {
    private final boolean shown = System.console() != null && !terminal.json();

    @Override
    public void started(String run, RunState step) {
      if (shown) {
        terminal.err().print("\r  " + verb(step) + " ...          ");
        terminal.err().flush();
      }
    }

    @Override
    public void finished(String run, RunState step, Duration took, boolean recorded) {
      timings.put(step, took);
      if (shown) {
        terminal.err().print("\r                        \r");
        terminal.err().flush();
      }
    }
  }
}
