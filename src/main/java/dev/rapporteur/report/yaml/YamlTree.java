package dev.rapporteur.report.yaml;

import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Builds the tree of a {@link YamlDocument} from the events of the YAML parser. */
final class YamlTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MAX_DEPTH = 50;

  /** What the parser says, and what a report owner should read and do instead. */
  private static final Map<String, String[]> PLAIN =
      Map.of(
          "mapping values are not allowed here",
          new String[] {
            "a ':' is not allowed here",
            "put a text that contains ': ' in quotes, and check the indentation"
          },
          "could not find expected ':'",
          new String[] {"a ':' is missing after the key", ""},
          "found unexpected end of stream",
          new String[] {"the text ends within quotes", "a closing quote is missing"},
          "expected <block end>, but found '<block mapping start>'",
          new String[] {"this line is indented differently from those before it", ""},
          "expected <block end>, but found '-'",
          new String[] {"this '-' is indented differently from those before it", ""});

  private final String file;
  private final Iterator<Event> events;
  private final CoreSchema schema = new CoreSchema();
  private final Map<String, Position> values = new HashMap<>();
  private final Map<String, Position> keys = new HashMap<>();
  private JsonNode root = NODES.nullNode();

  private YamlTree(String file, Iterator<Event> events) {
    this.file = file;
    this.events = events;
  }

  static YamlTree read(String file, String text) {
    refuseTabs(file, text);
    try {
      var settings = LoadSettings.builder().setLabel(file).setCodePointLimit(1 << 21).build();
      YamlTree tree = new YamlTree(file, new Parse(settings).parseString(text).iterator());
      tree.readStream();
      return tree;
    } catch (MarkedYamlEngineException e) {
      throw refused(file, position(e.getProblemMark()), plainMessage(e), plainHint(e));
    } catch (YamlEngineException e) {
      throw refused(file, Position.START, "not readable as YAML: " + e.getMessage(), "");
    }
  }

  JsonNode root() {
    return root;
  }

  Map<String, Position> values() {
    return values;
  }

  Map<String, Position> keys() {
    return keys;
  }

  private void readStream() {
    boolean seen = false;
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case StreamStart, DocumentEnd, StreamEnd, Comment -> {}
        case DocumentStart -> {
          if (seen) {
            throw refused(file, start(event), "a second document starts here", "remove the '---'");
          }
          seen = true;
        }
        default -> root = value(event, "", 1);
      }
    }
  }

  private JsonNode value(Event event, String pointer, int depth) {
    refuseAnchorsAndTags(event);
    if (depth > MAX_DEPTH) {
      throw refused(file, start(event), "nested deeper than " + MAX_DEPTH + " levels", "");
    }
    values.put(pointer, start(event));
    return switch (event.getEventId()) {
      case Scalar -> scalar((ScalarEvent) event);
      case SequenceStart -> list(pointer, depth);
      case MappingStart -> mapping(pointer, depth);
      default -> throw new IllegalStateException("unexpected " + event.getEventId());
    };
  }

  private ArrayNode list(String pointer, int depth) {
    ArrayNode list = NODES.arrayNode();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      list.add(value(event, pointer + "/" + list.size(), depth + 1));
    }
    return list;
  }

  private ObjectNode mapping(String pointer, int depth) {
    ObjectNode mapping = NODES.objectNode();
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      refuseAnchorsAndTags(event);
      if (!(event instanceof ScalarEvent key)) {
        throw refused(file, start(event), "a key must be a plain word", "");
      }
      String name = key.getValue();
      if (mapping.has(name)) {
        throw refused(
            file,
            start(event),
            "the key '" + name + "' stands here twice",
            "first in line " + keys.get(YamlDocument.child(pointer, name)).line());
      }
      String child = YamlDocument.child(pointer, name);
      keys.put(child, start(event));
      mapping.set(name, value(events.next(), child, depth + 1));
    }
    return mapping;
  }

  private JsonNode scalar(ScalarEvent event) {
    String text = event.getValue();
    if (!event.isPlain()) {
      return NODES.stringNode(text);
    }
    Tag tag = schema.getScalarResolver().resolve(text, true);
    if (tag.equals(Tag.NULL)) {
      return NODES.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return NODES.booleanNode(Boolean.parseBoolean(text));
    }
    if (tag.equals(Tag.INT)) {
      return integer(event, text);
    }
    return tag.equals(Tag.FLOAT) ? decimal(event, text) : NODES.stringNode(text);
  }

  private JsonNode integer(ScalarEvent event, String text) {
    if (text.startsWith("0x") || text.startsWith("0o")) {
      throw refused(file, start(event), "write the number '" + text + "' in decimal", "");
    }
    BigInteger number = new BigInteger(text);
    return number.bitLength() < 32 ? NODES.numberNode(number.intValue()) : NODES.numberNode(number);
  }

  private JsonNode decimal(ScalarEvent event, String text) {
    try {
      return NODES.numberNode(new BigDecimal(text));
    } catch (NumberFormatException e) {
      throw refused(file, start(event), "'" + text + "' is not a finite number", "");
    }
  }

  private void refuseAnchorsAndTags(Event event) {
    if (event instanceof AliasEvent
        || event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      throw refused(
          file, start(event), "anchors and aliases are not used in definitions", "write it out");
    }
    Optional<String> tag =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag();
          case CollectionStartEvent collection -> collection.getTag();
          default -> Optional.empty();
        };
    if (tag.isPresent()) {
      throw refused(
          file,
          start(event),
          "the tag '" + tag.get() + "' is not allowed",
          "tags are not used in definitions; put a text that starts with '!' in quotes");
    }
  }

  private static void refuseTabs(String file, String text) {
    int line = 1;
    int column = 1;
    boolean indenting = true;
    for (int i = 0; i < text.length(); i++, column++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line++;
        column = 0;
        indenting = true;
      } else if (c == '\t' && indenting) {
        throw refused(
            file, new Position(line, column), "the line is indented with a tab", "use spaces");
      } else if (c != ' ') {
        indenting = false;
      }
    }
  }

  private static String plainMessage(MarkedYamlEngineException e) {
    String[] plain = PLAIN.get(e.getProblem());
    return plain != null ? plain[0] : "not readable as YAML: " + e.getProblem();
  }

  private static String plainHint(MarkedYamlEngineException e) {
    String[] plain = PLAIN.get(e.getProblem());
    return plain != null ? plain[1] : "";
  }

  private static Position start(Event event) {
    return position(event.getStartMark());
  }

  private static Position position(Optional<Mark> mark) {
    return mark.map(at -> new Position(at.getLine() + 1, at.getColumn() + 1))
        .orElse(Position.START);
  }

  private static InvalidDefinitionException refused(
      String file, Position at, String message, String hint) {
    return new InvalidDefinitionException(
        List.of(new DefinitionError(file, at.line(), at.column(), message, hint)));
  }
}
