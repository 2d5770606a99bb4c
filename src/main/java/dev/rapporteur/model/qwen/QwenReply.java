package dev.rapporteur.model.qwen;

import dev.rapporteur.model.qwen.ToolCallParser.Parsed;
import java.util.List;
import java.util.Optional;

/**
 * A text of the model taken apart.
 *
 * @param thinking what it thought, empty if nothing; never part of the answer
 * @param parsed the answer and the calls in it
 */
public record QwenReply(String thinking, Parsed parsed) {

  /**
   * @param parser absent if no tools were offered: then nothing is taken for a call
   */
  public static QwenReply of(String text, Optional<ToolCallParser> parser) {
    String open = text.stripLeading();
    if (!open.startsWith("<think>")) {
      return new QwenReply("", parsed(text, parser));
    }
    int end = open.indexOf("</think>");
    String thinking = open.substring("<think>".length(), end < 0 ? open.length() : end).strip();
    String answer = end < 0 ? "" : withoutLeadingLines(open.substring(end + "</think>".length()));
    return new QwenReply(thinking, parsed(answer, parser));
  }

  static String withoutLeadingLines(String text) {
    int begin = 0;
    while (begin < text.length() && text.charAt(begin) == '\n') {
      begin++;
    }
    return text.substring(begin);
  }

  private static Parsed parsed(String answer, Optional<ToolCallParser> parser) {
    return parser
        .map(present -> present.parse(answer))
        .orElseGet(() -> new Parsed(answer, List.of(), List.of()));
  }
}
