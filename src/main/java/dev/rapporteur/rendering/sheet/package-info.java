/**
 * The tables of a report as a workbook. Content comes in; {@link
 * dev.rapporteur.rendering.sheet.WorkbookRenderer} writes an {@code .xlsx} row by row, in which
 * numbers are numbers and every text stays a text.
 */
@NullMarked
package dev.rapporteur.rendering.sheet;

import org.jspecify.annotations.NullMarked;
