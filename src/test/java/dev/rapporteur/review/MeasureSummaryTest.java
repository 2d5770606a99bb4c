package dev.rapporteur.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.report.RunState;
import dev.rapporteur.review.DraftMeasure.Section;
import dev.rapporteur.writing.SectionDraft.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasureSummaryTest {
  private static final Instant NOON = Instant.parse("2026-11-03T04:00:00Z");

  private static DraftMeasure draft(
      String report, RunState decision, String reason, int hours, Section... sections) {
    return new DraftMeasure(
        "run-" + report + hours,
        report,
        "2026-10",
        decision,
        reason,
        NOON,
        NOON.plus(Duration.ofHours(hours)),
        3,
        1,
        List.of(sections));
  }

  @Test
  void countsASectionAsUneditedOnlyIfNobodyChangedItOrHadItWrittenAgain() {
    MeasureSummary summary =
        MeasureSummary.of(
            List.of(
                draft(
                    "sales",
                    RunState.APPROVED,
                    "",
                    2,
                    new Section("a", Writer.MODEL, false, 100, 0),
                    new Section("b", Writer.MODEL, false, 60, 12),
                    new Section("c", Writer.MODEL, true, 40, 0),
                    new Section("d", Writer.RULES, false, 40, 0))));
    MeasureSummary.Kept kept = summary.reports().getFirst().kept();
    assertThat(kept.unedited()).isEqualTo(2);
    assertThat(kept.acceptance()).isEqualTo(0.5);
    assertThat(kept.editShare()).isEqualTo(12.0 / 240);
    assertThat(summary.writers())
        .extracting(MeasureSummary.WriterLine::writer, line -> line.kept().sections())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Writer.MODEL, 3),
            org.assertj.core.groups.Tuple.tuple(Writer.RULES, 1));
  }

  @Test
  void tellsByReportHowLongADecisionTookAndWhyDraftsCameBack() {
    MeasureSummary summary =
        MeasureSummary.of(
            List.of(
                draft("sales", RunState.REJECTED, "wrong month", 30),
                draft("sales", RunState.APPROVED, "fine", 1),
                draft("sales", RunState.CHANGES_REQUESTED, "", 4),
                draft("costs", RunState.APPROVED, "", 2)));
    assertThat(summary.reports())
        .extracting(MeasureSummary.ReportLine::report)
        .containsExactly("costs", "sales");
    MeasureSummary.ReportLine sales = summary.reports().getLast();
    assertThat(sales.timeToDecide()).isEqualTo(Duration.ofHours(4));
    assertThat(sales.approved()).isEqualTo(1);
    assertThat(sales.findingsPerDraft()).isEqualTo(3);
    assertThat(summary.reasons()).extracting(DraftMeasure::reason).containsExactly("wrong month");
  }
}
