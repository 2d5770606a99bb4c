package dev.rapporteur.model.triton;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.langchain4j.model.embedding.request.EmbeddingInput;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingParameter;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.embedding.response.EmbeddingResponseMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The model of {@code triton-model-repo/embedder} as LangChain4j's {@link EmbeddingModel}: vectors
 * of length one, whose dot product says how near two meanings are. Inputs marked as queries get the
 * instruction that Qwen3-Embedding was trained with; others are embedded as they are. Failures and
 * attempts are those of {@link TritonChatModel}.
 */
public final class TritonEmbeddingModel implements EmbeddingModel {
  private static final String QUERY =
      "Instruct: Given a question, retrieve passages of documents that answer it\nQuery:";

  /** As many texts as the model is configured to take at once. */
  private static final int BATCH = 32;

  private final TritonClient client;
  private final List<EmbeddingModelListener> listeners;

  public TritonEmbeddingModel(TritonClient client) {
    this(client, List.of());
  }

  public TritonEmbeddingModel(TritonClient client, List<EmbeddingModelListener> listeners) {
    this.client = client;
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public EmbeddingResponse doEmbed(EmbeddingRequest request) {
    String before = request.inputType() == EmbeddingInputType.QUERY ? QUERY : "";
    List<String> texts =
        request.inputs().stream().map(EmbeddingInput::text).map(before::concat).toList();
    List<Embedding> embeddings = new ArrayList<>(texts.size());
    for (int begin = 0; begin < texts.size(); begin += BATCH) {
      List<String> batch = texts.subList(begin, Math.min(texts.size(), begin + BATCH));
      client.embed(batch).forEach(vector -> embeddings.add(Embedding.from(vector)));
    }
    return EmbeddingResponse.builder()
        .embeddings(embeddings)
        .metadata(EmbeddingResponseMetadata.builder().modelName(modelName()).build())
        .build();
  }

  @Override
  public Set<EmbeddingParameter<?>> supportedParameters() {
    return Set.of(EmbeddingRequestParameters.INPUT_TYPE);
  }

  @Override
  public List<EmbeddingModelListener> listeners() {
    return listeners;
  }

  @Override
  public String modelName() {
    return client.model();
  }
}
