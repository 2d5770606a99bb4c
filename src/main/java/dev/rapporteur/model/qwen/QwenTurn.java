package dev.rapporteur.model.qwen;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One turn of a conversation, as Qwen3's chat template distinguishes them. */
public sealed interface QwenTurn {

  /** Instructions. */
  record System(String text) implements QwenTurn {}

  /** What a person, or a program in its place, says. */
  record User(String text) implements QwenTurn {}

  /** A user's turn that holds no text at all, not even an empty one: printed, but no question. */
  record Wordless() implements QwenTurn {}

  /**
   * What the model said.
   *
   * @param text may be empty where there are calls
   * @param reasoning what it thought; if absent and the text holds a {@code </think>}, it is taken
   *     from the text, as the template does
   */
  record Assistant(String text, Optional<String> reasoning, List<Call> calls) implements QwenTurn {
    public Assistant {
      calls = List.copyOf(calls);
    }
  }

  /** What a tool gave. */
  record ToolResult(String text) implements QwenTurn {}

  /** A turn of a role that the template does not know: it prints nothing, but parts others. */
  record Unknown() implements QwenTurn {}

  /**
   * A call of a tool.
   *
   * @param name inserted as it is, not escaped
   * @param arguments JSON text, inserted as it is
   */
  record Call(String name, String arguments) {

    /** A call whose arguments are written as the template writes objects. */
    public static Call of(String name, JsonNode arguments) {
      return new Call(name, PythonJson.write(arguments));
    }
  }
}
