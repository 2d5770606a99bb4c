/**
 * Every number, trend, rank and comparison of a text traced to the facts it may rest on.
 *
 * <p>In: a text in English or Chinese and {@link dev.rapporteur.grounding.GroundingFacts}. Out: one
 * {@link dev.rapporteur.grounding.Finding} per claim, in text order, each with a {@link
 * dev.rapporteur.grounding.GroundingVerdict}. No model is asked; the same input gives the same
 * findings. The door is {@link dev.rapporteur.grounding.ClaimVerifier}.
 *
 * <p>The stages, each in a class of its own: {@code SourceText} folds digits and drops invisible
 * characters while it keeps the way back to the original offsets; {@code Tokenizer} cuts the text
 * into words, numbers, periods, entities and cue words; {@code Sentence} puts the tokens into
 * clauses, {@code Mentions} finds the entities in them; {@code Discourse} says for each number what
 * it speaks of, as {@code Wording} (kind and direction), {@code Subjects}, {@code Times} and {@code
 * Measures} read it; {@code Readings} computes what the facts give for that; {@code TextReview}
 * compares, {@code WordClaims} does the same for claims without a number.
 */
@NullMarked
package dev.rapporteur.grounding;

import org.jspecify.annotations.NullMarked;
