package dev.rapporteur.pipeline;

import dev.rapporteur.model.ChatModels;
import dev.rapporteur.model.ModelConnection;
import dev.rapporteur.model.ModelSettings;
import dev.rapporteur.model.openai.OpenAiProvider;
import dev.rapporteur.model.triton.TritonProvider;
import java.net.URI;
import java.util.List;

/** Opens the language model at an address, with every kind of server that the product knows. */
public final class ModelConnections {
  private ModelConnections() {}

  /** As {@link ChatModels#connect}, with the standard settings. */
  public static ModelConnection open(URI url) {
    return open(url, ModelSettings.standard());
  }

  /** As {@link ChatModels#connect}. */
  public static ModelConnection open(URI url, ModelSettings settings) {
    return new ChatModels(List.of(new TritonProvider(), new OpenAiProvider()))
        .connect(url, settings);
  }
}
