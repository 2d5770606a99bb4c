package dev.rapporteur.rendering;

import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A plain text template (HTML), read once and filled many times. */
public final class CompiledTags {
  private final String file;
  private final String text;
  private final List<Part> parts;

  /** A stretch of the template. */
  private sealed interface Part {
    record Literal(String text) implements Part {}

    record Value(TemplateTag.Value tag) implements Part {}

    record Each(TemplateTag.Each tag, List<Part> body) implements Part {}

    record If(TemplateTag.If tag, List<Part> then, List<Part> otherwise) implements Part {}
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

  private CompiledTags(String file, String text, List<Part> parts) {
    this.file = file;
    this.text = text;
    this.parts = parts;
  }

  /**
   * Reads a template.
   *
   * @param file its path in the workspace, for messages
   * @throws InvalidDefinitionException naming every tag that is malformed, unclosed or misplaced
   */
  public static CompiledTags compile(String file, String text) {
    TagParser.Tags found = TagParser.parse(text);
    Builder builder = new Builder(text, new ArrayList<>(found.faults()));
    List<Part> parts = builder.build(found.tags());
    if (!builder.faults.isEmpty()) {
      throw invalid(file, text, builder.faults);
    }
    return new CompiledTags(file, text, parts);
  }

  /**
   * Fills the template.
   *
   * @throws InvalidDefinitionException if a tag asks for what the content does not have
   */
  public void fill(ContentValue.Fields root, Sink sink) {
    try {
      fill(parts, TagScope.of(root), sink);
    } catch (TagException fault) {
      throw invalid(file, text, List.of(fault.fault()));
    }
  }

  /** Every tag that asks for what the content does not have; empty if the template fits. */
  public List<DefinitionError> check(ReportContent content) {
    List<TagFault> faults = new ArrayList<>();
    TagWording wording = new TagWording(content.locale());
    check(parts, TagCheck.of(content.root(), faults::add), wording, faults);
    return faults.stream().map(fault -> fault.inFile(file, text)).toList();
  }

  private static void fill(List<Part> parts, TagScope scope, Sink sink) {
    for (Part part : parts) {
      switch (part) {
        case Part.Literal literal -> sink.literal(literal.text());
        case Part.Value value -> sink.value(value.tag(), scope.value(value.tag()));
        case Part.Each each -> {
          for (TagScope row : scope.rows(each.tag())) {
            fill(each.body(), row, sink);
          }
        }
        case Part.If choice ->
            fill(scope.holds(choice.tag()) ? choice.then() : choice.otherwise(), scope, sink);
      }
    }
  }

  private static void check(
      List<Part> parts, TagCheck check, TagWording wording, List<TagFault> faults) {
    for (Part part : parts) {
      switch (part) {
        case Part.Literal ignored -> {}
        case Part.Value value -> checkValue(value.tag(), check, wording).ifPresent(faults::add);
        case Part.Each each -> check(each.body(), check.loop(each.tag()), wording, faults);
        case Part.If choice -> {
          check.condition(choice.tag());
          check(choice.then(), check, wording, faults);
          check(choice.otherwise(), check, wording, faults);
        }
      }
    }
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

  /** Turns the tags in a row into a tree. */
  private static final class Builder {
    private final String text;
    private final List<TagFault> faults;
    private final Deque<Open> open = new ArrayDeque<>();

    /** A block tag that is not closed yet, and the parts since it or since its else. */
    private static final class Open {
      final Optional<TemplateTag> tag;
      final List<Part> parts = new ArrayList<>();
      Optional<List<Part>> then = Optional.empty();

      Open(Optional<TemplateTag> tag) {
        this.tag = tag;
      }
    }

    Builder(String text, List<TagFault> faults) {
      this.text = text;
      this.faults = faults;
    }

    List<Part> build(List<TemplateTag> tags) {
      open.push(new Open(Optional.empty()));
      int from = 0;
      for (TemplateTag tag : tags) {
        literal(from, tag.start());
        take(tag);
        from = tag.end();
      }
      literal(from, text.length());
      while (open.size() > 1) {
        open.pop().tag.ifPresent(tag -> fault(tag, "is not closed", ""));
      }
      return open.pop().parts;
    }

    private void literal(int from, int to) {
      if (from < to) {
        open.peek().parts.add(new Part.Literal(text.substring(from, to)));
      }
    }

    private void take(TemplateTag tag) {
      switch (tag) {
        case TemplateTag.Value value -> open.peek().parts.add(new Part.Value(value));
        case TemplateTag.Comment ignored -> {}
        case TemplateTag.Each each -> open.push(new Open(Optional.of(each)));
        case TemplateTag.If choice -> open.push(new Open(Optional.of(choice)));
        case TemplateTag.Else otherwise -> otherwise(otherwise);
        case TemplateTag.EndEach end -> {
          if (open.peek().tag.orElse(null) instanceof TemplateTag.Each each) {
            List<Part> body = open.pop().parts;
            open.peek().parts.add(new Part.Each(each, body));
          } else {
            unmatched(end, "{{#each}}");
          }
        }
        case TemplateTag.EndIf end -> {
          if (open.peek().tag.orElse(null) instanceof TemplateTag.If choice) {
            Open closed = open.pop();
            open.peek()
                .parts
                .add(
                    closed
                        .then
                        .map(then -> new Part.If(choice, then, closed.parts))
                        .orElseGet(() -> new Part.If(choice, closed.parts, List.of())));
          } else {
            unmatched(end, "{{#if}}");
          }
        }
      }
    }

    private void otherwise(TemplateTag.Else tag) {
      Open choice = open.peek();
      if (choice.tag.orElse(null) instanceof TemplateTag.If && choice.then.isEmpty()) {
        choice.then = Optional.of(List.copyOf(choice.parts));
        choice.parts.clear();
      } else {
        unmatched(tag, "{{#if}}");
      }
    }

    private void unmatched(TemplateTag tag, String opening) {
      String hint =
          open.peek()
              .tag
              .map(before -> text.substring(before.start(), before.end()) + " is still open")
              .orElse("");
      fault(tag, "has no " + opening + " before it", hint);
    }

    private void fault(TemplateTag tag, String message, String hint) {
      faults.add(
          new TagFault(tag.start(), text.substring(tag.start(), tag.end()) + " " + message, hint));
    }
  }
}
