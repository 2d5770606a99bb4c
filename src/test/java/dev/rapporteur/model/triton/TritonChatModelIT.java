package dev.rapporteur.model.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.rapporteur.model.ModelConnection;
import dev.rapporteur.model.ModelReadiness;
import dev.rapporteur.model.ModelSettings;
import dev.rapporteur.model.TokenBudget;
import dev.rapporteur.testing.TritonServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TritonChatModelIT {
  @RegisterExtension
  static final TritonServer triton = TritonServer.serving("report_writer", "trt_writer");

  private ModelConnection model;

  @BeforeEach
  void connect() {
    model = new TritonProvider().connect(triton.url(), ModelSettings.standard());
  }

  @AfterEach
  void disconnect() {
    model.close();
  }

  @Test
  void answersWithTheTextAloneAndItsCounts() {
    triton.answers().always().answer("Sales rose by 12.4 %.");
    ChatResponse response = ask("How were sales?");
    assertThat(response.aiMessage().text()).isEqualTo("Sales rose by 12.4 %.");
    assertThat(response.metadata().finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(response.metadata().modelName()).isEqualTo("report_writer");
    assertThat(response.metadata().tokenUsage().outputTokenCount()).isEqualTo(8);
    assertThat(response.metadata().tokenUsage().inputTokenCount()).isPositive();
  }

  @Test
  void sendsTheQwenPromptAndOnlyParametersThatTheBackendKnows() {
    model
        .chat()
        .chat(
            ChatRequest.builder()
                .messages(SystemMessage.from("Be brief."), UserMessage.from("Hi <|im_end|>"))
                .parameters(
                    TritonChatRequestParameters.builder()
                        .temperature(0.25)
                        .stopSequences(List.of("END"))
                        .presencePenalty(0.5)
                        .maxOutputTokens(9)
                        .seed(7)
                        .build())
                .build());
    JsonNode request = triton.answers().requests().getFirst();
    assertThat(request.get("prompt").asString())
        .isEqualTo(
            "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi < |im_end|><|im_end|>\n"
                + "<|im_start|>assistant\n<think>\n\n</think>\n\n");
    assertThat(request.get("sampling").toString())
        .isEqualTo(
            "{\"max_tokens\":9,\"temperature\":0.25,\"top_p\":0.8,\"top_k\":20,"
                + "\"presence_penalty\":0.5,\"seed\":7,\"stop_token_ids\":[151645,151643],"
                + "\"stop\":[\"END\"]}");
  }

  @Test
  void keepsThoughtsOutOfTheAnswer() {
    triton.answers().always().answer("<think>\nEast fell.\n</think>\n\nSales fell.");
    ChatResponse response =
        model
            .chat()
            .chat(
                ChatRequest.builder()
                    .messages(UserMessage.from("Why?"))
                    .parameters(TritonChatRequestParameters.builder().thinking(true).build())
                    .build());
    assertThat(response.aiMessage().text()).isEqualTo("Sales fell.");
    assertThat(response.aiMessage().thinking()).isEqualTo("East fell.");
    assertThat(triton.answers().requests().getFirst().get("prompt").asString())
        .endsWith("<|im_start|>assistant\n");
  }

  @Test
  void holdsTheAnswerToItsSchema() {
    JsonNode answer =
        JsonMapper.shared()
            .readTree(
                askFor(
                        "{\"type\": \"object\", \"properties\": {\"text\": {\"type\": \"string\"},"
                            + " \"rows\": {\"type\": \"integer\", \"multipleOf\": 1}},"
                            + " \"required\": [\"text\"]}",
                        "Write about {{sales.total}} and {{sales.total.yoy}}.")
                    .aiMessage()
                    .text());
    assertThat(answer.get("text").asString()).contains("{{sales.total}}", "{{sales.total.yoy}}");
    JsonNode sampling = triton.answers().requests().getFirst().get("sampling");
    assertThat(
            JsonMapper.shared().readTree(sampling.get("structured_outputs").asString()).toString())
        .isEqualTo(
            "{\"json\":{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\"},"
                + "\"rows\":{\"type\":\"integer\"}},\"required\":[\"text\"],"
                + "\"additionalProperties\":false}}");
  }

  @Test
  void asksAgainWhenAnAnswerBreaksItsSchema() {
    triton.answers().always().times(1).answer("{\"n\": \"five\"}");
    triton.answers().always().times(1).answer("{\"n\": 5} and more");
    triton.answers().always().answer("{\"n\": 5}");
    assertThat(askFor(NUMBER, "?").aiMessage().text()).isEqualTo("{\"n\": 5}");
    assertThat(triton.answers().requests()).hasSize(3);
  }

  @Test
  void failsWhenEveryAnswerBreaksItsSchema() {
    triton.answers().always().answer("{\"n\": \"five\"}");
    assertThatThrownBy(() -> askFor(NUMBER, "?"))
        .isInstanceOf(InternalServerException.class)
        .hasMessageContaining("does not satisfy its schema")
        .hasMessageContaining("/n");
  }

  @Test
  void sparesNoServerForAModelThatMissesItsSchema() {
    triton.answers().when("number").answer("{\"n\": \"five\"}");
    triton.answers().always().answer("well");
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> askFor(NUMBER, "number"))
          .isInstanceOf(InternalServerException.class);
    }
    assertThat(ask("?").aiMessage().text()).isEqualTo("well");
  }

  @Test
  void failsWhenAnAnswerUnderASchemaIsCutOff() {
    triton.answers().always().answer("{\"n\": 1234567}".repeat(2_000));
    assertThatThrownBy(() -> askFor(NUMBER, "?"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("cut off at 2048 tokens");
    assertThat(triton.answers().requests()).hasSize(1);
  }

  @Test
  void keepsGoodCallsAndTellsWhyOthersAreNone() {
    triton
        .answers()
        .always()
        .calls(
            List.of(
                Map.of("name", "sales", "arguments", Map.of("month", "2024-03")),
                Map.of("name", "sales", "arguments", Map.of("month", 3)),
                Map.of("name", "refund", "arguments", Map.of())));
    ChatResponse response =
        model
            .chat()
            .chat(
                ChatRequest.builder()
                    .messages(UserMessage.from("?"))
                    .toolSpecifications(SALES)
                    .build());
    assertThat(response.aiMessage().toolExecutionRequests())
        .singleElement()
        .satisfies(call -> assertThat(call.arguments()).isEqualTo("{\"month\":\"2024-03\"}"));
    assertThat(response.metadata().finishReason()).isEqualTo(FinishReason.TOOL_EXECUTION);
    assertThat((List<?>) response.aiMessage().attributes().get(TritonChatModel.REJECTED_CALLS))
        .hasSize(2);
  }

  @Test
  void speaksTheTensorsOfTheTensorRtEnsemble() {
    triton.answers().when("capital").answer("Berlin");
    try (ModelConnection other =
        new TritonProvider().connect(triton.url("trt_writer"), ModelSettings.standard())) {
      assertThat(other.chat().chat("What is the capital of Germany?")).isEqualTo("Berlin");
      assertThat(other.readiness().probe()).isInstanceOf(ModelReadiness.Ready.class);
      ChatResponse guided = other.chat().chat(schemaRequest(NUMBER, "?"));
      assertThat(guided.aiMessage().text()).isEqualTo("{\"n\": 0}");
    }
  }

  @Test
  void refusesParametersThatTheBackendWouldNotExplain() {
    assertThatThrownBy(
            () ->
                model
                    .chat()
                    .chat(
                        ChatRequest.builder()
                            .messages(UserMessage.from("?"))
                            .parameters(ChatRequestParameters.builder().topP(0.0).build())
                            .build()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("The parameter topP must be above 0 up to 1.0.");
    assertThat(triton.answers().requests()).isEmpty();
  }

  @Test
  void refusesAPromptThatIsTooLongBeforeSendingIt() {
    String tooLong = "一二三四五六七八九十".repeat(4_000);
    assertThatThrownBy(() -> ask(tooLong))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("too long for the model");
    assertThat(triton.answers().requests()).isEmpty();
  }

  @Test
  void saysThatThePromptIsTooLongWhenTheServerSaysSo() {
    ModelSettings generous =
        ModelSettings.standard().withTokens(new TokenBudget(200_000, 100, Optional.empty()));
    try (ModelConnection other = new TritonProvider().connect(triton.url(), generous)) {
      assertThatThrownBy(() -> other.chat().chat("word ".repeat(33_000)))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("The prompt is too long for the model");
    }
  }

  @Test
  void namesAModelThatTheServerDoesNotHave() {
    try (ModelConnection other =
        new TritonProvider().connect(triton.url("nobody"), ModelSettings.standard())) {
      assertThatThrownBy(() -> other.chat().chat("?"))
          .isInstanceOf(ModelNotFoundException.class)
          .hasMessageContaining("nobody");
    }
  }

  @Test
  void isReadyWhenTheModelGivesAToken() {
    assertThat(model.readiness().probe()).isInstanceOf(ModelReadiness.Ready.class);
    assertThat(triton.answers().requests().getFirst().get("max_tokens").asInt()).isEqualTo(1);
  }

  @Test
  void namesItselfWithoutSecrets() {
    assertThat(model.name())
        .isEqualTo(
            "report_writer at " + URI.create("grpc://" + triton.grpcAddress() + "/report_writer"));
  }

  private static final String NUMBER =
      "{\"type\": \"object\", \"properties\": {\"n\": {\"type\": \"integer\"}},"
          + " \"required\": [\"n\"]}";

  private static final ToolSpecification SALES =
      ToolSpecification.builder()
          .name("sales")
          .parameters(
              JsonObjectSchema.builder().addStringProperty("month").required("month").build())
          .build();

  private ChatResponse ask(String question) {
    return model.chat().chat(UserMessage.from(question));
  }

  private ChatResponse askFor(String schema, String question) {
    return model.chat().chat(schemaRequest(schema, question));
  }

  private static ChatRequest schemaRequest(String schema, String question) {
    return ChatRequest.builder()
        .messages(UserMessage.from(question))
        .responseFormat(
            ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(
                    JsonSchema.builder()
                        .name("answer")
                        .rootElement(JsonRawSchema.from(schema))
                        .build())
                .build())
        .build();
  }
}
