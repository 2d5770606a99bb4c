package dev.rapporteur.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.rapporteur.knowledge.DocumentSourceDefinition;
import dev.rapporteur.knowledge.PassageEmbedder;
import dev.rapporteur.knowledge.PassageQuery;
import dev.rapporteur.knowledge.Validity;
import dev.rapporteur.knowledge.extraction.FileDocumentReader;
import dev.rapporteur.knowledge.lucene.LucenePassageRetriever;
import dev.rapporteur.testing.TritonServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Retrieval with vectors from the real Triton. Its embedder has no weights: texts that share words
 * are near each other, also words that retrieval by words leaves out of a question.
 */
class ServedEmbedderIT {
  @RegisterExtension static final TritonServer triton = TritonServer.serving("embedder");

  private static final String ONLY_ASKING = "to be or is this to be";

  @TempDir private Path folder;
  private final List<String> progress = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("documents"));
    Files.writeString(folder.resolve("documents/a.md"), "# A\n\nTo be, or this is to be.");
    Files.writeString(folder.resolve("documents/b.md"), "# B\n\nFreight costs rise in spring.");
  }

  @Test
  void findsByVectorsWhatSharesNoTermWithTheQuestion() {
    assertThat(find(Optional.empty(), ONLY_ASKING)).isEmpty();

    try (ServedEmbedder embedder = ServedEmbedder.at(triton.url())) {
      assertThat(find(Optional.of(embedder), ONLY_ASKING)).first().isEqualTo("s/a.md");
      assertThat(find(Optional.of(embedder), "Freight costs")).first().isEqualTo("s/b.md");
    }
    assertThat(progress).isEmpty();
  }

  @Test
  void goesOnByWordsAndSaysSoWhileTheEmbedderIsAway() {
    try (ServedEmbedder away = ServedEmbedder.at(triton.url("nobody"))) {
      assertThat(find(Optional.of(away), "freight costs")).containsExactly("s/b.md");
    }
    assertThat(progress).anyMatch(line -> line.contains("found by their words alone"));
  }

  @Test
  void makesTheVectorsWhenTheEmbedderComesAndKeepsThemWhenItGoes() {
    find(Optional.empty(), "freight");
    try (ServedEmbedder embedder = ServedEmbedder.at(triton.url())) {
      assertThat(find(Optional.of(embedder), ONLY_ASKING)).first().isEqualTo("s/a.md");
      assertThat(find(Optional.empty(), "freight")).containsExactly("s/b.md");
      assertThat(find(Optional.of(embedder), ONLY_ASKING)).first().isEqualTo("s/a.md");
    }
  }

  @Test
  void takesVectorsFromAnOpenAiCompatibleEndpointAsWell() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    List<String> asked = new ArrayList<>();
    server.createContext(
        "/v1/embeddings",
        exchange -> {
          asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] answer =
              "{\"object\":\"list\",\"model\":\"m\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[1.0,0.5]}],\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1?model=m");
    try (ServedEmbedder embedder = ServedEmbedder.at(url)) {
      assertThat(embedder.embedQuery("What is sold?")).containsExactly(1f, 0.5f);
      assertThat(embedder.model()).isEqualTo("m");
    } finally {
      server.stop(0);
    }
    assertThat(asked).singleElement().asString().contains("What is sold?");
  }

  private List<String> find(Optional<PassageEmbedder> embedder, String question) {
    var source =
        DocumentSourceDefinition.readableBy(Set.of("employee"), "s", folder.resolve("documents"));
    try (LucenePassageRetriever retriever =
        new LucenePassageRetriever(
            folder.resolve("index"), List.of(source), new FileDocumentReader(), embedder)) {
      retriever.follow(progress::add);
      return retriever
          .retrieve(new PassageQuery(question, Set.of("employee"), Validity.ALWAYS, 5, 8_000))
          .stream()
          .map(found -> found.passage().document().id())
          .toList();
    }
  }
}
