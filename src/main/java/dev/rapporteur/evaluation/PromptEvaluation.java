package dev.rapporteur.evaluation;

import dev.rapporteur.model.qwen.QwenPrompt;
import dev.rapporteur.model.qwen.QwenPrompt.Ending;
import dev.rapporteur.model.qwen.QwenTurn;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;

/**
 * Whether our Qwen3 prompts equal those of the model's own chat template: each vector of a file is
 * rendered and compared with the text that it expects. A vector has {@code name}, {@code messages},
 * {@code tools} (may be absent), {@code add_generation_prompt}, {@code enable_thinking} (absent:
 * true) and {@code expected}; the file is an array of them, or an object with the array under
 * {@code vectors}.
 */
public final class PromptEvaluation {

  /**
   * What came out.
   *
   * @param equal how many vectors are equal to the last byte
   * @param different the names of the others, in the order of the file
   */
  public record Result(int equal, List<String> different) {
    public Result {
      different = List.copyOf(different);
    }
  }

  /**
   * @throws RapporteurException of kind DEFINITION if the file cannot be read or is not of this
   *     form
   */
  public Result evaluate(Path file) {
    List<String> different = new ArrayList<>();
    int equal = 0;
    for (JsonNode vector : vectors(file)) {
      if (render(vector).equals(vector.path("expected").asString())) {
        equal++;
      } else {
        different.add(vector.path("name").asString());
      }
    }
    return new Result(equal, different);
  }

  private static JsonNode vectors(Path file) {
    try {
      JsonNode content = JsonMapper.shared().readTree(Files.readString(file));
      JsonNode vectors = content.isArray() ? content : content.path("vectors");
      if (vectors.isArray()) {
        return vectors;
      }
      throw wrong(file + " holds no array of vectors.", null);
    } catch (IOException e) {
      throw wrong(file + " cannot be read.", e);
    } catch (JacksonException e) {
      throw wrong(file + " is not valid JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static RapporteurException wrong(String message, Exception cause) {
    return new RapporteurException(
        FailureKind.DEFINITION, message, "Give a file of prompt vectors.", cause);
  }

  private static String render(JsonNode vector) {
    List<QwenTurn> turns = new ArrayList<>();
    vector.path("messages").forEach(message -> turns.add(turn(message)));
    List<JsonNode> tools = new ArrayList<>();
    vector.path("tools").forEach(tools::add);
    return QwenPrompt.render(turns, tools, ending(vector));
  }

  private static Ending ending(JsonNode vector) {
    if (!vector.path("add_generation_prompt").asBoolean(false)) {
      return Ending.NONE;
    }
    return vector.path("enable_thinking").equals(BooleanNode.FALSE)
        ? Ending.NOT_THINKING
        : Ending.THINKING;
  }

  private static QwenTurn turn(JsonNode message) {
    String text = text(message.path("content"));
    return switch (message.path("role").asString("")) {
      case "system" -> new QwenTurn.System(text);
      case "user" ->
          message.path("content").isString() ? new QwenTurn.User(text) : new QwenTurn.Wordless();
      case "tool" -> new QwenTurn.ToolResult(text);
      case "assistant" -> new QwenTurn.Assistant(text, reasoning(message), calls(message));
      default -> new QwenTurn.Unknown();
    };
  }

  private static Optional<String> reasoning(JsonNode message) {
    return message.path("reasoning_content").asStringOpt();
  }

  /** The template takes only texts; anything else prints as nothing. */
  private static String text(JsonNode content) {
    return content.isString() ? content.asString() : "";
  }

  private static List<QwenTurn.Call> calls(JsonNode message) {
    List<QwenTurn.Call> calls = new ArrayList<>();
    for (JsonNode entry : message.path("tool_calls")) {
      JsonNode call = entry.has("function") ? entry.get("function") : entry;
      JsonNode arguments = call.path("arguments");
      String name = call.path("name").asString();
      calls.add(
          arguments.isString()
              ? new QwenTurn.Call(name, arguments.asString())
              : QwenTurn.Call.of(name, arguments));
    }
    return calls;
  }
}
