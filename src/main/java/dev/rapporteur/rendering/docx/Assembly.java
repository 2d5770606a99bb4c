package dev.rapporteur.rendering.docx;

import dev.rapporteur.rendering.TagFault;
import dev.rapporteur.rendering.TagTree;
import dev.rapporteur.rendering.TemplateTag;
import java.util.List;
import java.util.function.Consumer;

/** Assembles the tree of a part: collects markup until a leaf or a block tag comes. */
final class Assembly {
  private final TagTree.Builder<WordLeaf> builder;
  private final StringBuilder markup = new StringBuilder();
  private final StringBuilder words = new StringBuilder();

  Assembly(Consumer<TagFault> faults) {
    builder = new TagTree.Builder<>(faults);
  }

  /** The markup since the last leaf, to be added to. */
  StringBuilder markup() {
    return markup;
  }

  /** Notes characters that the markup shows. */
  void words(String shown) {
    words.append(shown);
  }

  void leaf(WordLeaf leaf) {
    flush();
    builder.leaf(leaf);
  }

  void block(TemplateTag tag) {
    flush();
    builder.block(tag);
  }

  List<TagTree<WordLeaf>> done() {
    flush();
    return builder.done();
  }

  private void flush() {
    if (!markup.isEmpty()) {
      builder.leaf(new WordLeaf.Markup(WordPackage.utf8(markup.toString()), words.toString()));
      markup.setLength(0);
      words.setLength(0);
    }
  }
}
