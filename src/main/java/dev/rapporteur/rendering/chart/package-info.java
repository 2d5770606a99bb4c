/**
 * Drawing of a {@link dev.rapporteur.rendering.ReportChart} as vectors. The chart comes in; {@link
 * dev.rapporteur.rendering.chart.ChartPlot} sets lines, areas and words on a {@link
 * dev.rapporteur.rendering.chart.Canvas}, of which the PDF has one and {@link
 * dev.rapporteur.rendering.chart.ChartSvg} another. {@link dev.rapporteur.rendering.chart.Palette}
 * and {@link dev.rapporteur.rendering.chart.ChartNumbers} hold for the charts of Word files too.
 */
@NullMarked
package dev.rapporteur.rendering.chart;

import org.jspecify.annotations.NullMarked;
