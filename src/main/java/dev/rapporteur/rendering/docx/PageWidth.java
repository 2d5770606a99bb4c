package dev.rapporteur.rendering.docx;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The width between the margins of a page, in twentieths of a point. */
final class PageWidth {
  /** Of A4 with margins of an inch. */
  static final int A4 = 9_026;

  private PageWidth() {}

  /** The width where the block at {@code index} stands: of the section that ends after it. */
  static Optional<Integer> at(List<XmlNode.Element> blocks, int index) {
    if (blocks.isEmpty() || !blocks.getLast().isWord("sectPr")) {
      return Optional.empty();
    }
    return blocks.subList(index, blocks.size()).stream()
        .flatMap(PageWidth::sectionOf)
        .findFirst()
        .map(PageWidth::of);
  }

  private static Stream<XmlNode.Element> sectionOf(XmlNode.Element block) {
    return block.isWord("sectPr")
        ? Stream.of(block)
        : block.wordChild("pPr").flatMap(p -> p.wordChild("sectPr")).stream();
  }

  private static int of(XmlNode.Element section) {
    int margins = number(section, "pgMar", "left") + number(section, "pgMar", "right");
    int width = number(section, "pgSz", "w") - margins;
    return width > 0 ? width : A4;
  }

  private static int number(XmlNode.Element section, String child, String attribute) {
    return section
        .wordChild(child)
        .flatMap(e -> e.word(attribute))
        .filter(value -> value.matches("\\d{1,6}"))
        .map(Integer::parseInt)
        .orElse(0);
  }
}
