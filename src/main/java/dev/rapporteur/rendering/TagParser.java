package dev.rapporteur.rendering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the tags of a text. The language is closed: a path, a format, two block tags and a comment;
 * nothing in it computes, calls or fetches. {@code docs/guides/templates.md} describes it.
 */
public final class TagParser {
  private static final List<String> KEYWORDS = List.of("#each", "#if", "else", "/each", "/if");

  private final String text;
  private final int base;
  private final List<TemplateTag> tags = new ArrayList<>();
  private final List<TagFault> faults = new ArrayList<>();

  /**
   * What a text holds.
   *
   * @param tags in the order of the text
   * @param faults tags that could not be read
   */
  public record Tags(List<TemplateTag> tags, List<TagFault> faults) {
    public Tags {
      tags = List.copyOf(tags);
      faults = List.copyOf(faults);
    }
  }

  private TagParser(String text, int base) {
    this.text = text;
    this.base = base;
  }

  /**
   * All tags of the text, and all mistakes in them at once.
   *
   * @param base added to every offset, where the text is a part of a larger one
   */
  public static Tags parse(String text, int base) {
    TagParser parser = new TagParser(text, base);
    parser.run();
    return new Tags(parser.tags, parser.faults);
  }

  private void run() {
    int start = text.indexOf("{{");
    while (start >= 0) {
      int close = text.indexOf("}}", start + 2);
      int next = text.indexOf("{{", start + 2);
      if (close < 0 || (next >= 0 && next < close)) {
        int end = close < 0 ? text.length() : next;
        faults.add(
            new TagFault(base + start, shown(start, end) + " is not closed", "close it with }}"));
        start = next;
        continue;
      }
      read(start, close + 2, trimmed(text.substring(start + 2, close)));
      start = text.indexOf("{{", close + 2);
    }
  }

  private void read(int start, int end, String inside) {
    if (inside.startsWith("!")) {
      tags.add(new TemplateTag.Comment(base + start, base + end));
    } else if (inside.startsWith("#each ")) {
      path(start, end, inside.substring(6))
          .ifPresent(path -> tags.add(new TemplateTag.Each(base + start, base + end, path)));
    } else if (inside.startsWith("#if ")) {
      path(start, end, inside.substring(4))
          .ifPresent(path -> tags.add(new TemplateTag.If(base + start, base + end, path)));
    } else if (inside.equals("else")) {
      tags.add(new TemplateTag.Else(base + start, base + end));
    } else if (inside.equals("/each")) {
      tags.add(new TemplateTag.EndEach(base + start, base + end));
    } else if (inside.equals("/if")) {
      tags.add(new TemplateTag.EndIf(base + start, base + end));
    } else if (inside.startsWith("#") || inside.startsWith("/")) {
      String word = inside.split(" ", 2)[0];
      faults.add(
          new TagFault(
              base + start,
              shown(start, end) + " is not a tag",
              KEYWORDS.contains(word)
                  ? word + " needs the name of a value, as {{" + word + " name}}"
                  : TagHint.of(word, KEYWORDS)));
    } else {
      value(start, end, inside);
    }
  }

  private void value(int start, int end, String inside) {
    int bar = inside.indexOf('|');
    Optional<TagPath> path = path(start, end, bar < 0 ? inside : inside.substring(0, bar));
    if (path.isEmpty()) {
      return;
    }
    Optional<TagFormat> format = Optional.empty();
    if (bar >= 0) {
      String word = trimmed(inside.substring(bar + 1));
      format = TagFormat.of(word);
      if (format.isEmpty()) {
        List<String> known = Arrays.stream(TagFormat.values()).map(TagFormat::word).toList();
        faults.add(
            new TagFault(
                base + start,
                "\"" + word + "\" in " + shown(start, end) + " is not a format",
                TagHint.of(word, known)));
        return;
      }
    }
    tags.add(new TemplateTag.Value(base + start, base + end, path.get(), format));
  }

  private Optional<TagPath> path(int start, int end, String name) {
    String[] segments = trimmed(name).split("\\.", -1);
    for (String segment : segments) {
      if (segment.isEmpty() || !segment.codePoints().allMatch(TagParser::isNameCharacter)) {
        faults.add(
            new TagFault(
                base + start,
                shown(start, end) + " does not name a value",
                "a name is made of letters, digits, _ and -, joined by dots"));
        return Optional.empty();
      }
    }
    return Optional.of(new TagPath(List.of(segments)));
  }

  private static boolean isNameCharacter(int c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-';
  }

  /** Word writes no-break spaces and ideographic spaces where an author meant a plain one. */
  private static String trimmed(String words) {
    return words.replaceAll("[\\s\\u00a0\\u3000]+", " ").strip();
  }

  private String shown(int start, int end) {
    String tag = trimmed(text.substring(start, end));
    return tag.length() > 60 ? tag.substring(0, 60) + "…" : tag;
  }
}
