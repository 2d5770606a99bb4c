/**
 * Reports as PDF/A-2b. A filled print template comes in and is laid out by openpdf-html with fonts
 * of our own, charts as vectors and nothing fetched from anywhere but the template's folder; or the
 * fields of a form PDF are filled. {@link dev.rapporteur.rendering.pdf.PdfRenderer} and {@link
 * dev.rapporteur.rendering.pdf.FormRenderer} are the doors, {@link
 * dev.rapporteur.rendering.pdf.DocumentFonts} the fonts they share.
 */
@NullMarked
package dev.rapporteur.rendering.pdf;

import org.jspecify.annotations.NullMarked;
