/**
 * The product's own quality, measured on cases in files. Each evaluation reads cases, asks the room
 * that it measures, and gives the cases back with what came out; the commands of {@code rapporteur
 * eval} print that.
 */
@NullMarked
package dev.rapporteur.evaluation;

import org.jspecify.annotations.NullMarked;
