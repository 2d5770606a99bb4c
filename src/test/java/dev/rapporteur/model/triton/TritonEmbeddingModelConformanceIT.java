package dev.rapporteur.model.triton;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.common.AbstractEmbeddingModelIT;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.rapporteur.model.ModelReadiness;
import dev.rapporteur.model.ModelSettings;
import dev.rapporteur.testing.TritonServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * LangChain4j's conformance kit for embedding models, on the real Triton with an embedder that has
 * the tensors of ours.
 *
 * <p>Left out: images, for the model reads text only; vectors cut to fewer dimensions and counts of
 * tokens, which the served model does not give.
 */
class TritonEmbeddingModelConformanceIT extends AbstractEmbeddingModelIT {
  @RegisterExtension static final TritonServer triton = TritonServer.serving("embedder");

  private final List<TritonClient> clients = new ArrayList<>();

  @AfterAll
  void close() {
    clients.forEach(TritonClient::close);
  }

  @Test
  void embedsMoreTextsThanTheModelTakesAtOnceInTheirOrder() {
    EmbeddingModel model = models().getFirst();
    List<TextSegment> texts =
        IntStream.range(0, 100).mapToObj(i -> TextSegment.from("text number " + i)).toList();
    var embeddings = model.embedAll(texts).content();
    assertThat(embeddings).hasSize(100);
    assertThat(embeddings.get(77)).isEqualTo(model.embed("text number 77").content());
  }

  @Test
  void isReadyWhenItGivesAVector() {
    assertThat(client(triton.url()).probe()).isInstanceOf(ModelReadiness.Ready.class);
    assertThat(client(triton.url("nobody")).probe()).isInstanceOf(ModelReadiness.NotReady.class);
  }

  @Override
  protected List<EmbeddingModel> models() {
    return List.of(new TritonEmbeddingModel(client(triton.url())));
  }

  @Override
  protected EmbeddingModel modelWith(EmbeddingModelListener listener) {
    return new TritonEmbeddingModel(client(triton.url()), List.of(listener));
  }

  @Override
  protected EmbeddingModel failingModelWith(EmbeddingModelListener listener) {
    return new TritonEmbeddingModel(client(triton.url("nobody")), List.of(listener));
  }

  private TritonClient client(URI url) {
    TritonClient client = TritonClient.open(url, ModelSettings.standard());
    clients.add(client);
    return client;
  }

  @Override
  protected boolean supportsDimensionsParameter() {
    return false;
  }

  @Override
  protected boolean supportsImageInput() {
    return false;
  }

  @Override
  protected boolean assertTokenUsage() {
    return false;
  }
}
