package dev.rapporteur.review;

import dev.rapporteur.report.RunState;
import dev.rapporteur.writing.SectionDraft.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The measures of many drafts.
 *
 * @param reports one line for each report, by name
 * @param writers one line for each who wrote sections
 * @param reasons why drafts were sent back or rejected, the latest first
 */
public record MeasureSummary(
    List<ReportLine> reports, List<WriterLine> writers, List<DraftMeasure> reasons) {

  public MeasureSummary {
    reports = List.copyOf(reports);
    writers = List.copyOf(writers);
    reasons = List.copyOf(reasons);
  }

  /**
   * How much of what was written stood.
   *
   * @param sections that were decided on
   * @param unedited sections that were taken as they came
   * @param words that were written
   * @param changed words that were removed or added, whichever is more
   */
  public record Kept(int sections, int unedited, int words, int changed) {
    /** Sections taken as they came, of all: 0 to 1. */
    public double acceptance() {
      return sections == 0 ? 0 : (double) unedited / sections;
    }

    /** Changed words for each word written. */
    public double editShare() {
      return words == 0 ? 0 : (double) changed / words;
    }
  }

  /**
   * The drafts of one report.
   *
   * @param approved how many of them were approved
   * @param timeToDecide the median, from the queue to the decision
   * @param findings of all of them
   */
  public record ReportLine(
      String report, int drafts, int approved, Duration timeToDecide, int findings, Kept kept) {
    public double findingsPerDraft() {
      return (double) findings / drafts;
    }
  }

  /** The sections of one writer. */
  public record WriterLine(Writer writer, Kept kept) {}

  /** Sums up measures. */
  public static MeasureSummary of(List<DraftMeasure> measures) {
    Map<String, List<DraftMeasure>> byReport =
        measures.stream()
            .collect(
                Collectors.groupingBy(DraftMeasure::report, TreeMap::new, Collectors.toList()));
    Map<Writer, List<DraftMeasure.Section>> byWriter =
        measures.stream()
            .flatMap(draft -> draft.sections().stream())
            .collect(
                Collectors.groupingBy(
                    DraftMeasure.Section::writer, TreeMap::new, Collectors.toList()));
    List<WriterLine> writers = new ArrayList<>();
    byWriter.forEach((writer, sections) -> writers.add(new WriterLine(writer, kept(sections))));
    return new MeasureSummary(
        byReport.entrySet().stream().map(one -> line(one.getKey(), one.getValue())).toList(),
        writers,
        measures.stream()
            .filter(draft -> draft.decision() != RunState.APPROVED)
            .filter(draft -> !draft.reason().isBlank())
            .toList());
  }

  private static ReportLine line(String report, List<DraftMeasure> drafts) {
    List<Duration> times = drafts.stream().map(DraftMeasure::timeToDecide).sorted().toList();
    return new ReportLine(
        report,
        drafts.size(),
        (int) drafts.stream().filter(draft -> draft.decision() == RunState.APPROVED).count(),
        times.get(times.size() / 2),
        drafts.stream().mapToInt(DraftMeasure::findings).sum(),
        kept(drafts.stream().flatMap(draft -> draft.sections().stream()).toList()));
  }

  private static Kept kept(List<DraftMeasure.Section> sections) {
    return new Kept(
        sections.size(),
        (int) sections.stream().filter(DraftMeasure.Section::isUnedited).count(),
        sections.stream().mapToInt(DraftMeasure.Section::words).sum(),
        sections.stream().mapToInt(DraftMeasure.Section::changed).sum());
  }
}
