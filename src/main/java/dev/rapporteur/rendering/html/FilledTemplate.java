package dev.rapporteur.rendering.html;

import dev.rapporteur.rendering.ReportChart;
import dev.rapporteur.rendering.ReportTable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.w3c.dom.Document;

/**
 * A print template with its values in place.
 *
 * @param document elements without a namespace, named in lower case; free of scripts, event
 *     attributes and links that leave the document
 * @param charts by the {@code data-chart} of the empty elements of class {@code plot} that stand
 *     for their drawing
 * @param longTables tables cut after their first rows, by the {@code data-table} of the elements
 *     that say so
 */
public record FilledTemplate(
    Document document, Map<String, ReportChart> charts, Map<String, ReportTable> longTables) {
  public FilledTemplate {
    charts = Collections.unmodifiableMap(new LinkedHashMap<>(charts));
    longTables = Collections.unmodifiableMap(new LinkedHashMap<>(longTables));
  }
}
