package dev.rapporteur.model.triton;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.rapporteur.model.AnswerFormat;
import dev.rapporteur.model.qwen.QwenMessages;
import dev.rapporteur.model.qwen.QwenPrompt;
import dev.rapporteur.model.qwen.QwenPrompt.Ending;
import dev.rapporteur.model.qwen.QwenReply;
import dev.rapporteur.model.qwen.ToolCallParser;
import dev.rapporteur.model.triton.TritonFailure.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A LangChain4j request turned into a question to the model, and the answer turned back. */
final class PreparedChat {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Generation generation;
  private final Optional<ToolCallParser> parser;
  private final Optional<AnswerFormat> format;
  private final boolean callRequired;

  private PreparedChat(
      Generation generation,
      Optional<ToolCallParser> parser,
      Optional<AnswerFormat> format,
      boolean callRequired) {
    this.generation = generation;
    this.parser = parser;
    this.format = format;
    this.callRequired = callRequired;
  }

  /**
   * @throws dev.langchain4j.exception.UnsupportedFeatureException if a message holds what the model
   *     cannot read
   * @throws InvalidRequestException if a parameter is out of range or the prompt too long
   */
  static PreparedChat of(ChatRequest request, TritonClient client) {
    ChatRequestParameters parameters = request.parameters();
    List<ToolSpecification> tools =
        parameters.toolChoice() == ToolChoice.NONE ? List.of() : parameters.toolSpecifications();
    boolean required = parameters.toolChoice() == ToolChoice.REQUIRED && !tools.isEmpty();
    Optional<AnswerFormat> format =
        required ? Optional.empty() : AnswerFormat.of(parameters.responseFormat());
    Optional<JsonNode> guide = guide(format.map(AnswerFormat::schema), required, tools);
    Generation generation =
        new Generation(
            parameters.modelName() == null ? client.model() : parameters.modelName(),
            QwenPrompt.render(
                QwenMessages.turns(request.messages()),
                QwenMessages.tools(tools),
                ending(parameters, guide)),
            sampling(parameters, guide, client.settings().tokens().answer()));
    requireFit(generation.prompt(), client);
    return new PreparedChat(
        generation,
        tools.isEmpty() ? Optional.empty() : Optional.of(new ToolCallParser(schemas(tools))),
        format,
        required);
  }

  Generation generation() {
    return generation;
  }

  Optional<ToolCallParser> parser() {
    return parser;
  }

  /** Refuses an answer that does not satisfy what it was held to. */
  void check(Answer answer) throws TritonFailure {
    if (format.isEmpty() && !callRequired) {
      return;
    }
    if (answer.cutOff()) {
      throw new TritonFailure(
          Kind.CUT_OFF,
          "The answer of "
              + generation.model()
              + " was cut off at "
              + generation.sampling().maxTokens()
              + " tokens and is not whole JSON.");
    }
    QwenReply reply = QwenReply.of(answer.text(), parser);
    boolean called = !reply.parsed().calls().isEmpty() || !reply.parsed().rejected().isEmpty();
    if (called) {
      return;
    }
    if (callRequired) {
      throw unfit("holds no call of a tool, though one was required");
    }
    Optional<String> problem = format.flatMap(json -> json.problem(reply.parsed().text()));
    if (problem.isPresent()) {
      throw unfit(problem.get());
    }
  }

  private TritonFailure unfit(String what) {
    return new TritonFailure(Kind.UNFIT, "The answer of " + generation.model() + " " + what + ".");
  }

  /** The answer as LangChain4j knows it. */
  ChatResponse response(Answer answer) {
    QwenReply reply = QwenReply.of(answer.text(), parser);
    List<ToolExecutionRequest> calls = calls(reply, answer.id());
    String text = reply.parsed().text();
    AiMessage.Builder message = AiMessage.builder().toolExecutionRequests(calls);
    message.text(text.isEmpty() && !calls.isEmpty() ? null : text);
    message.thinking(reply.thinking().isEmpty() ? null : reply.thinking());
    if (!reply.parsed().rejected().isEmpty()) {
      List<String> reasons =
          reply.parsed().rejected().stream().map(ToolCallParser.Rejected::reason).toList();
      message.attributes(Map.of(TritonChatModel.REJECTED_CALLS, reasons));
    }
    FinishReason reason =
        !calls.isEmpty()
            ? FinishReason.TOOL_EXECUTION
            : answer.cutOff() ? FinishReason.LENGTH : FinishReason.STOP;
    return ChatResponse.builder()
        .aiMessage(message.build())
        .metadata(
            ChatResponseMetadata.builder()
                .id(answer.id())
                .modelName(generation.model())
                .tokenUsage(
                    new TokenUsage(boxed(answer.inputTokens()), boxed(answer.outputTokens())))
                .finishReason(reason)
                .build())
        .build();
  }

  private static List<ToolExecutionRequest> calls(QwenReply reply, String id) {
    List<ToolExecutionRequest> calls = new ArrayList<>();
    for (ToolCallParser.Call call : reply.parsed().calls()) {
      calls.add(
          ToolExecutionRequest.builder()
              .id(id + "-" + (calls.size() + 1))
              .name(call.name())
              .arguments(call.arguments().toString())
              .build());
    }
    return calls;
  }

  private static @Nullable Integer boxed(OptionalInt count) {
    return count.isPresent() ? count.getAsInt() : null;
  }

  /**
   * What the answer is held to while it is drawn. Where both an answer under a schema and calls are
   * possible, each of them is a way to satisfy it.
   */
  private static Optional<JsonNode> guide(
      Optional<JsonNode> answer, boolean required, List<ToolSpecification> tools) {
    if (!required && (answer.isEmpty() || tools.isEmpty())) {
      return answer.map(StructuredOutput::reduced);
    }
    List<JsonNode> ways = new ArrayList<>();
    answer.map(StructuredOutput::reduced).ifPresent(ways::add);
    tools.forEach(tool -> ways.add(callSchema(tool)));
    if (ways.size() == 1) {
      return Optional.of(ways.getFirst());
    }
    ObjectNode any = JSON.createObjectNode();
    ArrayNode list = any.putArray("anyOf");
    ways.forEach(list::add);
    return Optional.of(any);
  }

  private static JsonNode callSchema(ToolSpecification tool) {
    ObjectNode call = JSON.createObjectNode().put("type", "object");
    ObjectNode properties = call.putObject("properties");
    properties.putObject("name").put("const", tool.name());
    properties.set("arguments", StructuredOutput.reduced(QwenMessages.parameters(tool)));
    call.putArray("required").add("name").add("arguments");
    return call.put("additionalProperties", false);
  }

  private static Map<String, JsonNode> schemas(List<ToolSpecification> tools) {
    Map<String, JsonNode> schemas = new LinkedHashMap<>();
    tools.forEach(tool -> schemas.put(tool.name(), QwenMessages.parameters(tool)));
    return schemas;
  }

  /** Under a schema the first token must already be JSON, so there is no room for a thought. */
  private static Ending ending(ChatRequestParameters parameters, Optional<JsonNode> guide) {
    boolean thinks =
        parameters instanceof TritonChatRequestParameters ours && ours.thinking().orElse(false);
    return thinks && guide.isEmpty() ? Ending.THINKING : Ending.NOT_THINKING;
  }

  private static Sampling sampling(
      ChatRequestParameters parameters, Optional<JsonNode> guide, int answerTokens) {
    return new Sampling(
        parameters.maxOutputTokens() == null ? answerTokens : parameters.maxOutputTokens(),
        optional(parameters.temperature()),
        optional(parameters.topP()),
        parameters.topK() == null ? OptionalInt.empty() : OptionalInt.of(parameters.topK()),
        optional(parameters.presencePenalty()),
        optional(parameters.frequencyPenalty()),
        parameters instanceof TritonChatRequestParameters ours ? ours.seed() : OptionalLong.empty(),
        parameters.stopSequences(),
        guide);
  }

  private static OptionalDouble optional(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /**
   * A token takes at least one byte, and a character at most three, so short prompts always fit.
   */
  private static void requireFit(String prompt, TritonClient client) {
    int context = client.settings().tokens().context();
    if (prompt.length() * 3L < context) {
      return;
    }
    int tokens = client.tokens().atMost(prompt);
    if (tokens >= context) {
      throw new InvalidRequestException(
          "The prompt is too long for the model: up to %,d tokens, of %,d that question and answer may have."
              .formatted(tokens, context));
    }
  }
}
