/**
 * A grounded report into documents. {@link dev.rapporteur.rendering.ReportContent} comes in: a tree
 * of values with names that templates refer to by {@code {{tags}}}; a {@link
 * dev.rapporteur.rendering.DocumentRenderer} fills a template with it and a {@link
 * dev.rapporteur.rendering.RenderedDocument} goes out. Values are text: nothing in a value can
 * become a tag, a field, markup or a link.
 */
@NullMarked
package dev.rapporteur.rendering;

import org.jspecify.annotations.NullMarked;
