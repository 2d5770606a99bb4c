/**
 * How the installation itself is doing: examinations of its parts, what they found for the health
 * doors and for {@code rapporteur doctor}, meters and traces, back-ups, and what is deleted when.
 */
@NullMarked
package dev.rapporteur.operation;

import org.jspecify.annotations.NullMarked;
