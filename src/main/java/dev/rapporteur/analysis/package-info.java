/**
 * Query results into {@link dev.rapporteur.analysis.Figure figures}: numbers with name, unit,
 * entity, period and the way back to the rows they came from. A {@link
 * dev.rapporteur.analysis.FigureSheet} goes out; what could not be computed stands in it with the
 * reason, never as 0.
 */
@NullMarked
package dev.rapporteur.analysis;

import org.jspecify.annotations.NullMarked;
