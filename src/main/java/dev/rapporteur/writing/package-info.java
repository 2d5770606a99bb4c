/**
 * Figures and passages into a narrative draft. A {@link dev.rapporteur.writing.NarrativeBrief}
 * comes in for each section; a {@link dev.rapporteur.writing.NarrativeWriter} answers with a {@link
 * dev.rapporteur.writing.SectionDraft}: {@link dev.rapporteur.writing.ModelWriter} asks a model,
 * the sub-room {@code rules} holds the built-in writer. {@link dev.rapporteur.writing.DraftWriter}
 * has all sections written at the same time; together they are a {@link
 * dev.rapporteur.writing.NarrativeDraft}. A writer refers to figures by id ({@code {{sales.yoy}}})
 * and to passages by label ({@code [p1]}); it types no numbers of its own.
 */
@NullMarked
package dev.rapporteur.writing;

import org.jspecify.annotations.NullMarked;
