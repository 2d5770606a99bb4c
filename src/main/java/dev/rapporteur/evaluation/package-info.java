/**
 * The product's own quality, measured on cases in files: each line of input gains the product's
 * answer, in the order of the input.
 */
@NullMarked
package dev.rapporteur.evaluation;

import org.jspecify.annotations.NullMarked;
