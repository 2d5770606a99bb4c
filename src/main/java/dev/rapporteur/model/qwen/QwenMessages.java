package dev.rapporteur.model.qwen;

import static dev.rapporteur.model.qwen.ControlTokens.neutralize;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * LangChain4j messages and tools as Qwen3's template takes them. All texts are neutralized:
 * whatever a message holds stays inside its turn.
 */
public final class QwenMessages {
  private static final JsonMapper JSON = JsonMapper.shared();

  private QwenMessages() {}

  /**
   * The turns of a conversation.
   *
   * @throws UnsupportedFeatureException if a message holds more than text, or is of a kind that the
   *     template does not know
   */
  public static List<QwenTurn> turns(List<ChatMessage> messages) {
    return messages.stream().map(QwenMessages::turn).toList();
  }

  /** The tools as the template prints them, in the order given. */
  public static List<JsonNode> tools(List<ToolSpecification> tools) {
    List<JsonNode> printed = new ArrayList<>();
    for (ToolSpecification tool : tools) {
      ObjectNode function = JSON.createObjectNode().put("name", tool.name());
      if (tool.description() != null) {
        function.put("description", tool.description());
      }
      function.set("parameters", parameters(tool));
      ObjectNode entry = JSON.createObjectNode().put("type", "function");
      entry.set("function", function);
      printed.add(JSON.readTree(neutralize(JSON.writeValueAsString(entry))));
    }
    return printed;
  }

  /** The JSON Schema of a tool's arguments. */
  public static JsonNode parameters(ToolSpecification tool) {
    Map<String, ?> schema =
        tool.parameters() == null
            ? Map.of("type", "object", "properties", Map.of())
            : JsonSchemaElementUtils.toMap(tool.parameters());
    return JSON.valueToTree(schema);
  }

  private static QwenTurn turn(ChatMessage message) {
    return switch (message) {
      case SystemMessage system -> new QwenTurn.System(neutralize(system.text()));
      case UserMessage user -> new QwenTurn.User(neutralize(text(user.contents())));
      case AiMessage answer -> assistant(answer);
      case ToolExecutionResultMessage result ->
          new QwenTurn.ToolResult(neutralize(text(result.contents())));
      default ->
          throw new UnsupportedFeatureException(
              "Messages of type %s are not supported yet by this model provider"
                  .formatted(message.type()));
    };
  }

  private static QwenTurn assistant(AiMessage answer) {
    return new QwenTurn.Assistant(
        neutralizedOrEmpty(answer.text()),
        Optional.ofNullable(answer.thinking()).map(ControlTokens::neutralize),
        answer.toolExecutionRequests().stream().map(QwenMessages::call).toList());
  }

  private static QwenTurn.Call call(ToolExecutionRequest request) {
    String arguments = neutralizedOrEmpty(request.arguments());
    return new QwenTurn.Call(neutralize(request.name()), arguments.isBlank() ? "{}" : arguments);
  }

  private static String text(List<Content> contents) {
    return contents.stream().map(QwenMessages::text).collect(Collectors.joining("\n"));
  }

  private static String text(Content content) {
    if (content instanceof TextContent text) {
      return text.text();
    }
    throw new UnsupportedFeatureException(
        "Content of type %s is not supported yet by this model provider"
            .formatted(content.type().toString().toLowerCase(Locale.ROOT)));
  }

  private static String neutralizedOrEmpty(@Nullable String text) {
    return text == null ? "" : neutralize(text);
  }
}
