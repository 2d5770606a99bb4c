package dev.rapporteur.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.analysis.FigureSheet;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportDefinition.SectionDefinition;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.yaml.YamlReportCatalog;
import dev.rapporteur.writing.SectionDraft.Paragraph;
import dev.rapporteur.writing.SectionDraft.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DraftWriterTest {
  private static final ReportDefinition DEFINITION =
      new YamlReportCatalog(Path.of("").toAbsolutePath()).report("sales-monthly");

  @Test
  void keepsTheOrderOfTheDefinitionAndGivesASummaryWhatItSumsUp() {
    List<SectionDefinition> sections =
        List.of(section("summary", "one", "two"), section("one"), section("two"));
    NarrativeDraft draft = writer(new Echo()).write(sections, DraftWriterTest::brief);
    assertThat(draft.sections())
        .extracting(SectionDraft::section)
        .containsExactly("summary", "one", "two");
    assertThat(draft.sections().getFirst().paragraphs().getFirst().text()).isEqualTo("one two");
  }

  @Test
  void endsWithTheFaultOfASectionAlsoForThoseThatWait() {
    RapporteurException fault =
        new RapporteurException(FailureKind.EXTERNAL, "no answer", "", new RuntimeException());
    NarrativeWriter failing =
        new Echo() {
          @Override
          public SectionDraft write(NarrativeBrief brief) {
            if (brief.section().id().equals("one")) {
              throw fault;
            }
            return super.write(brief);
          }
        };
    List<SectionDefinition> sections = List.of(section("summary", "one"), section("one"));
    assertThatThrownBy(() -> writer(failing).write(sections, DraftWriterTest::brief))
        .isSameAs(fault);
  }

  private static DraftWriter writer(NarrativeWriter writer) {
    return new DraftWriter(writer, Clock.systemUTC(), WritingProgress.SILENT);
  }

  private static SectionDefinition section(String id, String... after) {
    return new SectionDefinition(
        id, id, "any.md", List.of(), "", Optional.empty(), Optional.empty(), List.of(after));
  }

  private static NarrativeBrief brief(SectionDefinition section, List<SectionDraft> earlier) {
    return new NarrativeBrief(
        DEFINITION,
        ReportingPeriod.month(2024, 3),
        section,
        "",
        new FigureSheet(Map.of(), List.of()),
        List.of(),
        List.of(),
        earlier);
  }

  /** Writes the names of the earlier sections. */
  private static class Echo implements NarrativeWriter {
    @Override
    public SectionDraft write(NarrativeBrief brief) {
      String text = String.join(" ", brief.earlier().stream().map(SectionDraft::section).toList());
      return new SectionDraft(
          brief.section().id(), List.of(new Paragraph(text, false, List.of())), Writer.RULES, "");
    }

    @Override
    public SectionDraft rewrite(NarrativeBrief brief, SectionDraft draft, List<String> objections) {
      return write(brief);
    }
  }
}
