package dev.rapporteur.report.yaml;

import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A definition file as a JSON tree in which every part knows its line and column.
 *
 * <p>Read is one YAML 1.2 document with the core schema ({@code no} and {@code on} are texts). A
 * file is refused, with the place, if it is larger than 1 MiB, is not UTF-8, is indented with tabs,
 * has a key twice, uses anchors, aliases or tags, or is nested deeper than 50 levels.
 */
public final class YamlDocument {
  private static final int MAX_BYTES = 1024 * 1024;

  private final String file;
  private final String text;
  private final JsonNode root;
  private final Map<String, Position> values;
  private final Map<String, Position> keys;

  private YamlDocument(String file, String text, YamlTree tree) {
    this.file = file;
    this.text = text;
    this.root = tree.root();
    this.values = Map.copyOf(tree.values());
    this.keys = Map.copyOf(tree.keys());
  }

  /**
   * Reads a file of a workspace.
   *
   * @param workspace the folder to which the name of the file in messages is relative
   * @param file the file, absolute or relative to the workspace
   * @throws InvalidDefinitionException if there is no such file, or it is refused
   */
  public static YamlDocument read(Path workspace, Path file) {
    Path absolute = workspace.resolve(file);
    String name = nameOf(workspace, absolute);
    return parse(name, readText(absolute, name));
  }

  /**
   * Reads a text.
   *
   * @param file the name to use in messages
   */
  public static YamlDocument parse(String file, String text) {
    return new YamlDocument(file, text, YamlTree.read(file, text));
  }

  /** The name of a file as messages show it: relative to the workspace, with forward slashes. */
  public static String nameOf(Path workspace, Path file) {
    return workspace
        .toAbsolutePath()
        .normalize()
        .relativize(workspace.resolve(file).toAbsolutePath().normalize())
        .toString()
        .replace('\\', '/');
  }

  /** The file's name as messages show it. */
  public String file() {
    return file;
  }

  /** The text as it stands in the file. */
  public String text() {
    return text;
  }

  public JsonNode root() {
    return root;
  }

  /** Where the value at a JSON pointer starts; the closest enclosing one if there is none there. */
  public Position positionOf(String pointer) {
    return closest(values, pointer);
  }

  /**
   * Where the key of the value at a JSON pointer starts; for the element of a list, the element.
   */
  public Position keyPositionOf(String pointer) {
    Position key = keys.get(pointer);
    return key != null ? key : positionOf(pointer);
  }

  /** A mistake in the value at a JSON pointer. */
  public DefinitionError error(String pointer, String message, String hint) {
    Position at = positionOf(pointer);
    return new DefinitionError(file, at.line(), at.column(), message, hint);
  }

  /** A mistake in the key of the value at a JSON pointer. */
  public DefinitionError keyError(String pointer, String message, String hint) {
    Position at = keyPositionOf(pointer);
    return new DefinitionError(file, at.line(), at.column(), message, hint);
  }

  /** The JSON pointer of a child by its key. */
  public static String child(String pointer, String key) {
    return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
  }

  private static Position closest(Map<String, Position> positions, String pointer) {
    for (String at = pointer; ; at = at.substring(0, at.lastIndexOf('/'))) {
      Position position = positions.get(at);
      if (position != null) {
        return position;
      }
      if (at.isEmpty()) {
        return Position.START;
      }
    }
  }

  private static String readText(Path file, String name) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw refused(name, "the file is larger than 1 MiB", "definitions are short texts");
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw refused(name, "the file is not UTF-8", "save it as UTF-8");
    } catch (NoSuchFileException e) {
      throw refused(name, "there is no such file", "");
    } catch (IOException e) {
      throw refused(name, "the file cannot be read: " + e.getMessage(), "");
    }
  }

  private static InvalidDefinitionException refused(String file, String message, String hint) {
    return new InvalidDefinitionException(List.of(new DefinitionError(file, 0, 0, message, hint)));
  }
}
