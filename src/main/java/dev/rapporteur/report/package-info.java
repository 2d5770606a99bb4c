/**
 * The shared nouns: what a report is ({@link dev.rapporteur.report.ReportDefinition}), for which
 * {@link dev.rapporteur.report.ReportingPeriod period}, what a {@link
 * dev.rapporteur.report.ReportRun run} of it is and which states it goes through, and how faults
 * are named ({@link dev.rapporteur.report.RapporteurException}). Nothing here knows how figures,
 * texts or documents are made.
 */
@NullMarked
package dev.rapporteur.report;

import org.jspecify.annotations.NullMarked;
