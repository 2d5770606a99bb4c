package dev.rapporteur.model.openai;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.rapporteur.model.ModelConnection;
import dev.rapporteur.model.ModelMetrics;
import dev.rapporteur.model.ModelProvider;
import dev.rapporteur.model.ModelReadiness;
import dev.rapporteur.model.ModelReadiness.Finding;
import dev.rapporteur.model.ModelReadiness.NotReady;
import dev.rapporteur.model.ModelReadiness.Ready;
import dev.rapporteur.model.ModelSettings;
import dev.rapporteur.model.TokenCounter;
import dev.rapporteur.model.qwen.QwenTokens;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Models at {@code http(s)://host/v1?model=NAME} URLs. */
public final class OpenAiProvider implements ModelProvider {

  @Override
  public boolean accepts(URI url) {
    return OpenAiAddress.isHttp(url);
  }

  @Override
  public ModelConnection connect(URI url, ModelSettings settings) {
    OpenAiAddress address = OpenAiAddress.of(url);
    if (settings.access().certificate().isPresent()) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "A client certificate is set for " + address.base() + ", but HTTP endpoints take keys.",
          "Remove the certificate, or use a grpcs:// URL.");
    }
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("model-clock").factory());
    AnswerChecks checks = new AnswerChecks(address.model(), settings.metrics());
    ChatModel chat =
        new PunctualChatModel(
            chat(address, settings, settings.tokens().answer()),
            settings.limits().total(),
            settings.attempts(),
            checks);
    StreamingChatModel streaming =
        new PunctualStreamingChatModel(
            streaming(address, settings), settings.limits(), clock, checks);
    return new Connection(
        address,
        chat,
        streaming,
        embedding(address, settings),
        probe(address, settings),
        tokens(address, settings),
        clock);
  }

  private static ChatModel chat(OpenAiAddress address, ModelSettings settings, int answerTokens) {
    return OpenAiChatModel.builder()
        .httpClientBuilder(http(settings))
        .baseUrl(address.base())
        .modelName(address.model())
        .apiKey(settings.access().apiKey().orElse(null))
        .customHeaders(settings.access().headers())
        .customParameters(extras(address))
        .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
        .maxTokens(answerTokens)
        .maxRetries(0)
        .listeners(settings.listeners())
        .build();
  }

  private static StreamingChatModel streaming(OpenAiAddress address, ModelSettings settings) {
    return OpenAiStreamingChatModel.builder()
        .httpClientBuilder(http(settings))
        .baseUrl(address.base())
        .modelName(address.model())
        .apiKey(settings.access().apiKey().orElse(null))
        .customHeaders(settings.access().headers())
        .customParameters(extras(address))
        .maxTokens(settings.tokens().answer())
        .listeners(settings.listeners())
        .build();
  }

  private static EmbeddingModel embedding(OpenAiAddress address, ModelSettings settings) {
    return OpenAiEmbeddingModel.builder()
        .httpClientBuilder(http(settings))
        .baseUrl(address.base())
        .modelName(address.model())
        .apiKey(settings.access().apiKey().orElse(null))
        .customHeaders(settings.access().headers())
        .maxRetries(settings.attempts() - 1)
        .build();
  }

  private static Map<String, Object> extras(OpenAiAddress address) {
    return address.thinkingOff()
        ? Map.of("chat_template_kwargs", Map.of("enable_thinking", false))
        : Map.of();
  }

  private static HttpClientBuilder http(ModelSettings settings) {
    HttpClient.Builder client = HttpClient.newBuilder();
    settings.access().authorities().ifPresent(file -> client.sslContext(PemTrust.in(file)));
    JdkHttpClientBuilder http = JdkHttpClient.builder().httpClientBuilder(client);
    return http.connectTimeout(settings.limits().connect()).readTimeout(settings.limits().total());
  }

  /** Asks for one token, once. */
  private static ModelReadiness probe(OpenAiAddress address, ModelSettings settings) {
    ChatModel oneToken =
        new PunctualChatModel(
            chat(address, settings.withListeners(List.of()), 1),
            settings.limits().firstToken(),
            1,
            new AnswerChecks(address.model(), ModelMetrics.NONE));
    return () -> finding(oneToken);
  }

  private static Finding finding(ChatModel oneToken) {
    long begin = System.nanoTime();
    try {
      oneToken.chat("Hi");
      return new Ready(Duration.ofNanos(System.nanoTime() - begin));
    } catch (RuntimeException e) {
      return new NotReady("The model endpoint gave no token: " + e.getMessage());
    }
  }

  /** The vocabulary of other models is not known; no tokenizer makes more tokens than bytes. */
  private static TokenCounter tokens(OpenAiAddress address, ModelSettings settings) {
    return address.model().toLowerCase(Locale.ROOT).contains("qwen")
        ? QwenTokens.with(settings.tokens().vocabulary())
        : text -> text.getBytes(StandardCharsets.UTF_8).length;
  }

  private record Connection(
      OpenAiAddress address,
      ChatModel chat,
      StreamingChatModel streaming,
      EmbeddingModel embedding,
      ModelReadiness readiness,
      TokenCounter tokens,
      ScheduledExecutorService clock)
      implements ModelConnection {
    @Override
    public String name() {
      return address.model() + " at " + address.base();
    }

    @Override
    public void close() {
      clock.shutdownNow();
    }
  }
}
