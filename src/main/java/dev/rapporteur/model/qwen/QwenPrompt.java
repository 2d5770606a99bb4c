package dev.rapporteur.model.qwen;

import dev.rapporteur.model.qwen.QwenTurn.Assistant;
import dev.rapporteur.model.qwen.QwenTurn.Call;
import dev.rapporteur.model.qwen.QwenTurn.ToolResult;
import dev.rapporteur.model.qwen.QwenTurn.User;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The prompt of Qwen3's hybrid checkpoints (Qwen3-14B, Qwen3-14B-AWQ and their sisters), equal to
 * the last byte to what the chat template of the checkpoint gives. The algorithm is that of
 * QwenLM/Qwen3, {@code docs/source/assets/qwen3_nonthinking.jinja}, with the generation prompt of
 * the checkpoints. Nothing is neutralized here: turns made from data come from {@link
 * QwenMessages}.
 */
public final class QwenPrompt {
  private static final String TOOLS_BEFORE =
      """
      # Tools

      You may call one or more functions to assist with the user query.

      You are provided with function signatures within <tools></tools> XML tags:
      <tools>""";
  private static final String TOOLS_AFTER =
      """

      </tools>

      For each function call, return a json object with function name and arguments within \
      <tool_call></tool_call> XML tags:
      <tool_call>
      {"name": <function-name>, "arguments": <args-json-object>}
      </tool_call>""";

  private final List<QwenTurn> turns;
  private final int lastQuery;
  private final StringBuilder out = new StringBuilder();

  private QwenPrompt(List<QwenTurn> turns) {
    this.turns = turns;
    this.lastQuery = lastQuery(turns);
  }

  /** What stands at the end of a prompt. */
  public enum Ending {
    /** Nothing: the conversation as it is. */
    NONE,
    /** The beginning of an answer, in which the model thinks first. */
    THINKING,
    /** The beginning of an answer with an empty thought, after which the model answers at once. */
    NOT_THINKING
  }

  /**
   * @param tools each an object {@code {"type": "function", "function": {"name", "description",
   *     "parameters"}}}
   */
  public static String render(List<QwenTurn> turns, List<JsonNode> tools, Ending ending) {
    return new QwenPrompt(turns).render(tools, ending);
  }

  private String render(List<JsonNode> tools, Ending ending) {
    boolean leadingSystem = !turns.isEmpty() && turns.getFirst() instanceof QwenTurn.System;
    if (!tools.isEmpty()) {
      turn("system", (leadingSystem ? text(turns.getFirst()) + "\n\n" : "") + toolText(tools));
    } else if (leadingSystem) {
      turn("system", text(turns.getFirst()));
    }
    for (int i = leadingSystem ? 1 : 0; i < turns.size(); i++) {
      switch (turns.get(i)) {
        case QwenTurn.System system -> turn("system", system.text());
        case User user -> turn("user", user.text());
        case QwenTurn.Wordless wordless -> turn("user", "");
        case Assistant assistant -> assistant(i, assistant);
        case ToolResult result -> toolResult(i, result);
        case QwenTurn.Unknown silent -> {}
      }
    }
    switch (ending) {
      case NONE -> {}
      case THINKING -> out.append("<|im_start|>assistant\n");
      case NOT_THINKING -> out.append("<|im_start|>assistant\n<think>\n\n</think>\n\n");
    }
    return out.toString();
  }

  private static String text(QwenTurn system) {
    return ((QwenTurn.System) system).text();
  }

  private static String toolText(List<JsonNode> tools) {
    StringBuilder text = new StringBuilder(TOOLS_BEFORE);
    for (JsonNode tool : tools) {
      text.append('\n').append(PythonJson.write(tool));
    }
    return text.append(TOOLS_AFTER).toString();
  }

  /** The last thing a person asked; tool results that pose as a user turn do not count. */
  private static int lastQuery(List<QwenTurn> turns) {
    for (int i = turns.size() - 1; i >= 0; i--) {
      if (turns.get(i) instanceof User user && !posesAsToolResult(user.text())) {
        return i;
      }
    }
    return turns.size() - 1;
  }

  private static boolean posesAsToolResult(String text) {
    return text.startsWith("<tool_response>") && text.endsWith("</tool_response>");
  }

  private void turn(String role, String text) {
    out.append("<|im_start|>").append(role).append('\n').append(text).append("<|im_end|>\n");
  }

  private void assistant(int index, Assistant turn) {
    String text = turn.text();
    String reasoning = turn.reasoning().orElse("");
    int thoughtEnd = text.indexOf("</think>");
    if (turn.reasoning().isEmpty() && thoughtEnd >= 0) {
      String before = stripTrailing(text.substring(0, thoughtEnd));
      int begin = before.lastIndexOf("<think>");
      reasoning = stripLeading(begin < 0 ? before : before.substring(begin + "<think>".length()));
      text = stripLeading(text.substring(text.lastIndexOf("</think>") + "</think>".length()));
    }
    out.append("<|im_start|>assistant\n");
    if (index > lastQuery && (index == turns.size() - 1 || !reasoning.isEmpty())) {
      out.append("<think>\n").append(stripLeading(stripTrailing(reasoning)));
      out.append("\n</think>\n\n").append(stripLeading(text));
    } else {
      out.append(text);
    }
    calls(turn.calls(), text);
    out.append("<|im_end|>\n");
  }

  private void calls(List<Call> calls, String textBefore) {
    for (int i = 0; i < calls.size(); i++) {
      if (i > 0 || !textBefore.isEmpty()) {
        out.append('\n');
      }
      Call call = calls.get(i);
      out.append("<tool_call>\n{\"name\": \"").append(call.name());
      out.append("\", \"arguments\": ").append(call.arguments()).append("}\n</tool_call>");
    }
  }

  /** Results that follow each other share one user turn. */
  private void toolResult(int index, ToolResult result) {
    if (index == 0 || !(turns.get(index - 1) instanceof ToolResult)) {
      out.append("<|im_start|>user");
    }
    out.append("\n<tool_response>\n").append(result.text()).append("\n</tool_response>");
    if (index == turns.size() - 1 || !(turns.get(index + 1) instanceof ToolResult)) {
      out.append("<|im_end|>\n");
    }
  }

  private static String stripLeading(String text) {
    int begin = 0;
    while (begin < text.length() && text.charAt(begin) == '\n') {
      begin++;
    }
    return text.substring(begin);
  }

  private static String stripTrailing(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\n') {
      end--;
    }
    return text.substring(0, end);
  }
}
