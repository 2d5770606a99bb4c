/**
 * Where a person decides on a draft. A draft comes in as a {@link
 * dev.rapporteur.review.ReviewItem}, from what its run has recorded ({@link
 * dev.rapporteur.review.RecordedDrafts}); a {@link dev.rapporteur.review.ReviewDecision} goes out,
 * kept in {@link dev.rapporteur.review.Reviews} and told to a {@link
 * dev.rapporteur.review.ReviewListener}. The rules of who may decide what stand in {@link
 * dev.rapporteur.review.ReviewDesk}.
 */
@NullMarked
package dev.rapporteur.review;

import org.jspecify.annotations.NullMarked;
