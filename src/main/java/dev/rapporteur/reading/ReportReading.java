package dev.rapporteur.reading;

import java.util.List;

/**
 * What was read in a report, in the order of its pages.
 *
 * @param title what the report calls itself, or empty
 * @param pages number of pages, 0 where the format has none
 */
public record ReportReading(String title, int pages, List<Indicator> indicators, List<Risk> risks) {

  public ReportReading {
    indicators = List.copyOf(indicators);
    risks = List.copyOf(risks);
  }

  /** How the indicators changed from one year to the next. */
  public List<Change> changes() {
    return Change.among(indicators);
  }
}
