/** The pages on which people read, correct and decide on drafts. */
@NullMarked
package dev.rapporteur.review.web;

import org.jspecify.annotations.NullMarked;
