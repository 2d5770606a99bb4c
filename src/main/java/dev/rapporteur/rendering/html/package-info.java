/**
 * Print templates in HTML. A template and a {@link dev.rapporteur.rendering.ReportContent} come in;
 * {@link dev.rapporteur.rendering.html.HtmlTemplate} fills the one with the other into a {@link
 * dev.rapporteur.rendering.html.FilledTemplate}, a tree of elements in which values are text and
 * nothing else. The PDF room lays it out; {@link dev.rapporteur.rendering.html.HtmlRenderer} writes
 * it as a single file for a browser.
 */
@NullMarked
package dev.rapporteur.rendering.html;

import org.jspecify.annotations.NullMarked;
