/**
 * Word documents. A {@code .docx} with tags comes in and is compiled once into a {@link
 * dev.rapporteur.rendering.docx.WordTemplate}: bytes that are copied, and places that are filled. A
 * {@link dev.rapporteur.rendering.docx.WordRenderer} writes documents from it as a stream. A
 * document that a reviewer edited comes back through {@link
 * dev.rapporteur.rendering.docx.DraftComparison}, which says what was changed.
 *
 * <p>Every file from outside is opened by {@code PackageReader}, which bounds and inspects it.
 */
@NullMarked
package dev.rapporteur.rendering.docx;

import org.jspecify.annotations.NullMarked;
