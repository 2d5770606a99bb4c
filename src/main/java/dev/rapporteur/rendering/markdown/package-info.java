/**
 * Reports as Markdown. Content comes in; {@link dev.rapporteur.rendering.markdown.MarkdownRenderer}
 * writes a plain text for wikis, chats and version control.
 */
@NullMarked
package dev.rapporteur.rendering.markdown;

import org.jspecify.annotations.NullMarked;
