package dev.rapporteur.model.qwen;

import dev.rapporteur.model.ValueSchema;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds the tool calls in a text of the model, and checks each: the tool is one of those offered,
 * the arguments satisfy its schema. Good calls are kept beside bad ones; a bad one comes with the
 * reason, for the model to try again. A call is taken as it was written or refused; it is never
 * repaired, completed or converted, for it might become another call.
 *
 * <p>Two forms are read, several calls in each:
 *
 * <ul>
 *   <li>Qwen3's own {@code <tool_call>{"name": ..., "arguments": {...}}</tool_call>}; the last
 *       block may lack its end, a block may hold several objects or a list of them;
 *   <li>the same object in prose, in a fence, in a list, or under {@code tool_calls}.
 * </ul>
 *
 * <p>The name may stand under {@code function} ({@code {"function": "f", "arguments": {}}}, or
 * OpenAI's {@code {"type": "function", "function": {"name": ..., "arguments": ...}}}), the
 * arguments under {@code parameters}, and the arguments may be a text that holds the JSON. Refused
 * are: JSON with mistakes, Python literals, names written twice in one object, text behind a call
 * within its block, arguments beside {@code arguments}, and whatever stands within a call that has
 * mistakes. What the model thinks ({@code <think>...</think>}) or repeats of what it was given
 * ({@code <tool_response>}, {@code <tools>}) is no call.
 */
public final class ToolCallParser {
  private static final String OPEN = "<tool_call>";
  private static final String CLOSE = "</tool_call>";
  private static final Pattern CALL_LIKE =
      Pattern.compile("\\{\\s*[\"'“”]?(?:name|function|tool_calls)[\"'“”]?\\s*[:：]");

  private static final Pattern BLOCK_ON_ITS_LINE = Pattern.compile("\\n[ \\t]*+(<tool_call>)");
  private static final Pattern ENDS_THOUGHT =
      Pattern.compile("</think>[ \\t]*+(?:[\\r\\n]|<tool_call>|$)");
  private static final Pattern FIRST_NAME = Pattern.compile("\\{\\s*\"([^\"]*)\"\\s*:");
  private static final Pattern NAMED = Pattern.compile("\"(?:name|function)\"\\s*:");
  private static final Pattern WITH_ARGUMENTS =
      Pattern.compile("\"(?:arguments|parameters)\"\\s*:");
  private static final Set<String> END_MARKS = Set.of("<|im_end|>", "<|endoftext|>");

  /** What a model writes between these is thought, or repeats what it was given. */
  private static final Map<String, String> ASIDES =
      Map.of(
          "<think>", "</think>",
          "<tool_response>", "</tool_response>",
          "<tools>", "</tools>");

  /** With which names a call in prose may begin; an object that begins otherwise is data. */
  static final Set<String> OPENERS =
      Set.of(
          "name",
          "function",
          "arguments",
          "parameters",
          "tool_calls",
          "type",
          "id",
          "index",
          "thought",
          "reasoning");

  private static final Set<String> NAME_ONLY = Set.of("name", "function", "id", "type", "index");

  /** How many characters are read over and over for mistakes before a text is given up. */
  private static final long MOST_WORK = 20_000_000;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final JsonMapper WHOLE_JSON =
      JSON.rebuild().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final Map<String, ValueSchema> tools;

  /**
   * @param tools name to the JSON Schema of the arguments
   */
  public ToolCallParser(Map<String, JsonNode> tools) {
    this.tools = new LinkedHashMap<>();
    tools.forEach((name, schema) -> this.tools.put(name, ValueSchema.of(schema)));
  }

  /**
   * What a text holds.
   *
   * @param text what was said before the first call, good or bad; all of it if there is none
   * @param calls the good ones, in their order
   * @param rejected the bad ones, in their order
   */
  public record Parsed(String text, List<Call> calls, List<Rejected> rejected) {
    public Parsed {
      calls = List.copyOf(calls);
      rejected = List.copyOf(rejected);
    }
  }

  /**
   * A call that may be made.
   *
   * @param name of a tool that was offered
   * @param arguments satisfy the schema of the tool
   */
  public record Call(String name, ObjectNode arguments) {}

  /**
   * A call that may not be made.
   *
   * @param written what the model wrote
   * @param reason one sentence that the model can act on
   */
  public record Rejected(String written, String reason) {}

  /** The calls in a text. Never throws, whatever the text holds. */
  public Parsed parse(String text) {
    return new Scan(text).run();
  }

  /** One pass over one text. */
  private final class Scan {
    private final String whole;
    private final String text;
    private final char[] characters;
    private final List<Call> calls = new ArrayList<>();
    private final List<Call> plain = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private int first = -1;
    private int broken;
    private long work;

    Scan(String whole) {
      this.whole = whole;
      this.text = withoutEndMarks(whole);
      this.characters = text.toCharArray();
    }

    Parsed run() {
      int begin = afterThought();
      int at = begin;
      while (at < text.length() && work < MOST_WORK) {
        at =
            switch (characters[at]) {
              case '{' -> plain(at);
              case '<' -> tag(at);
              default -> at + 1;
            };
      }
      if (at < text.length()) {
        reject(at, text.length(), "there are too many mistakes before this; it was not read");
      }
      dropEchoes();
      String said = whole.substring(begin, first < 0 ? whole.length() : first);
      return new Parsed(first < 0 ? said : withoutOpening(said), calls, rejected);
    }

    private int tag(int at) {
      if (text.startsWith(OPEN, at)) {
        return block(at);
      }
      for (Map.Entry<String, String> aside : ASIDES.entrySet()) {
        if (text.startsWith(aside.getKey(), at)) {
          int end = text.indexOf(aside.getValue(), at);
          return end < 0 ? text.length() : end + aside.getValue().length();
        }
      }
      return at + 1;
    }

    /** A thought may lack its beginning, which then stood in the prompt. */
    private int afterThought() {
      int end = text.indexOf("</think>");
      int begin = text.indexOf("<think>");
      if (end < 0 || begin >= 0 && begin < end && !text.substring(0, begin).isBlank()) {
        return 0;
      }
      if (begin >= 0 && begin < end) {
        return end + "</think>".length();
      }
      boolean ends = ENDS_THOUGHT.matcher(text).region(end, text.length()).lookingAt();
      return ends && !isWithinValue(end) ? end + "</think>".length() : 0;
    }

    /** Whether this place is in an object, as when a text there names a tag. */
    private boolean isWithinValue(int place) {
      for (int at = text.indexOf('{'); at >= 0 && at < place && work < MOST_WORK; ) {
        Value value = value(at);
        if (value.node != null && value.end > place) {
          return true;
        }
        at = text.indexOf('{', value.node == null ? at + 1 : value.end);
      }
      return false;
    }

    /** A call announced in prose and then made in a block is one call. */
    private void dropEchoes() {
      List<Call> blocks = calls.stream().filter(call -> !isPlain(call)).toList();
      calls.removeIf(call -> isPlain(call) && blocks.contains(call));
    }

    private boolean isPlain(Call call) {
      return plain.stream().anyMatch(other -> other == call);
    }

    /** Reads the block that begins here; gives where to go on. */
    private int block(int begin) {
      int at = skipSpace(begin + OPEN.length());
      int held = at;
      Value last = null;
      boolean mistaken = false;
      if (at < text.length() && characters[at] == '[' && value(at).node == null) {
        at = skipSpace(at + 1); // a list with mistakes: each of its elements by itself
      }
      while (at < text.length() && !text.startsWith(OPEN, at) && !text.startsWith(CLOSE, at)) {
        char c = characters[at];
        if (characters[held] == '[' && (c == ',' || c == ']')) {
          at = skipSpace(at + 1);
          continue;
        }
        Value value = c == '{' || c == '[' ? value(at) : null;
        if (value == null) {
          int end = blockEnd(at);
          if (!mistaken) {
            reject(
                begin,
                end,
                last == null
                    ? "the block holds no JSON object"
                    : "text stands behind the call in its block");
          }
          return end;
        }
        take(last, begin, at);
        last = null;
        if (value.node == null) {
          int end = brokenEnd(at);
          reject(mistaken ? at : begin, end, "the call is not valid JSON: " + value.mistake);
          mistaken = true;
          at = skipSpace(end);
        } else {
          last = value;
          mistaken = false;
          at = skipSpace(value.end);
        }
      }
      int end = text.startsWith(CLOSE, at) ? at + CLOSE.length() : at;
      if (last == null && !mistaken) {
        reject(begin, end, "the block holds no JSON object");
      }
      take(last, begin, end);
      return end;
    }

    private void take(@Nullable Value value, int begin, int end) {
      if (value == null || value.node == null) {
        return;
      }
      if (value.node.isArray()) {
        value.node.forEach(element -> call(unwrapped(element), begin, end, false));
      } else {
        call(unwrapped(value.node), begin, end, false);
      }
    }

    private int blockEnd(int from) {
      int close = text.indexOf(CLOSE, from);
      int open = nextBlock(from);
      if (close >= 0 && (open < 0 || close < open)) {
        return close + CLOSE.length();
      }
      return open >= 0 ? open : text.length();
    }

    /** A tag within a line may stand in a text of the call that is being read. */
    private int nextBlock(int from) {
      Matcher line = BLOCK_ON_ITS_LINE.matcher(text);
      return line.find(from) ? line.start(1) : -1;
    }

    /** Looks whether a call stands here outside a block; gives where to go on. */
    private int plain(int begin) {
      int inside = skipSpace(begin + 1);
      boolean callLike = CALL_LIKE.matcher(text).region(begin, text.length()).lookingAt();
      if (!callLike && (inside == text.length() || text.charAt(inside) != '"')) {
        return begin + 1;
      }
      Value value = value(begin);
      if (value.node == null) {
        int end = brokenEnd(begin);
        if (callLike || announcesCall(begin, end)) {
          reject(begin, end, "the call is not valid JSON: " + value.mistake);
        }
        return end;
      }
      Iterator<String> names = value.node.propertyNames().iterator();
      if (!names.hasNext() || !OPENERS.contains(names.next())) {
        return value.end;
      }
      JsonNode all = value.node.path("tool_calls");
      List<JsonNode> candidates = all.isArray() ? all.valueStream().toList() : List.of(value.node);
      for (JsonNode candidate : candidates) {
        JsonNode call = unwrapped(candidate);
        if (isCall(call)) {
          if (goesOn(value.end)) {
            reject(begin, value.end, "the braces of the call do not match");
          } else {
            call(call, begin, value.end, true);
          }
        }
      }
      return value.end;
    }

    /** Whether a broken object that does not begin like a call would have been one. */
    private boolean announcesCall(int begin, int end) {
      Matcher name = FIRST_NAME.matcher(text).region(begin, end);
      return name.lookingAt()
          && OPENERS.contains(name.group(1))
          && NAMED.matcher(text).region(begin, end).find()
          && WITH_ARGUMENTS.matcher(text).region(begin, end).find();
    }

    /** OpenAI writes {@code {"type": "function", "function": {...}}}. */
    private static JsonNode unwrapped(JsonNode call) {
      return call.path("function").isObject() && !call.has("arguments")
          ? call.get("function")
          : call;
    }

    /** Whether an object in prose is meant as a call, rather than being data or a description. */
    private boolean isCall(JsonNode node) {
      String name = name(node);
      if (name == null) {
        return false;
      }
      if (node.has("arguments")) {
        return true;
      }
      if (node.has("parameters")) {
        JsonNode parameters = node.get("parameters");
        return !(parameters.has("properties") && parameters.has("type"));
      }
      return tools.containsKey(name) && NAME_ONLY.containsAll(node.propertyNames());
    }

    /** Whether more of an object follows, as after one closing brace too many. */
    private boolean goesOn(int end) {
      int next = end;
      boolean comma = false;
      while (next < text.length() && " ,]\n\r\t".indexOf(characters[next]) >= 0) {
        comma |= characters[next++] == ',';
      }
      if (next == text.length()) {
        return false;
      }
      char c = characters[next];
      return c == '}' || (c == '"' || c == '\'') && (comma || next == end && broken > 0);
    }

    private void call(JsonNode node, int begin, int end, boolean inProse) {
      String name = name(node);
      if (name == null) {
        reject(begin, end, "the call has no name, or two");
        return;
      }
      ValueSchema schema = tools.get(name);
      if (schema == null) {
        reject(begin, end, "there is no tool '" + name + "'");
        return;
      }
      Object arguments = arguments(node, schema);
      if (arguments instanceof ObjectNode object) {
        List<String> problems = schema.problems(object);
        if (!problems.isEmpty()) {
          reject(begin, end, name + ": " + String.join("; ", problems));
          return;
        }
        mark(begin);
        Call call = new Call(name, object);
        calls.add(call);
        if (inProse) {
          plain.add(call);
        }
      } else {
        reject(begin, end, name + ": " + arguments);
      }
    }

    /** The arguments as an object, or the reason why there are none. */
    private Object arguments(JsonNode node, ValueSchema schema) {
      JsonNode arguments = node.has("arguments") ? node.get("arguments") : node.get("parameters");
      if (arguments == null) {
        return "the call has no arguments; write {} for none";
      }
      if (node.has("arguments")
          && node.has("parameters")
          && !node.get("parameters").equals(arguments)) {
        return "arguments and parameters differ";
      }
      for (String key : node.propertyNames()) {
        if (schema.lists(key) && !NAME_ONLY.contains(key) && !isArguments(key)) {
          return "'" + key + "' stands beside the arguments instead of in them";
        }
      }
      if (arguments.isString()) {
        try {
          arguments = WHOLE_JSON.readTree(arguments.asString());
        } catch (JacksonException e) {
          return "the arguments are a text that is not valid JSON";
        }
      }
      return arguments instanceof ObjectNode object ? object : "the arguments are not an object";
    }

    private static boolean isArguments(String key) {
      return key.equals("arguments") || key.equals("parameters");
    }

    private static @Nullable String name(JsonNode node) {
      JsonNode name = node.path("name");
      JsonNode function = node.path("function");
      if (name.isString() && function.isString() && !name.equals(function)) {
        return null;
      }
      return name.isString() ? name.asString() : function.isString() ? function.asString() : null;
    }

    /**
     * Where an object with a mistake probably ends. Nothing within it may be taken for a call: a
     * line that goes on with it, or stands deeper, is passed over.
     */
    private int brokenEnd(int begin) {
      broken++;
      int balanced = balanced(begin);
      if (balanced > 0) {
        return balanced;
      }
      int line = text.lastIndexOf('\n', begin) + 1;
      int indent = skipSpace(line) - line;
      int close = text.indexOf(CLOSE, begin);
      int end = close < 0 ? text.length() : close;
      Matcher sibling =
          Pattern.compile("(?<![:\\[{\\s])\\s*\\n(?=[ \\t]{0," + indent + "}[^\\s}\\]\",:])")
              .matcher(text)
              .region(begin, end);
      boolean found = sibling.find();
      work += (found ? sibling.end() : end) - begin;
      return found ? sibling.end() : end;
    }

    /** Behind the brace that closes this one, or -1; braces in texts do not count. */
    private int balanced(int begin) {
      int depth = 0;
      boolean quoted = false;
      for (int i = begin; i < text.length(); i++) {
        work++;
        char c = characters[i];
        if (quoted && c == '\n') {
          return -1; // a text goes over no line: its end is missing
        } else if (quoted && c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = !quoted;
        } else if (!quoted && c == '{') {
          depth++;
        } else if (!quoted && c == '}' && --depth == 0) {
          return i + 1;
        }
      }
      return -1;
    }

    private Value value(int begin) {
      try (JsonParser parser = JSON.createParser(characters, begin, characters.length - begin)) {
        try {
          JsonNode node = parser.readValueAsTree();
          return new Value(node, begin + (int) parser.currentLocation().getCharOffset(), "");
        } finally {
          work += parser.currentLocation().getCharOffset();
        }
      } catch (JacksonException e) {
        return new Value(null, begin, e.getOriginalMessage().lines().findFirst().orElse("mistake"));
      }
    }

    private int skipSpace(int at) {
      int next = at;
      while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
        next++;
      }
      return next;
    }

    private void reject(int begin, int end, String reason) {
      mark(begin);
      rejected.add(new Rejected(text.substring(begin, end).strip(), reason));
    }

    private void mark(int begin) {
      if (first < 0) {
        first = begin;
      }
    }
  }

  private static String withoutEndMarks(String text) {
    String rest = text.stripTrailing();
    int mark;
    while ((mark = rest.lastIndexOf("<|")) >= 0 && END_MARKS.contains(rest.substring(mark))) {
      rest = rest.substring(0, mark).stripTrailing();
    }
    return rest;
  }

  /** What was said before a call, without the space, fence or bracket that opens it. */
  static String withoutOpening(String said) {
    String before = said.stripTrailing();
    while (true) {
      int fence = before.lastIndexOf("```");
      if (before.endsWith("[")) {
        before = before.substring(0, before.length() - 1).stripTrailing();
      } else if (fence >= 0
          && before.substring(fence + 3).chars().allMatch(ToolCallParser::isLanguage)) {
        before = before.substring(0, fence).stripTrailing();
      } else {
        return before;
      }
    }
  }

  private static boolean isLanguage(int c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  /** A JSON value read from the text, or the mistake that kept it from being read. */
  private record Value(@Nullable JsonNode node, int end, String mistake) {}
}
