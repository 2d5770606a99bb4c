package dev.rapporteur.rendering;

import java.util.Optional;

/**
 * One {@code {{tag}}} of a template, with where it stands in the text that was searched: {@code
 * start} is the offset of its first brace and {@code end} the offset behind its last one.
 */
public sealed interface TemplateTag {
  int start();

  int end();

  /** The tag as an author would type it. */
  default String shown() {
    return switch (this) {
      case Value value ->
          "{{" + value.path() + value.format().map(f -> " | " + f.word()).orElse("") + "}}";
      case Each each -> "{{#each " + each.path() + "}}";
      case If choice -> "{{#if " + choice.path() + "}}";
      case Else ignored -> "{{else}}";
      case EndEach ignored -> "{{/each}}";
      case EndIf ignored -> "{{/if}}";
      case Comment ignored -> "{{! }}";
    };
  }

  /** {@code {{path}}} or {@code {{path | format}}}: shows a value. */
  record Value(int start, int end, TagPath path, Optional<TagFormat> format)
      implements TemplateTag {}

  /** {@code {{#each path}}}: what follows is shown once for each row. */
  record Each(int start, int end, TagPath path) implements TemplateTag {}

  /** {@code {{#if path}}}: what follows is shown where the condition holds. */
  record If(int start, int end, TagPath path) implements TemplateTag {}

  /** {@code {{else}}}: what follows is shown where the condition does not hold. */
  record Else(int start, int end) implements TemplateTag {}

  /** {@code {{/each}}}. */
  record EndEach(int start, int end) implements TemplateTag {}

  /** {@code {{/if}}}. */
  record EndIf(int start, int end) implements TemplateTag {}

  /** {@code {{! words}}}: shows nothing. */
  record Comment(int start, int end) implements TemplateTag {}
}
