package dev.rapporteur.rendering.html;

import dev.rapporteur.rendering.TagParser;
import dev.rapporteur.rendering.TemplateTag;
import dev.rapporteur.report.DefinitionError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the block tags of a well-formed template begin and end inside the same element. */
final class BlockNesting {
  private static final Pattern ELEMENT =
      Pattern.compile(
          "<!--.*?-->|<(/?)([a-z][a-z0-9]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>",
          Pattern.DOTALL);

  private BlockNesting() {}

  /** An element as the number of its start tag, so that two of a kind differ. */
  private record Block(TemplateTag tag, int element) {}

  static List<DefinitionError> check(String file, String text) {
    List<DefinitionError> errors = new ArrayList<>();
    Deque<Integer> elements = new ArrayDeque<>(List.of(-1));
    Deque<Block> blocks = new ArrayDeque<>();
    Matcher element = ELEMENT.matcher(text);
    boolean more = element.find();
    for (TemplateTag tag : TagParser.parse(text, 0).tags()) {
      while (more && element.end() <= tag.start()) {
        follow(element, elements);
        more = element.find();
      }
      switch (tag) {
        case TemplateTag.Each each -> blocks.push(new Block(each, elements.peek()));
        case TemplateTag.If choice -> blocks.push(new Block(choice, elements.peek()));
        case TemplateTag.Else otherwise ->
            same(file, text, blocks.peek(), otherwise, elements, errors);
        case TemplateTag.EndEach end -> same(file, text, blocks.pop(), end, elements, errors);
        case TemplateTag.EndIf end -> same(file, text, blocks.pop(), end, elements, errors);
        case TemplateTag.Value ignored -> {}
        case TemplateTag.Comment ignored -> {}
      }
    }
    return errors;
  }

  private static void follow(Matcher element, Deque<Integer> open) {
    if (element.group(2) == null) {
      return;
    }
    if (!element.group(1).isEmpty()) {
      open.pop();
    } else if (element.group(4).isEmpty()) {
      open.push(element.start());
    }
  }

  private static void same(
      String file,
      String text,
      Block block,
      TemplateTag tag,
      Deque<Integer> elements,
      List<DefinitionError> errors) {
    if (block.element() == elements.peek()) {
      return;
    }
    String opening = text.substring(block.tag().start(), block.tag().end());
    int line = (int) text.substring(0, tag.start()).chars().filter(c -> c == '\n').count() + 1;
    int column = tag.start() - text.lastIndexOf('\n', tag.start() - 1);
    errors.add(
        new DefinitionError(
            file,
            line,
            column,
            text.substring(tag.start(), tag.end()) + " is not in the same element as " + opening,
            "put both around whole elements"));
  }
}
