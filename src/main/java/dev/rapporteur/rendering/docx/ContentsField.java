package dev.rapporteur.rendering.docx;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table of contents as a template has it: a field over one paragraph or several.
 *
 * @param instruction its field code
 * @param last index of its last paragraph among its siblings
 */
record ContentsField(String instruction, int last) {
  private static final Pattern LEVELS = Pattern.compile("\\\\o\\s+\"\\d-(\\d)\"");
  private static final int ALL_LEVELS = 3;

  /** The table of contents that starts at that sibling, if one does. */
  static Optional<ContentsField> at(List<XmlNode.Element> siblings, int from) {
    String instruction = instruction(siblings.get(from));
    int depth = 0;
    for (int i = from; i < siblings.size() && !instruction.isEmpty(); i++) {
      depth += opened(siblings.get(i));
      if (depth == 0) {
        return Optional.of(new ContentsField(instruction, i));
      }
    }
    return Optional.empty();
  }

  WordLeaf.Contents leaf(int width) {
    Matcher levels = LEVELS.matcher(instruction);
    return new WordLeaf.Contents(
        instruction, levels.find() ? levels.group(1).charAt(0) - '0' : ALL_LEVELS, width);
  }

  /** Fields that a paragraph begins, less those that it ends. */
  private static int opened(XmlNode.Element paragraph) {
    return paragraph
        .all()
        .filter(element -> element.isWord("fldChar"))
        .map(element -> element.word("fldCharType").orElse(""))
        .mapToInt(type -> type.equals("begin") ? 1 : type.equals("end") ? -1 : 0)
        .sum();
  }

  private static String instruction(XmlNode.Element paragraph) {
    StringBuilder code = new StringBuilder();
    if (paragraph.isWord("p")) {
      for (XmlNode.Element element : paragraph.all().toList()) {
        if (element.isWord("instrText")) {
          code.append(element.text());
        } else if (element.word("fldCharType").orElse("").equals("separate")) {
          break;
        }
      }
    }
    String found = code.toString().strip();
    return found.startsWith("TOC ") || found.equals("TOC") ? found : "";
  }
}
