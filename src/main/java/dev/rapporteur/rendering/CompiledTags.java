package dev.rapporteur.rendering;

import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plain text template (HTML), read once and filled many times. */
public final class CompiledTags {
  private final String file;
  private final String text;
  private final List<TagTree<Part>> trees;

  /** A stretch of the template. */
  private sealed interface Part {
    record Literal(String text) implements Part {}

    record Value(TemplateTag.Value tag) implements Part {}
  }

  /** Where a filled template goes. */
  public interface Sink {
    /** Text of the template, to be written as it is. */
    void literal(String text);

    /**
     * The value of a tag, to be written as the format of the document needs it.
     *
     * @param tag which tag; {@link TagWording} gives its words
     */
    void value(TemplateTag.Value tag, ContentValue value);
  }

  private CompiledTags(String file, String text, List<TagTree<Part>> trees) {
    this.file = file;
    this.text = text;
    this.trees = List.copyOf(trees);
  }

  /**
   * Reads a template.
   *
   * @param file its path in the workspace, for messages
   * @throws InvalidDefinitionException naming every tag that is malformed, unclosed or misplaced
   */
  public static CompiledTags compile(String file, String text) {
    TagParser.Tags found = TagParser.parse(text, 0);
    List<TagFault> faults = new ArrayList<>(found.faults());
    TagTree.Builder<Part> builder = new TagTree.Builder<>(faults::add);
    int from = 0;
    for (TemplateTag tag : found.tags()) {
      builder.leaf(new Part.Literal(text.substring(from, tag.start())));
      if (tag instanceof TemplateTag.Value value) {
        builder.leaf(new Part.Value(value));
      }
      builder.block(tag);
      from = tag.end();
    }
    builder.leaf(new Part.Literal(text.substring(from)));
    List<TagTree<Part>> trees = builder.done();
    if (!faults.isEmpty()) {
      throw invalid(file, text, faults);
    }
    return new CompiledTags(file, text, trees);
  }

  /**
   * Fills the template.
   *
   * @throws InvalidDefinitionException if a tag asks for what the content does not have
   */
  public void fill(ContentValue.Fields root, Sink sink) {
    try {
      TagTree.fill(
          trees,
          TagScope.of(root),
          (part, scope) -> {
            switch (part) {
              case Part.Literal literal -> sink.literal(literal.text());
              case Part.Value value -> sink.value(value.tag(), scope.value(value.tag()));
            }
          });
    } catch (TagException fault) {
      throw invalid(file, text, List.of(fault.fault()));
    }
  }

  /** Every tag that asks for what the content does not have; empty if the template fits. */
  public List<DefinitionError> check(ReportContent content) {
    List<TagFault> faults = new ArrayList<>();
    TagWording wording = new TagWording(content.locale());
    TagTree.check(
        trees,
        TagCheck.of(content.root(), faults::add),
        (part, check) -> {
          if (part instanceof Part.Value value) {
            checkValue(value.tag(), check, wording).ifPresent(faults::add);
          }
        });
    return faults.stream().map(fault -> fault.inFile(file, text)).toList();
  }

  /** Narratives, tables, charts and pictures are set by the renderer and have no words. */
  private static Optional<TagFault> checkValue(
      TemplateTag.Value tag, TagCheck check, TagWording wording) {
    for (ContentValue value : check.values(tag)) {
      if (!value.standsAlone() && !(value instanceof ContentValue.Image)) {
        try {
          wording.words(tag, value);
        } catch (TagException refused) {
          return Optional.of(refused.fault());
        }
      }
    }
    return Optional.empty();
  }

  private static InvalidDefinitionException invalid(
      String file, String text, List<TagFault> faults) {
    return new InvalidDefinitionException(
        faults.stream().map(fault -> fault.inFile(file, text)).toList());
  }
}
