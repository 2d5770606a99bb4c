package dev.rapporteur.evaluation;

import dev.rapporteur.knowledge.DocumentReader;
import dev.rapporteur.knowledge.DocumentSourceDefinition;
import dev.rapporteur.knowledge.IndexingResult;
import dev.rapporteur.knowledge.Passage;
import dev.rapporteur.knowledge.PassageEmbedder;
import dev.rapporteur.knowledge.PassageQuery;
import dev.rapporteur.knowledge.RetrievedPassage;
import dev.rapporteur.knowledge.Validity;
import dev.rapporteur.knowledge.lucene.LucenePassageRetriever;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code rapporteur eval retrieval}: each line {@code {id, question}} gains {@code passages:
 * [{document, heading, page, text, score}]}, best first, or an {@code error}.
 *
 * <p>{@code document} is the file's path below the given folder; {@code heading} the headings above
 * the passage, outermost first; {@code page} is left out where the format has none.
 */
public final class RetrievalEvaluation implements AutoCloseable {
  private static final int PASSAGES = 5;
  private static final int TOKENS = 8_000;
  private static final String SOURCE = "documents";
  private static final Set<String> ROLES = Set.of("evaluation");
  private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  private final Path index;
  private final LucenePassageRetriever retriever;
  private final JsonMapper json = JsonMapper.shared();

  /**
   * Indexes the folder, in a temporary place.
   *
   * @param progress takes lines for the operator, files that could not be read among them
   */
  public RetrievalEvaluation(
      Path documents,
      DocumentReader reader,
      Optional<PassageEmbedder> embedder,
      Consumer<String> progress)
      throws IOException {
    index = Files.createTempDirectory("rapporteur-retrieval");
    DocumentSourceDefinition source = DocumentSourceDefinition.readableBy(ROLES, SOURCE, documents);
    retriever = new LucenePassageRetriever(index, List.of(source), reader, embedder);
    IndexingResult result = retriever.follow(progress);
    result
        .skipped()
        .forEach(file -> progress.accept("left out: " + file.document() + ": " + file.reason()));
    progress.accept(
        result.documents() + " documents, " + result.passages() + " passages in " + documents);
  }

  /** Answers every line that is not blank. */
  public Stream<String> evaluate(Stream<String> lines) {
    return lines.filter(line -> !line.isBlank()).map(this::evaluate);
  }

  private String evaluate(String line) {
    @Nullable Map<String, @Nullable Object> answer;
    try {
      answer = json.readValue(line, OBJECT);
    } catch (JacksonException e) {
      return json.writeValueAsString(Map.of("error", "not a JSON object"));
    }
    if (answer == null) {
      return json.writeValueAsString(Map.of("error", "not a JSON object: null"));
    }
    if (answer.get("question") instanceof String question) {
      PassageQuery query = new PassageQuery(question, ROLES, Validity.ALWAYS, PASSAGES, TOKENS);
      answer.put("passages", retriever.retrieve(query).stream().map(this::passage).toList());
    } else {
      answer.put("error", "question is missing or not a text");
    }
    return json.writeValueAsString(answer);
  }

  private Map<String, Object> passage(RetrievedPassage retrieved) {
    Passage passage = retrieved.passage();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("document", passage.document().id().substring(SOURCE.length() + 1));
    shown.put("heading", passage.headingPath());
    passage.page().ifPresent(page -> shown.put("page", page));
    shown.put("text", passage.text());
    shown.put("score", retrieved.score());
    return shown;
  }

  @Override
  public void close() {
    retriever.close();
    try (Stream<Path> files = Files.walk(index)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the temporary index cannot be deleted", e);
    }
  }
}
