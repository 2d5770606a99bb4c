package dev.rapporteur.cli;

import dev.rapporteur.rendering.docx.DraftChanges;
import dev.rapporteur.rendering.docx.DraftIdentity;
import dev.rapporteur.rendering.docx.IsolatedComparison;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rapporteur import}: what a reviewer changed in a draft. */
@Command(
    name = "import",
    description = "Reads an edited draft and lists what was changed in it.",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  /** REPORT/PERIOD/RUN; it comes from the file, so that it must not lead anywhere else. */
  private static final Pattern DOCUMENT = Pattern.compile("(?:[A-Za-z0-9_][A-Za-z0-9._-]*/?){3}");

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @Mixin Terminal terminal;

  @Parameters(paramLabel = "FILE.docx", description = "The edited draft.")
  Path file;

  @Option(
      names = "--original",
      paramLabel = "FILE.docx",
      description = "The draft as it was made; found by the mark in the edited file if not given.")
  Path original;

  @Override
  public Integer call() throws IOException {
    Path madeAs = original == null ? madeAs() : original;
    DraftChanges changes = new IsolatedComparison(DEADLINE).between(there(madeAs), there(file));
    if (terminal.json()) {
      terminal.printJson(json(changes));
    } else {
      show(changes);
    }
    return ExitCode.DONE.code();
  }

  private Path madeAs() throws IOException {
    DraftIdentity identity =
        DraftIdentity.of(Files.readAllBytes(there(file)))
            .filter(one -> DOCUMENT.matcher(one.documentId()).matches())
            .orElseThrow(
                () ->
                    new RapporteurException(
                        FailureKind.DEFINITION,
                        file + " does not say which draft it is",
                        "name the draft it was made from with --original"));
    // The second version of the document is the first one that a person edited: draft-1.docx.
    String edited = identity.version() > 1 ? "-" + (identity.version() - 1) : "";
    return terminal
        .workspace()
        .output()
        .resolve(identity.documentId())
        .resolve("draft" + edited + ".docx");
  }

  private static Path there(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new RapporteurException(
          FailureKind.DEFINITION, "there is no file " + path, "check its name");
    }
    return path;
  }

  private static Map<String, Object> json(DraftChanges changes) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("paragraphs", changes.paragraphs());
    json.put("numbers", changes.numbers());
    json.put("comments", changes.comments());
    json.put("unmatched", changes.unmatched());
    return json;
  }

  private void show(DraftChanges changes) {
    var out = terminal.out();
    if (changes.isEmpty()) {
      out.println("nothing was changed");
    }
    for (DraftChanges.ParagraphChange change : changes.paragraphs()) {
      out.println("section " + change.blockId() + by(change));
      versions(change.before(), change.after());
    }
    for (DraftChanges.NumberChange change : changes.numbers()) {
      out.println("figure " + change.figureId());
      versions(change.before(), change.after());
    }
    for (DraftChanges.Comment comment : changes.comments()) {
      out.println(
          "comment by "
              + comment.author()
              + comment.blockId().map(id -> " on section " + id).orElse(""));
      out.println("  " + comment.text());
    }
    for (DraftChanges.Unmatched change : changes.unmatched()) {
      out.println("elsewhere, to be looked at");
      versions(change.before(), change.after());
    }
  }

  private static String by(DraftChanges.ParagraphChange change) {
    return change.authors().isEmpty() ? "" : " (by " + String.join(", ", change.authors()) + ")";
  }

  private void versions(String before, String after) {
    if (!before.isEmpty()) {
      terminal.out().println("  was: " + before);
    }
    if (!after.isEmpty()) {
      terminal.out().println("  now: " + after);
    }
  }
}
