package dev.rapporteur.model.qwen;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes a text of the model apart while it arrives. What is surely answer or thought is handed on at
 * once; what may become a call is held back until the end. The texts handed on are together the text
 * of the {@link QwenReply}.
 */
public final class QwenReplyStream {
  private static final String THINK = "<think>";
  private static final String THOUGHT = "</think>";

  private final Optional<ToolCallParser> parser;
  private final Sink sink;
  private final StringBuilder all = new StringBuilder();
  private final StringBuilder pending = new StringBuilder();
  private final StringBuilder answered = new StringBuilder();
  private Part part = Part.BEGINNING;

  private enum Part {
    BEGINNING,
    THINKING,
    BEFORE_ANSWER,
    ANSWER,
    HELD
  }

  /** Takes the pieces, never empty ones. */
  public interface Sink {
    void answer(String piece);

    void thinking(String piece);
  }

  public QwenReplyStream(Optional<ToolCallParser> parser, Sink sink) {
    this.parser = parser;
    this.sink = sink;
  }

  /** Takes the next piece of the model's text. */
  public void add(String piece) {
    all.append(piece);
    pending.append(piece);
    Part before;
    do {
      before = part;
      switch (part) {
        case BEGINNING -> beginning();
        case THINKING -> thinking();
        case BEFORE_ANSWER -> beforeAnswer();
        case ANSWER -> answer();
        case HELD -> {}
      }
    } while (part != before);
  }

  /** The text has ended; hands on what was held back and is no call. */
  public QwenReply end() {
    QwenReply reply = QwenReply.of(all.toString(), parser);
    if (part == Part.THINKING) {
      emitThinking(pending.length());
    }
    String rest = reply.parsed().text().substring(answered.length());
    if (!rest.isEmpty()) {
      sink.answer(rest);
    }
    return reply;
  }

  private void beginning() {
    String seen = pending.toString().stripLeading();
    if (seen.startsWith(THINK)) {
      pending.setLength(0);
      pending.append(seen, THINK.length(), seen.length());
      part = Part.THINKING;
    } else if (!THINK.startsWith(seen)) {
      part = Part.ANSWER;
    }
  }

  private void thinking() {
    int end = pending.indexOf(THOUGHT);
    if (end < 0) {
      emitThinking(pending.length() - begunTag(THOUGHT));
      return;
    }
    emitThinking(end);
    pending.delete(0, THOUGHT.length());
    part = Part.BEFORE_ANSWER;
  }

  private void beforeAnswer() {
    String rest = QwenReply.withoutLeadingLines(pending.toString());
    pending.setLength(0);
    pending.append(rest);
    if (!rest.isEmpty()) {
      part = Part.ANSWER;
    }
  }

  private void answer() {
    int safe = parser.isPresent() ? surelyAnswer() : pending.length();
    if (safe > 0) {
      String piece = pending.substring(0, safe);
      pending.delete(0, safe);
      answered.append(piece);
      sink.answer(piece);
    }
  }

  /** Calls begin with a tag, a brace, a bracket or a fence; the space before them goes with them. */
  private int surelyAnswer() {
    int call =
        Stream.of("<tool_call>", "{", "[", "```")
            .mapToInt(pending::indexOf)
            .filter(at -> at >= 0)
            .min()
            .orElse(-1);
    int safe = call;
    if (call >= 0) {
      part = Part.HELD;
    } else {
      safe = pending.length() - Math.max(begunTag("<tool_call>"), begunTag("```"));
    }
    while (safe > 0 && Character.isWhitespace(pending.charAt(safe - 1))) {
      safe--;
    }
    return safe;
  }

  private void emitThinking(int length) {
    if (length > 0) {
      sink.thinking(pending.substring(0, length));
      pending.delete(0, length);
    }
  }

  /** How many characters at the end may be the beginning of the tag. */
  private int begunTag(String tag) {
    for (int length = Math.min(tag.length() - 1, pending.length()); length > 0; length--) {
      if (pending.indexOf(tag.substring(0, length), pending.length() - length) >= 0) {
        return length;
      }
    }
    return 0;
  }
}
