package dev.rapporteur.function;

import dev.rapporteur.report.yaml.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One SQL statement with named parameters ({@code :month}). Quotes, comments, dollar quotes and the
 * cast {@code ::} are left alone.
 *
 * @param text as it stands in the file
 * @param positional the same with a {@code ?} for each parameter
 * @param parameters the names in the order of the question marks
 */
public record NamedSql(String text, String positional, List<Parameter> parameters) {
  /**
   * One use of a parameter.
   *
   * @param name without the colon
   * @param at where it stands in the text
   * @param index of its question mark in the positional text
   */
  public record Parameter(String name, Position at, int index) {}

  public NamedSql {
    parameters = List.copyOf(parameters);
  }

  /**
   * Reads a statement.
   *
   * @throws SqlSyntax if it is none or several, has a question mark of its own, or a quote or
   *     comment that does not end
   */
  public static NamedSql parse(String text) throws SqlSyntax {
    return new Scanner(text).scan();
  }

  /** Whether the statement starts like one that only reads. */
  public boolean reads() {
    String start = positional.stripLeading().toUpperCase(Locale.ROOT);
    return start.startsWith("SELECT") || start.startsWith("WITH") || start.startsWith("(SELECT");
  }

  /** The place in the text of a character of the positional text, of its end if there are fewer. */
  public Position placeOf(int index) {
    try {
      Scanner scanner = new Scanner(text);
      scanner.scan();
      List<Integer> origins = scanner.origins;
      return position(text, index < origins.size() ? origins.get(index) : text.length());
    } catch (SqlSyntax e) {
      throw new IllegalStateException(e);
    }
  }

  /** The place of a character of the text. */
  static Position position(String text, int index) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < index; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new Position(line, text.codePointCount(lineStart, index) + 1);
  }

  /** What is wrong with a text that should be one statement, and where. */
  public static final class SqlSyntax extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Position at;

    SqlSyntax(Position at, String message) {
      super(message);
      this.at = at;
    }

    public Position at() {
      return at;
    }
  }

  private static final class Scanner {
    private final String text;
    private final StringBuilder positional = new StringBuilder();
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Integer> origins = new ArrayList<>();
    private int at;

    Scanner(String text) {
      this.text = text;
    }

    NamedSql scan() throws SqlSyntax {
      while (at < text.length()) {
        step();
      }
      if (positional.toString().isBlank()) {
        throw new SqlSyntax(new Position(1, 1), "there is no statement in this file");
      }
      return new NamedSql(text, positional.toString(), parameters);
    }

    private void step() throws SqlSyntax {
      char c = text.charAt(at);
      if (c == '\'' || c == '"') {
        copyTo(endOf(String.valueOf(c), at + 1, "a quote that does not end"));
      } else if (text.startsWith("--", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        origins.add(at);
        positional.append(' ');
        at = endOf("*/", at + 2, "a comment that does not end");
      } else if (text.startsWith("$$", at)) {
        copyTo(endOf("$$", at + 2, "a dollar quote that does not end"));
      } else if (text.startsWith("::", at)) {
        copyTo(at + 2);
      } else if (c == ':' && at + 1 < text.length() && isNameStart(text.charAt(at + 1))) {
        parameter();
      } else if (c == '?') {
        throw new SqlSyntax(position(text, at), "write a parameter as :name, not as ?");
      } else if (c == ';') {
        end();
      } else {
        copyTo(at + 1);
      }
    }

    private void parameter() {
      int end = at + 1;
      while (end < text.length() && isNamePart(text.charAt(end))) {
        end++;
      }
      String name = text.substring(at + 1, end);
      parameters.add(new Parameter(name, position(text, at), positional.length()));
      origins.add(at);
      positional.append('?');
      at = end;
    }

    /** A semicolon ends the statement; only comments may follow. */
    private void end() throws SqlSyntax {
      int semicolon = at;
      String statement = positional.toString();
      at++;
      positional.setLength(0);
      while (at < text.length()) {
        step();
      }
      if (!positional.toString().isBlank()) {
        throw new SqlSyntax(
            position(text, semicolon), "a second statement starts after this ';'; one is allowed");
      }
      positional.setLength(0);
      positional.append(statement);
    }

    private int endOf(String mark, int from, String problem) throws SqlSyntax {
      int end = text.indexOf(mark, from);
      if (end < 0) {
        throw new SqlSyntax(position(text, at), problem);
      }
      return end + mark.length();
    }

    private void copyTo(int end) {
      for (; at < end; at++) {
        origins.add(at);
        positional.append(text.charAt(at));
      }
    }

    private static boolean isNameStart(char c) {
      return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isNamePart(char c) {
      return isNameStart(c) || c >= '0' && c <= '9';
    }
  }
}
