/**
 * The product's own quality, measured on cases in files: each class answers one {@code rapporteur
 * eval} command, reads its cases and writes what the product makes of them, without scoring.
 */
@NullMarked
package dev.rapporteur.evaluation;

import org.jspecify.annotations.NullMarked;
