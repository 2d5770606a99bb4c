package dev.rapporteur.pipeline;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.rapporteur.knowledge.PassageEmbedder;
import dev.rapporteur.model.ModelConnection;
import dev.rapporteur.model.ModelSettings;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Passages' vectors from a model that is served: Triton's {@code embedder}, or an HTTP endpoint.
 */
public final class ServedEmbedder implements PassageEmbedder, AutoCloseable {
  private static final String SETTING = "RAPPORTEUR_EMBEDDER";

  private final ModelConnection connection;
  private final EmbeddingModel model;

  private ServedEmbedder(ModelConnection connection) {
    this.connection = connection;
    this.model = connection.embedding();
  }

  /**
   * Prepares to ask the model at the URL; connects with the first question.
   *
   * @throws dev.rapporteur.report.RapporteurException if no model can be served at such a URL
   */
  public static ServedEmbedder at(URI url) {
    return new ServedEmbedder(ModelConnections.open(url, ModelSettings.standard().withAttempts(2)));
  }

  /** The embedder that the environment names in {@code RAPPORTEUR_EMBEDDER}, if it does. */
  public static Optional<ServedEmbedder> configured() {
    return Optional.ofNullable(System.getenv(SETTING))
        .filter(url -> !url.isBlank())
        .map(url -> at(URI.create(url.strip())));
  }

  @Override
  public String model() {
    return model.modelName();
  }

  @Override
  public List<float[]> embedPassages(List<String> texts) {
    return model.embedAll(texts.stream().map(TextSegment::from).toList()).content().stream()
        .map(Embedding::vector)
        .toList();
  }

  @Override
  public float[] embedQuery(String text) {
    EmbeddingRequest.Builder request = EmbeddingRequest.builder().input(text);
    if (model.supportedParameters().contains(EmbeddingRequestParameters.INPUT_TYPE)) {
      request.inputType(EmbeddingInputType.QUERY);
    }
    return model.embed(request.build()).embeddings().getFirst().vector();
  }

  @Override
  public void close() {
    connection.close();
  }
}
