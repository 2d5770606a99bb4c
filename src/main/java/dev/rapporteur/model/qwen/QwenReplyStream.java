package dev.rapporteur.model.qwen;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a text of the model apart while it arrives. What is surely answer or thought is handed on
 * at once; what may become a call is held back until the end. The texts handed on are together the
 * text of the {@link QwenReply}.
 */
public final class QwenReplyStream {
  private static final String THINK = "<think>";
  private static final String THOUGHT = "</think>";
  private static final String CALL = "<tool_call>";
  private static final Pattern FIRST_NAME =
      Pattern.compile("\\{\\s*[\"']?([A-Za-z_]*)(?![A-Za-z_])");

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

  private enum Opening {
    /** No call begins here. */
    NONE,
    /** One may, if it goes on so. */
    OPEN,
    /** One does, or a broken one. */
    CALL
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
    String text = reply.parsed().text();
    if (text.length() > answered.length() && text.startsWith(answered.toString())) {
      sink.answer(text.substring(answered.length()));
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

  /**
   * How much of what is pending cannot become part of a call. A call begins with a tag or with an
   * object of certain names; the space, bracket or fence before it goes with it.
   */
  private int surelyAnswer() {
    for (int at = 0; at < pending.length(); at++) {
      Opening opening =
          switch (pending.charAt(at)) {
            case '<' -> tag(at);
            case '{' -> object(at);
            default -> Opening.NONE;
          };
      if (opening == Opening.CALL) {
        part = Part.HELD;
      }
      if (opening != Opening.NONE) {
        return before(at);
      }
    }
    int end = pending.length();
    while (end > 0 && pending.charAt(end - 1) == '`') {
      end--;
    }
    return before(end);
  }

  private int before(int opening) {
    return ToolCallParser.withoutOpening(pending.substring(0, opening)).length();
  }

  private Opening tag(int at) {
    String rest = pending.substring(at, Math.min(pending.length(), at + CALL.length()));
    return rest.equals(CALL) ? Opening.CALL : CALL.startsWith(rest) ? Opening.OPEN : Opening.NONE;
  }

  /** Judges an object by its first name. */
  private Opening object(int at) {
    Matcher name = FIRST_NAME.matcher(pending).region(at, pending.length());
    if (!name.lookingAt()) {
      return Opening.NONE;
    }
    String begun = name.group(1);
    if (!name.hitEnd()) {
      return ToolCallParser.OPENERS.contains(begun) ? Opening.CALL : Opening.NONE;
    }
    boolean possible = ToolCallParser.OPENERS.stream().anyMatch(opener -> opener.startsWith(begun));
    return possible ? Opening.OPEN : Opening.NONE;
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
