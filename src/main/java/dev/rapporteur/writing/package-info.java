/**
 * Figures and passages into a narrative draft. A {@link dev.rapporteur.writing.NarrativeBrief}
 * comes in for each section; a {@link dev.rapporteur.writing.NarrativeWriter}, the model or the
 * built-in rule-based one, answers with a {@link dev.rapporteur.writing.SectionDraft}; all of them
 * are a {@link dev.rapporteur.writing.NarrativeDraft}. A writer refers to figures by id ({@code
 * {{sales.yoy}}}) and to passages by label ({@code [p1]}); it types no numbers of its own.
 */
@NullMarked
package dev.rapporteur.writing;

import org.jspecify.annotations.NullMarked;
