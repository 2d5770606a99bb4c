package dev.rapporteur.rendering.html;

import dev.rapporteur.rendering.CompiledTags;
import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.TagWording;
import dev.rapporteur.rendering.TemplateTag;
import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import java.util.ArrayList;
import java.util.List;

/**
 * An HTML template, read once and filled many times. It is written as XML: every element is closed,
 * every attribute quoted, and of the named characters only the five of XML are known ({@code
 * &#160;} for a no-break space). It may begin with {@code <!DOCTYPE html>} and nothing else of that
 * kind. What it may do: elements, classes, styles, pictures and style sheets of its own folder,
 * links within the document. Scripts, event attributes, forms and links that leave are refused.
 */
public final class HtmlTemplate {
  private static final int LONGEST = 1_000_000;

  private final String file;
  private final CompiledTags tags;
  private final List<TemplateCheck.OwnFile> ownFiles;

  private HtmlTemplate(String file, CompiledTags tags, List<TemplateCheck.OwnFile> ownFiles) {
    this.file = file;
    this.tags = tags;
    this.ownFiles = List.copyOf(ownFiles);
  }

  /**
   * Reads a template.
   *
   * @param file its path in the workspace, for messages
   * @throws InvalidDefinitionException naming what is wrong with its tags or its elements and where
   */
  public static HtmlTemplate compile(String file, String text) {
    if (text.length() > LONGEST) {
      throw new InvalidDefinitionException(
          List.of(
              new DefinitionError(
                  file, 0, 0, "a template has at most " + LONGEST + " characters", "")));
    }
    CompiledTags tags = CompiledTags.compile(file, text);
    String elements = withoutDoctype(text);
    TemplateCheck check = new TemplateCheck(file);
    List<DefinitionError> errors = new ArrayList<>(check.check(elements));
    if (errors.isEmpty()) {
      errors.addAll(BlockNesting.check(file, elements));
    }
    if (!errors.isEmpty()) {
      throw new InvalidDefinitionException(errors);
    }
    return new HtmlTemplate(file, tags, check.ownFiles());
  }

  /** Its path in the workspace. */
  public String file() {
    return file;
  }

  /**
   * Sees to it that the style sheets and pictures of the template are there.
   *
   * @throws InvalidDefinitionException naming those that are not
   */
  public void requireFiles(TemplateFolder folder) {
    List<DefinitionError> missing = new ArrayList<>();
    for (TemplateCheck.OwnFile own : ownFiles) {
      if (folder.read(own.name()).isEmpty()) {
        missing.add(
            new DefinitionError(
                file,
                own.line(),
                own.column(),
                "\"" + own.name() + "\" is not in the template's folder",
                ""));
      }
    }
    if (!missing.isEmpty()) {
      throw new InvalidDefinitionException(missing);
    }
  }

  /** Every tag that asks for what the content does not have; empty if the template fits. */
  public List<DefinitionError> check(ReportContent content) {
    return tags.check(content);
  }

  /**
   * Fills the template.
   *
   * @throws InvalidDefinitionException if a tag asks for what the content does not have or stands
   *     where its value cannot
   */
  public FilledTemplate fill(ReportContent content) {
    Filling filling = new Filling(new TagWording(content.locale()));
    tags.fill(content.root(), filling);
    return TreeBuilder.build(
        file, withoutDoctype(filling.text.toString()), filling.blocks, content.locale());
  }

  /** The text with the declaration blanked out, so that places stay what they are. */
  private static String withoutDoctype(String text) {
    String declaration = "<!doctype html>";
    int start = 0;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    return text.regionMatches(true, start, declaration, 0, declaration.length())
        ? text.substring(0, start)
            + " ".repeat(declaration.length())
            + text.substring(start + declaration.length())
        : text;
  }

  /** Writes words as escaped text; leaves a numbered mark where an element must be set. */
  private static final class Filling implements CompiledTags.Sink {
    final StringBuilder text = new StringBuilder();
    final List<ContentValue> blocks = new ArrayList<>();
    private final TagWording wording;
    private final MarkupState state = new MarkupState();

    Filling(TagWording wording) {
      this.wording = wording;
    }

    @Override
    public void literal(String literal) {
      state.read(literal);
      text.append(literal);
    }

    @Override
    public void value(TemplateTag.Value tag, ContentValue value) {
      boolean asElement = value.standsAlone() || value instanceof ContentValue.Image;
      if (asElement && !state.inTag()) {
        text.append("<?value ").append(blocks.size()).append("?>");
        blocks.add(value);
      } else {
        escape(wording.words(tag, value));
      }
    }

    private void escape(String words) {
      String safe = SafeText.of(words);
      for (int i = 0; i < safe.length(); i++) {
        char c = safe.charAt(i);
        switch (c) {
          case '<' -> text.append("&lt;");
          case '>' -> text.append("&gt;");
          case '&' -> text.append("&amp;");
          case '"' -> text.append("&quot;");
          case '\'' -> text.append("&#39;");
          case '\n' -> text.append(state.inTag() ? " " : "<br/>");
          default -> text.append(c);
        }
      }
    }
  }
}
