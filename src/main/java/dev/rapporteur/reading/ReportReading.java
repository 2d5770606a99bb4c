package dev.rapporteur.reading;

import dev.rapporteur.reading.Ratio.RatioChange;
import java.util.List;

/**
 * What was read in a report, in the order of its pages.
 *
 * @param title what the report calls itself, or empty
 * @param pages number of pages, 0 where the format has none
 * @param contradictions places of the report that cannot both be right
 */
public record ReportReading(
    String title,
    int pages,
    List<Indicator> indicators,
    List<Risk> risks,
    List<Contradiction> contradictions) {

  public ReportReading {
    indicators = List.copyOf(indicators);
    risks = List.copyOf(risks);
    contradictions = List.copyOf(contradictions);
  }

  /** How the indicators changed from one year to the next. */
  public List<Change> changes() {
    return Change.among(indicators);
  }

  /** The ratios that can be computed from the indicators. */
  public List<Ratio> ratios() {
    return Ratio.among(indicators);
  }

  /** How the ratios changed from one year to the next. */
  public List<RatioChange> ratioChanges() {
    return Ratio.changes(ratios());
  }

  /** What the report states of each of these names; "not stated" is an answer too. */
  public List<Asked> asked(List<String> names) {
    List<Ratio> ratios = ratios();
    return names.stream().map(name -> Asked.of(name, indicators, ratios)).toList();
  }
}
