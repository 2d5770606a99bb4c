/**
 * The built-in writer, which needs no model: figures to text by rule, in English and Chinese.
 * {@link dev.rapporteur.writing.rules.RuleBasedWriter} is the door. A {@code SheetView} finds
 * figures by what they mean, a {@code SectionPlanner} picks what matters and orders it as {@code
 * Message}s, a {@code Wording} says each message in one language.
 */
@NullMarked
package dev.rapporteur.writing.rules;

import org.jspecify.annotations.NullMarked;
