package dev.rapporteur.cli;

import dev.rapporteur.access.Actor;
import dev.rapporteur.grounding.GroundedNarrative.SectionFinding;
import dev.rapporteur.grounding.GroundingVerdict.Contradicted;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.rendering.RenderedDocument;
import dev.rapporteur.review.DraftMeasure;
import dev.rapporteur.review.MeasureSummary;
import dev.rapporteur.review.MeasureSummary.Kept;
import dev.rapporteur.review.ReviewDecision;
import dev.rapporteur.review.ReviewDesk;
import dev.rapporteur.review.ReviewDesk.Attempt;
import dev.rapporteur.review.ReviewItem;
import dev.rapporteur.review.ReviewOutcome;
import dev.rapporteur.review.ReviewOutcome.Because;
import dev.rapporteur.review.ReviewOutcome.Decided;
import dev.rapporteur.review.ReviewOutcome.Refused;
import dev.rapporteur.writing.SectionDraft.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code rapporteur review}: decides on drafts. */
@Command(
    name = "review",
    description = "Lists, shows and decides on drafts.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT",
    subcommands = {
      ReviewCommand.Queue.class,
      ReviewCommand.Show.class,
      ReviewCommand.Approve.class,
      ReviewCommand.Changes.class,
      ReviewCommand.Reject.class,
      ReviewCommand.Files.class,
      ReviewCommand.Measures.class
    })
final class ReviewCommand {

  /** Who reviews. */
  static final class Reviewer {
    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(
        names = "--as",
        required = true,
        paramLabel = "USER:ROLE",
        description = "Who acts and with which roles: anna:sales-manager; several with commas.")
    String who;

    Actor actor() {
      int colon = who.lastIndexOf(':');
      try {
        if (colon < 1) {
          throw new IllegalArgumentException("--as is USER:ROLE, as anna:sales-manager");
        }
        if (colon > 200 || who.chars().anyMatch(Character::isISOControl)) {
          throw new IllegalArgumentException("a name has at most 200 characters, all printable");
        }
        List<String> roles = List.of(who.substring(colon + 1).split(","));
        return Actor.of(who.substring(0, colon).strip(), Actor.Kind.PERSON, roles);
      } catch (IllegalArgumentException wrong) {
        throw new CommandLine.ParameterException(spec.commandLine(), wrong.getMessage());
      }
    }
  }

  /** {@code rapporteur review list}. */
  @Command(
      name = "list",
      description = "Lists the drafts that wait for a reviewer, the most urgent first.",
      mixinStandardHelpOptions = true)
  static final class Queue implements Callable<Integer> {
    @Mixin Terminal terminal;
    @Mixin Reviewer reviewer;

    @Override
    public Integer call() {
      Actor actor = reviewer.actor();
      try (OpenWorkspace workspace = terminal.open()) {
        List<ReviewItem> queue = workspace.reviewDesk().queue(actor);
        if (terminal.json()) {
          ObjectNode json = JsonNodeFactory.instance.objectNode();
          ArrayNode drafts = json.putArray("drafts");
          queue.forEach(item -> summary(item, drafts.addObject()));
          terminal.printJson(json);
        } else if (queue.isEmpty()) {
          terminal.out().println("no draft waits for " + reviewer.who);
        } else {
          queue.forEach(this::print);
        }
        return ExitCode.DONE.code();
      }
    }

    private void print(ReviewItem item) {
      terminal
          .out()
          .printf(
              "%s  %-24s %-8s due %s  %s%n",
              item.run().id(),
              item.definition().name(),
              item.run().request().period(),
              item.due(),
              findings(item));
    }
  }

  /** {@code rapporteur review measures}. */
  @Command(
      name = "measures",
      description = "How much of the drafts was accepted unedited, by report and by writer.",
      mixinStandardHelpOptions = true)
  static final class Measures implements Callable<Integer> {
    @Mixin Terminal terminal;
    @Mixin Reviewer reviewer;

    @Override
    public Integer call() {
      Actor actor = reviewer.actor();
      try (OpenWorkspace workspace = terminal.open()) {
        MeasureSummary summary =
            MeasureSummary.of(
                workspace.reviewMeasures().all().stream()
                    .filter(one -> workspace.reviews(actor, one.report()))
                    .toList());
        if (terminal.json()) {
          terminal.printJson(json(summary));
        } else if (summary.reports().isEmpty()) {
          terminal.out().println("nothing was decided yet");
        } else {
          summary.reports().forEach(line -> print(line.report(), line.kept()));
          summary.writers().forEach(line -> print(name(line.writer()), line.kept()));
        }
        return ExitCode.DONE.code();
      }
    }

    private void print(String name, Kept kept) {
      terminal
          .out()
          .printf(
              Locale.ROOT,
              "%-24s %5.1f%% of the sections accepted unedited (%d of %d), %.1f%% of the words changed%n",
              name,
              100 * kept.acceptance(),
              kept.unedited(),
              kept.sections(),
              100 * kept.editShare());
    }

    private static ObjectNode json(MeasureSummary summary) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      ArrayNode reports = json.putArray("reports");
      for (MeasureSummary.ReportLine line : summary.reports()) {
        ObjectNode one = add(reports.addObject().put("report", line.report()), line.kept());
        one.put("drafts", line.drafts());
        one.put("approved", line.approved());
        one.put("secondsToDecide", line.timeToDecide().toSeconds());
        one.put("findings", line.findings());
      }
      ArrayNode writers = json.putArray("writers");
      for (MeasureSummary.WriterLine line : summary.writers()) {
        add(writers.addObject().put("writer", name(line.writer())), line.kept());
      }
      ArrayNode reasons = json.putArray("reasons");
      for (DraftMeasure one : summary.reasons()) {
        reasons
            .addObject()
            .put("run", one.run())
            .put("decision", one.decision().name())
            .put("reason", one.reason());
      }
      return json;
    }

    private static ObjectNode add(ObjectNode json, Kept kept) {
      return json.put("sections", kept.sections())
          .put("unedited", kept.unedited())
          .put("words", kept.words())
          .put("changedWords", kept.changed());
    }

    private static String name(Writer writer) {
      return writer.name().toLowerCase(Locale.ROOT);
    }
  }

  /** {@code rapporteur review show}. */
  @Command(
      name = "show",
      description = "Shows a draft's files, its open findings and what was decided.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Mixin Terminal terminal;
    @Mixin Reviewer reviewer;

    @Parameters(paramLabel = "RUN", description = "The run's id.")
    String run;

    @Override
    public Integer call() {
      Actor actor = reviewer.actor();
      try (OpenWorkspace workspace = terminal.open()) {
        ReviewDesk desk = workspace.reviewDesk();
        Optional<ReviewItem> found = desk.find(run, actor);
        if (found.isEmpty()) {
          return refuse(
              terminal,
              new Refused(Because.ROLE, reviewer.who + " does not review the draft of " + run));
        }
        show(workspace, found.get(), desk);
        return ExitCode.DONE.code();
      }
    }

    private void show(OpenWorkspace workspace, ReviewItem item, ReviewDesk desk) {
      List<ReviewDecision> decisions = desk.decisions(run);
      List<RenderedDocument> approved = desk.approvedFiles(run);
      if (terminal.json()) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        summary(item, json);
        documents(item.documents(), json.putArray("documents"));
        ArrayNode open = json.putArray("open");
        item.findings().forEach(finding -> finding(finding, open.addObject()));
        ArrayNode made = json.putArray("decisions");
        decisions.forEach(decision -> decision(decision, made.addObject()));
        documents(approved, json.putArray("approved"));
        terminal.printJson(json);
        return;
      }
      var out = terminal.out();
      out.printf(
          "%s, %s (%s, revision %d)%n%s, due %s, %s%n",
          item.definition().title(),
          item.run().request().period().label(item.definition().locale()),
          run,
          item.run().revision(),
          spoken(item),
          item.due(),
          findings(item));
      print(workspace, item.documents());
      for (SectionFinding one : item.findings()) {
        out.printf(
            "%s, %s: \"%s\" in \"%s\"%n  %s%n",
            one.section(),
            verdict(one),
            one.finding().text(),
            one.sentence(),
            one.finding().reason());
      }
      for (ReviewDecision decision : decisions) {
        out.printf(
            "%s by %s at %s%s%n",
            decision.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            decision.by().name(),
            decision.at(),
            decision.reason().isEmpty() ? "" : ": " + decision.reason());
      }
      print(workspace, approved);
    }

    private void print(OpenWorkspace workspace, List<RenderedDocument> documents) {
      Path folder = workspace.workspace().folder();
      documents.forEach(
          one ->
              terminal
                  .out()
                  .printf(
                      "%-9s %s%n          SHA-256 %s%n",
                      one.kind(), folder.relativize(one.file()), one.sha256()));
    }
  }

  /** A command that decides. */
  abstract static class Decide implements Callable<Integer> {
    @Mixin Terminal terminal;
    @Mixin Reviewer reviewer;

    @Parameters(paramLabel = "RUN", description = "The run's id.")
    String run;

    @Option(
        names = "--sha256",
        paramLabel = "HASH",
        description = {
          "SHA-256 of the draft.docx that was read; another one is refused.",
          "If not given, the one that the run wrote."
        })
    String sha256;

    abstract String reason();

    abstract ReviewOutcome decide(ReviewDesk desk, Attempt attempt);

    @Override
    public final Integer call() {
      Actor actor = reviewer.actor();
      try (OpenWorkspace workspace = terminal.open()) {
        ReviewDesk desk = workspace.reviewDesk();
        String read =
            sha256 == null
                ? desk.find(run, actor).map(ReviewItem::draftSha256).orElse("")
                : sha256.toLowerCase(Locale.ROOT);
        Attempt attempt = new Attempt(run, read, actor, "command", reason());
        return switch (decide(desk, attempt)) {
          case Refused refused -> refuse(terminal, refused);
          case Decided decided -> show(workspace, desk, decided);
        };
      }
    }

    private int show(OpenWorkspace workspace, ReviewDesk desk, Decided decided) {
      List<RenderedDocument> approved = desk.approvedFiles(run);
      if (terminal.json()) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        summary(decided.item(), json);
        decision(decided.decision(), json.putObject("decision"));
        documents(approved, json.putArray("approved"));
        terminal.printJson(json);
      } else {
        terminal
            .out()
            .printf("%s: %s by %s%n", run, spoken(decided.item()), decided.decision().by().name());
        Path folder = workspace.workspace().folder();
        approved.forEach(
            one -> terminal.out().printf("%-9s %s%n", one.kind(), folder.relativize(one.file())));
      }
      return ExitCode.DONE.code();
    }
  }

  /** {@code rapporteur review approve}. */
  @Command(
      name = "approve",
      description = "Approves a draft and writes approved.docx and approved.pdf beside it.",
      mixinStandardHelpOptions = true)
  static final class Approve extends Decide {
    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why.")
    String reason;

    @Option(
        names = "--despite-contradictions",
        description = "Approves although the data contradict claims of it; needs --reason.")
    boolean despite;

    @Override
    String reason() {
      return reason;
    }

    @Override
    ReviewOutcome decide(ReviewDesk desk, Attempt attempt) {
      return desk.approve(attempt, despite);
    }
  }

  /** {@code rapporteur review changes}. */
  @Command(
      name = "changes",
      description = "Asks for another draft.",
      mixinStandardHelpOptions = true)
  static final class Changes extends Decide {
    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "What is wrong.")
    String reason;

    @Override
    String reason() {
      return reason;
    }

    @Override
    ReviewOutcome decide(ReviewDesk desk, Attempt attempt) {
      return desk.requestChanges(attempt);
    }
  }

  /** {@code rapporteur review reject}. */
  @Command(
      name = "reject",
      description = "Decides that a report shall not appear.",
      mixinStandardHelpOptions = true)
  static final class Reject extends Decide {
    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    String reason;

    @Override
    String reason() {
      return reason;
    }

    @Override
    ReviewOutcome decide(ReviewDesk desk, Attempt attempt) {
      return desk.reject(attempt);
    }
  }

  /** {@code rapporteur review files}. */
  @Command(
      name = "files",
      description =
          "Writes the files of an approved draft again, where they are missing or changed.",
      mixinStandardHelpOptions = true)
  static final class Files implements Callable<Integer> {
    @Mixin Terminal terminal;

    @Parameters(paramLabel = "RUN", description = "The run's id.")
    String run;

    @Override
    public Integer call() {
      try (OpenWorkspace workspace = terminal.open()) {
        ReviewDesk desk = workspace.reviewDesk();
        desk.announceAgain(run);
        List<RenderedDocument> approved = desk.approvedFiles(run);
        if (terminal.json()) {
          ObjectNode json = JsonNodeFactory.instance.objectNode();
          documents(approved, json.putArray("approved"));
          terminal.printJson(json);
        } else {
          Path folder = workspace.workspace().folder();
          approved.forEach(one -> terminal.out().println(folder.relativize(one.file())));
        }
        return ExitCode.DONE.code();
      }
    }
  }

  private static int refuse(Terminal terminal, Refused refused) {
    if (terminal.json()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.putObject("refused")
          .put("because", refused.because().name())
          .put("message", refused.message());
      terminal.printJson(json);
    } else {
      terminal.err().println("refused: " + refused.message());
    }
    return refused.because() == Because.NO_REASON
        ? ExitCode.WRONG_USE.code()
        : ExitCode.REFUSED.code();
  }

  private static void summary(ReviewItem item, ObjectNode json) {
    json.put("run", item.run().id());
    json.put("report", item.definition().name());
    json.put("period", item.run().request().period().toString());
    json.put("revision", item.run().revision());
    json.put("state", item.run().state().name());
    json.put("due", item.due().toString());
    json.put("findings", item.findings().size());
    json.put("contradicted", item.contradicted());
    json.put("draftSha256", item.draftSha256());
  }

  private static void documents(List<RenderedDocument> documents, ArrayNode json) {
    documents.forEach(
        one ->
            json.addObject()
                .put("kind", one.kind())
                .put("file", one.file().toString())
                .put("sha256", one.sha256()));
  }

  private static void finding(SectionFinding one, ObjectNode json) {
    json.put("section", one.section());
    json.put("sentence", one.sentence());
    json.put("claim", one.finding().text());
    json.put("verdict", verdict(one));
    json.put("reason", one.finding().reason());
  }

  private static void decision(ReviewDecision decision, ObjectNode json) {
    json.put("decision", decision.state().name());
    json.put("by", decision.by().name());
    json.put("at", decision.at().toString());
    json.put("draftSha256", decision.draftSha256());
    json.put("reason", decision.reason());
  }

  private static String verdict(SectionFinding one) {
    return one.finding().verdict() instanceof Contradicted ? "contradicted" : "unsupported";
  }

  private static String findings(ReviewItem item) {
    int findings = item.findings().size();
    return switch (findings) {
      case 0 -> "no findings";
      case 1 -> "1 finding, " + item.contradicted() + " contradicted";
      default -> findings + " findings, " + item.contradicted() + " contradicted";
    };
  }

  private static String spoken(ReviewItem item) {
    return item.run().state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
