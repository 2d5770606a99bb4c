/**
 * A long financial report into key indicators and risks, each with its page and the words that bear
 * it out.
 *
 * <p>In: a file that {@code knowledge} can read. Out: a {@link
 * dev.rapporteur.reading.ReportReading}. {@link dev.rapporteur.reading.ReportReader} finds the
 * statement tables, reads their periods, units and captions, and leaves out what it cannot tell; it
 * needs no model.
 */
@NullMarked
package dev.rapporteur.reading;

import org.jspecify.annotations.NullMarked;
