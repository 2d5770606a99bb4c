package dev.rapporteur.model.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.rapporteur.model.ChatModels;
import dev.rapporteur.model.ModelAccess;
import dev.rapporteur.model.ModelConnection;
import dev.rapporteur.model.ModelReadiness.NotReady;
import dev.rapporteur.model.ModelReadiness.Ready;
import dev.rapporteur.model.ModelSettings;
import dev.rapporteur.model.ModelTimeLimits;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.testing.OpenAiStandIn;
import dev.rapporteur.testing.OpenAiStandIn.Reply;
import dev.rapporteur.testing.SelfSigned;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiProviderIT {
  private static final ModelTimeLimits SHORT =
      new ModelTimeLimits(
          Duration.ofSeconds(1),
          Duration.ofMillis(800),
          Duration.ofMillis(600),
          Duration.ofMillis(1_500));

  private OpenAiStandIn endpoint;
  private ModelConnection model;

  @BeforeEach
  void start() {
    endpoint = new OpenAiStandIn();
    model = connect("model=qwen3:14b&thinking=off", ModelSettings.standard().withLimits(SHORT));
  }

  @AfterEach
  void stop() {
    model.close();
    endpoint.close();
  }

  @Test
  void answersWithCounts() {
    endpoint.reply(new Reply("Sales rose.", "stop"));
    ChatResponse response = model.chat().chat(UserMessage.from("?"));
    assertThat(response.aiMessage().text()).isEqualTo("Sales rose.");
    assertThat(response.tokenUsage().outputTokenCount()).isEqualTo(7);
    assertThat(endpoint.asked().getFirst().body().get("model").asString()).isEqualTo("qwen3:14b");
    assertThat(endpoint.asked().getFirst().body().get("chat_template_kwargs").toString())
        .isEqualTo("{\"enable_thinking\":false}");
  }

  @Test
  void streamsOnTheWay() throws Exception {
    endpoint.reply(new Reply("Sales rose.", "stop"));
    StringBuffer seen = new StringBuffer();
    assertThat(stream(seen).get(5, TimeUnit.SECONDS)).isInstanceOf(ChatResponse.class);
    assertThat(seen).hasToString("Sales rose.");
  }

  @Test
  void sendsTheKey() {
    try (ModelConnection keyed =
        connect("model=m", ModelSettings.standard().withAccess(ModelAccess.withApiKey("secret")))) {
      keyed.chat().chat("?");
      assertThat(endpoint.asked().getFirst().headers().get("Authorization"))
          .containsExactly("Bearer secret");
      assertThat(keyed.name()).doesNotContain("secret");
    }
  }

  @Test
  void trustsTheAuthoritiesItIsGivenAndNoOthers(@TempDir Path folder) {
    SelfSigned certificate = SelfSigned.in(folder, "endpoint");
    try (OpenAiStandIn encrypted = new OpenAiStandIn(certificate)) {
      encrypted.reply(new Reply("well", "stop"));
      ModelAccess trusting =
          new ModelAccess(
              Optional.of(certificate.certificate()),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Map.of("X-Team", "reports"));
      ModelSettings once = ModelSettings.standard().withAttempts(1);
      try (ModelConnection good =
          new OpenAiProvider().connect(encrypted.url("model=m"), once.withAccess(trusting))) {
        assertThat(good.chat().chat("?")).isEqualTo("well");
        assertThat(encrypted.asked().getFirst().headers().get("X-team")).containsExactly("reports");
      }
      try (ModelConnection wary = new OpenAiProvider().connect(encrypted.url("model=m"), once)) {
        assertThatThrownBy(() -> wary.chat().chat("?")).isInstanceOf(RuntimeException.class);
      }
      assertThat(encrypted.asked()).hasSize(1);
    }
  }

  @Test
  void refusesAClientCertificate() {
    ModelAccess certified =
        new ModelAccess(
            Optional.empty(),
            Optional.of(Path.of("a.crt")),
            Optional.of(Path.of("a.key")),
            Optional.empty(),
            Map.of());
    assertThatThrownBy(() -> connect("model=m", ModelSettings.standard().withAccess(certified)))
        .isInstanceOf(RapporteurException.class)
        .hasMessageContaining("client certificate");
  }

  @Test
  void callsNothingAfterItWasCanceled() throws Exception {
    endpoint.reply(Reply.stalling("Sales rose in March.", 6), new Reply("other", "stop"));
    CompletableFuture<Object> ended = new CompletableFuture<>();
    CompletableFuture<Void> canceled = new CompletableFuture<>();
    StringBuffer seen = new StringBuffer();
    model
        .streaming()
        .chat(
            List.of(UserMessage.from("?")),
            new StreamingChatResponseHandler() {
              @Override
              public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
                seen.append(piece.text());
                if (seen.length() == 3) {
                  context.streamingHandle().cancel();
                  canceled.complete(null);
                }
              }

              @Override
              public void onCompleteResponse(ChatResponse response) {
                ended.complete(response);
              }

              @Override
              public void onError(Throwable error) {
                ended.complete(error);
              }
            });
    canceled.get(5, TimeUnit.SECONDS);
    assertThat(model.chat().chat("?")).isEqualTo("other");
    assertThat(seen).hasToString("Sal");
    assertThat(ended).isNotDone();
  }

  @Test
  void goesOnWhenTheHandlerThrows() throws Exception {
    endpoint.reply(new Reply("Sales", "stop"));
    CompletableFuture<ChatResponse> ended = new CompletableFuture<>();
    List<Throwable> faults = new CopyOnWriteArrayList<>();
    model
        .streaming()
        .chat(
            "?",
            new StreamingChatResponseHandler() {
              @Override
              public void onPartialResponse(String piece) {
                throw new IllegalStateException("the handler's own");
              }

              @Override
              public void onCompleteResponse(ChatResponse response) {
                ended.complete(response);
              }

              @Override
              public void onError(Throwable error) {
                faults.add(error);
              }
            });
    assertThat(ended.get(5, TimeUnit.SECONDS).aiMessage().text()).isEqualTo("Sales");
    assertThat(faults).hasSize(5).allMatch(fault -> fault.getMessage().equals("the handler's own"));
  }

  @Test
  void refusesARequestThatItCannotPutWithoutATimeoutLater() throws Exception {
    endpoint.reply(new Reply("well", "stop"));
    CompletableFuture<Object> ended = new CompletableFuture<>();
    assertThatThrownBy(
            () ->
                model
                    .streaming()
                    .chat(
                        ChatRequest.builder().messages(UserMessage.from("?")).topK(5).build(),
                        ignoring(ended)))
        .isInstanceOf(UnsupportedFeatureException.class);
    assertThatThrownBy(() -> ended.get(1_200, TimeUnit.MILLISECONDS))
        .isInstanceOf(java.util.concurrent.TimeoutException.class);
  }

  private static StreamingChatResponseHandler ignoring(CompletableFuture<Object> ended) {
    return new StreamingChatResponseHandler() {
      @Override
      public void onCompleteResponse(ChatResponse response) {
        ended.complete(response);
      }

      @Override
      public void onError(Throwable error) {
        ended.complete(error);
      }
    };
  }

  @Test
  void givesToolCalls() {
    endpoint.reply(Reply.calling("sales", "{\"month\":\"2024-03\"}"));
    ChatResponse response =
        model
            .chat()
            .chat(
                ChatRequest.builder()
                    .messages(UserMessage.from("?"))
                    .toolSpecifications(ToolSpecification.builder().name("sales").build())
                    .build());
    assertThat(response.aiMessage().toolExecutionRequests())
        .singleElement()
        .satisfies(call -> assertThat(call.arguments()).isEqualTo("{\"month\":\"2024-03\"}"));
  }

  @Test
  void refusesAnAnswerAgainstItsSchemaThoughTheServerIgnoredIt() {
    endpoint.reply(new Reply("Sure, here you are!", "stop"), new Reply("{\"n\": \"x\"}", "stop"));
    try (ModelConnection twice = connect("model=m", ModelSettings.standard().withAttempts(2))) {
      assertThatThrownBy(() -> twice.chat().chat(schemaRequest()))
          .isInstanceOf(InternalServerException.class)
          .hasMessageContaining("does not satisfy its schema");
    }
    assertThat(endpoint.asked()).hasSize(2);
    assertThat(endpoint.asked().getFirst().body().get("response_format").get("type").asString())
        .isEqualTo("json_schema");
  }

  @Test
  void refusesAnAnswerUnderASchemaThatWasCutOff() {
    endpoint.reply(new Reply("{\"n\": 1", "length"));
    assertThatThrownBy(() -> model.chat().chat(schemaRequest()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("cut off");
  }

  @Test
  void takesNoAnswerWithoutAReasonForItsEnd() throws Exception {
    endpoint.reply(new Reply("seems complete", ""));
    assertThatThrownBy(() -> model.chat().chat("?"))
        .isInstanceOf(InternalServerException.class)
        .hasMessageContaining("without a reason");
    assertThat(stream(new StringBuffer()).get(5, TimeUnit.SECONDS))
        .isInstanceOf(InternalServerException.class);
  }

  @Test
  void givesUpWhenTheBodyStalls() {
    endpoint.reply(Reply.stalling("Sales", 0));
    assertThatThrownBy(() -> model.chat().chat("?"))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("within 1.5 s");
    assertThat(endpoint.asked()).hasSize(1);
  }

  @Test
  void givesUpWhenTheFirstTokenIsTooSlow() throws Exception {
    endpoint.reply(Reply.stalling("Sales", 0));
    assertThat((Throwable) stream(new StringBuffer()).get(5, TimeUnit.SECONDS))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("no first token within 0.8 s");
  }

  @Test
  void givesUpWhenTheStreamStalls() throws Exception {
    endpoint.reply(Reply.stalling("Sales", 3));
    StringBuffer seen = new StringBuffer();
    assertThat((Throwable) stream(seen).get(5, TimeUnit.SECONDS))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("nothing more for 0.6 s");
    assertThat(seen).hasToString("Sal");
  }

  @Test
  void triesAgainWhatMayBeCured() {
    endpoint.reply(Reply.error(503), new Reply("well", "stop"));
    try (ModelConnection patient = connect("model=m", ModelSettings.standard())) {
      assertThat(patient.chat().chat("?")).isEqualTo("well");
    }
    assertThat(endpoint.asked()).hasSize(2);
  }

  @Test
  void namesTheKindOfFailure() {
    endpoint.reply(Reply.error(429));
    try (ModelConnection once = connect("model=m", ModelSettings.standard().withAttempts(1))) {
      assertThatThrownBy(() -> once.chat().chat("?")).isInstanceOf(RateLimitException.class);
    }
  }

  @Test
  void isReadyOnlyWhenItGivesAToken() {
    endpoint.reply(new Reply("H", "length"));
    assertThat(model.readiness().probe()).isInstanceOf(Ready.class);
    assertThat(endpoint.asked().getFirst().body().get("max_tokens").asInt()).isEqualTo(1);
    endpoint.reply(Reply.error(500));
    assertThat(model.readiness().probe()).isInstanceOf(NotReady.class);
    endpoint.close();
    assertThat(model.readiness().probe()).isInstanceOf(NotReady.class);
  }

  @Test
  void countsTokensOfUnknownVocabulariesAsBytes() {
    try (ModelConnection other = connect("model=other", ModelSettings.standard())) {
      assertThat(other.tokens().atMost("中 a")).isEqualTo(5);
    }
    assertThat(model.tokens().atMost("Hello world")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://host/v1",
        "http://host/v1?model=",
        "http://user:secret@host/v1?model=m",
        "http://host/v1?model=m&apiKey=secret",
        "http://host/v1?model=m&thinking=maybe",
        "ftp://host/v1?model=m",
        "grpc://host/v1"
      })
  void refusesUrlsOfAnotherFormWithoutRepeatingSecrets(String url) {
    ChatModels models = new ChatModels(List.of(new OpenAiProvider()));
    assertThatThrownBy(() -> models.connect(URI.create(url), ModelSettings.standard()))
        .isInstanceOf(RapporteurException.class)
        .hasMessageNotContaining("secret");
  }

  private ModelConnection connect(String query, ModelSettings settings) {
    return new ChatModels(List.of(new OpenAiProvider())).connect(endpoint.url(query), settings);
  }

  /** Completes with the response or with the failure. */
  private CompletableFuture<Object> stream(StringBuffer seen) {
    CompletableFuture<Object> ended = new CompletableFuture<>();
    model
        .streaming()
        .chat(
            "?",
            new StreamingChatResponseHandler() {
              @Override
              public void onPartialResponse(String piece) {
                seen.append(piece);
              }

              @Override
              public void onCompleteResponse(ChatResponse response) {
                ended.complete(response);
              }

              @Override
              public void onError(Throwable error) {
                ended.complete(error);
              }
            });
    return ended;
  }

  private static ChatRequest schemaRequest() {
    return ChatRequest.builder()
        .messages(UserMessage.from("?"))
        .responseFormat(
            ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(
                    JsonSchema.builder()
                        .name("answer")
                        .rootElement(
                            JsonObjectSchema.builder()
                                .addIntegerProperty("n")
                                .required("n")
                                .build())
                        .build())
                .build())
        .build();
  }
}
