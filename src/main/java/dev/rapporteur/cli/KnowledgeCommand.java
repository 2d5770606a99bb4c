package dev.rapporteur.cli;

import dev.rapporteur.knowledge.DocumentSourceDefinition;
import dev.rapporteur.knowledge.IndexingResult;
import dev.rapporteur.knowledge.Passage;
import dev.rapporteur.knowledge.PassageQuery;
import dev.rapporteur.knowledge.RetrievedPassage;
import dev.rapporteur.knowledge.Validity;
import dev.rapporteur.knowledge.extraction.FileDocumentReader;
import dev.rapporteur.knowledge.lucene.LucenePassageRetriever;
import dev.rapporteur.pipeline.ServedEmbedder;
import dev.rapporteur.report.Workspace;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code rapporteur knowledge}: the strategy documents, what is indexed of them and what is found.
 */
@Command(
    name = "knowledge",
    description = "Searches the strategy documents, or shows what is indexed of them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT")
final class KnowledgeCommand {

  @Command(
      name = "status",
      description = "Indexes what has changed and shows what can be found.",
      mixinStandardHelpOptions = true)
  int status(@Mixin Terminal terminal, @Mixin EmbedderOption embedder) {
    Optional<ServedEmbedder> served = embedder.open();
    try (LucenePassageRetriever retriever = retriever(terminal, served)) {
      IndexingResult result = retriever.follow(terminal.err()::println);
      if (terminal.json()) {
        terminal.printJson(result);
      } else {
        terminal
            .out()
            .printf(
                "%d documents, %d passages; %d added, %d changed, %d removed%n",
                result.documents(),
                result.passages(),
                result.added(),
                result.changed(),
                result.removed());
        result
            .skipped()
            .forEach(file -> terminal.out().println(file.document() + ": " + file.reason()));
      }
    } finally {
      served.ifPresent(ServedEmbedder::close);
    }
    return ExitCode.DONE.code();
  }

  @Command(
      name = "search",
      description = "Shows the passages that a role would get for a text.",
      mixinStandardHelpOptions = true)
  int search(
      @Mixin Terminal terminal,
      @Mixin EmbedderOption embedder,
      @Parameters(paramLabel = "TEXT", description = "A question or words.") String text,
      @Option(
              names = "--as",
              required = true,
              split = ",",
              paramLabel = "ROLE",
              description = "The role that reads; several with commas.")
          List<String> roles,
      @Option(
              names = "--on",
              paramLabel = "DAY",
              description = "Only documents valid on that day, such as 2024-03-31.")
          LocalDate day) {
    Validity days = day == null ? Validity.ALWAYS : new Validity(day, day);
    Optional<ServedEmbedder> served = embedder.open();
    try (LucenePassageRetriever retriever = retriever(terminal, served)) {
      retriever.follow(terminal.err()::println);
      List<RetrievedPassage> found =
          retriever.retrieve(new PassageQuery(text, Set.copyOf(roles), days, 5, 8_000));
      if (terminal.json()) {
        terminal.printJson(Map.of("passages", found.stream().map(KnowledgeCommand::json).toList()));
      } else {
        found.forEach(each -> print(terminal, each.passage()));
      }
    } finally {
      served.ifPresent(ServedEmbedder::close);
    }
    return ExitCode.DONE.code();
  }

  private static LucenePassageRetriever retriever(
      Terminal terminal, Optional<ServedEmbedder> served) {
    Workspace workspace = terminal.workspace();
    return new LucenePassageRetriever(
        workspace.output().resolve(".index"),
        DocumentSourceDefinition.readAll(workspace.folder()),
        new FileDocumentReader(),
        served.map(Function.identity()));
  }

  private static void print(Terminal terminal, Passage passage) {
    String page = passage.page().isPresent() ? ", p. " + passage.page().getAsInt() : "";
    terminal.out().println(passage.document().title() + " > " + passage.headingPath() + page);
    terminal.out().println(passage.text().indent(4));
  }

  private static Map<String, Object> json(RetrievedPassage retrieved) {
    Passage passage = retrieved.passage();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("document", passage.document().id());
    json.put("title", passage.document().title());
    json.put("version", passage.document().version());
    json.put("heading", passage.headingPath());
    passage.page().ifPresent(page -> json.put("page", page));
    json.put("text", passage.text());
    json.put("score", retrieved.score());
    return json;
  }
}
