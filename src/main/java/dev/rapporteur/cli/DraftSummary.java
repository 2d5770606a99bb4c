package dev.rapporteur.cli;

import dev.rapporteur.grounding.GroundedNarrative;
import dev.rapporteur.pipeline.RunDossier;
import dev.rapporteur.pipeline.RunProgress;
import dev.rapporteur.rendering.RenderedDocument;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.writing.SectionDraft;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a command that makes a draft shows: its progress, and then the draft. */
final class DraftSummary {
  private final Terminal terminal;
  private final Map<RunState, Duration> timings = new LinkedHashMap<>();

  DraftSummary(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Shows the running step on a terminal and keeps how long each took. */
  RunProgress progress() {
    return new TimedProgress();
  }

  /** Prints what the draft says, where its files are and how long each step took. */
  void show(Workspace workspace, RunDossier dossier) {
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
    Path folder = workspace.folder();
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
