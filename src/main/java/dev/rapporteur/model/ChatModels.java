package dev.rapporteur.model;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.net.URI;
import java.util.List;

/**
 * Opens language models by URL: {@code grpc://host:8001/report_writer} and {@code grpcs://...} for
 * Triton (several servers: {@code grpc://one:8001,two:8001/report_writer}), {@code
 * http(s)://host/v1?model=NAME} for OpenAI-compatible endpoints.
 */
public final class ChatModels {
  private final List<ModelProvider> providers;

  public ChatModels(List<ModelProvider> providers) {
    this.providers = List.copyOf(providers);
  }

  /**
   * @throws RapporteurException of kind DEFINITION if no provider takes the URL, or the one that
   *     takes it finds a mistake
   */
  public ModelConnection connect(URI url, ModelSettings settings) {
    for (ModelProvider provider : providers) {
      if (provider.accepts(url)) {
        return provider.connect(url, settings);
      }
    }
    throw new RapporteurException(
        FailureKind.DEFINITION,
        "The model URL is of no known kind.",
        "Use grpc://host:8001/model, grpcs://host:8001/model or http(s)://host/v1?model=NAME.");
  }
}
