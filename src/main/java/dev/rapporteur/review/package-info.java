/**
 * Where people work on a draft and decide on it. A draft comes in as a {@link
 * dev.rapporteur.review.ReviewItem}, from what its run has recorded ({@link
 * dev.rapporteur.review.RecordedDrafts}), and with all that its run has gathered ({@link
 * dev.rapporteur.review.DraftMaterial}). Its text is changed in {@link
 * dev.rapporteur.review.DraftEditing}, each change a {@link dev.rapporteur.review.DraftVersion};
 * what is written beside it goes through {@link dev.rapporteur.review.DraftMargin}. A {@link
 * dev.rapporteur.review.ReviewDecision} goes out, kept in {@link dev.rapporteur.review.Reviews} and
 * told to a {@link dev.rapporteur.review.ReviewListener}; the rules of who may decide what stand in
 * {@link dev.rapporteur.review.ReviewDesk}.
 */
@NullMarked
package dev.rapporteur.review;

import org.jspecify.annotations.NullMarked;
