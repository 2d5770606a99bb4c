package dev.rapporteur.model.triton;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.rapporteur.model.ModelConnection;
import dev.rapporteur.model.ModelProvider;
import dev.rapporteur.model.ModelReadiness;
import dev.rapporteur.model.ModelSettings;
import dev.rapporteur.model.TokenCounter;
import java.net.URI;

/** Models at {@code grpc://} and {@code grpcs://} URLs. */
public final class TritonProvider implements ModelProvider {

  @Override
  public boolean accepts(URI url) {
    return TritonAddress.isTriton(url);
  }

  @Override
  public ModelConnection connect(URI url, ModelSettings settings) {
    TritonClient client = TritonClient.open(url, settings);
    return new Connection(
        client, new TritonChatModel(client), new TritonStreamingChatModel(client));
  }

  private record Connection(TritonClient client, ChatModel chat, StreamingChatModel streaming)
      implements ModelConnection {
    @Override
    public String name() {
      return client.model() + " at " + client.url();
    }

    @Override
    public EmbeddingModel embedding() {
      return new TritonEmbeddingModel(client);
    }

    @Override
    public ModelReadiness readiness() {
      return client::probe;
    }

    @Override
    public TokenCounter tokens() {
      return client.tokens();
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
