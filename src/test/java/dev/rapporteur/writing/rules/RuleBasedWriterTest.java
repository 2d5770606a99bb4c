package dev.rapporteur.writing.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.rapporteur.analysis.Entity;
import dev.rapporteur.analysis.Figure;
import dev.rapporteur.analysis.FigureEntry;
import dev.rapporteur.analysis.FigureFormat;
import dev.rapporteur.analysis.FigureSheet;
import dev.rapporteur.analysis.QualityFact;
import dev.rapporteur.analysis.QualityFact.Kind;
import dev.rapporteur.knowledge.Citation;
import dev.rapporteur.report.ReportDefinition.SectionDefinition;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.writing.FigureReference;
import dev.rapporteur.writing.NarrativeBrief;
import dev.rapporteur.writing.SampleBriefs;
import dev.rapporteur.writing.SectionDraft;
import dev.rapporteur.writing.SectionDraft.Paragraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The writer over the sample company's figures: what holds for each text, and texts as a whole. */
class RuleBasedWriterTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/dev/rapporteur/writing/rules/golden");
  private static final Pattern QUOTE = Pattern.compile("“[^”]*”");
  private static final Pattern LABEL = Pattern.compile("\\[p\\d+]");
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
  private static final Pattern HALF_WIDTH = Pattern.compile("[,.;:!?()]");
  private static final RuleBasedWriter WRITER = new RuleBasedWriter();

  private static final Map<String, List<Written>> known = new HashMap<>();

  private static SampleBriefs samples;

  @BeforeAll
  static void openSamples() throws IOException {
    samples = new SampleBriefs();
  }

  @AfterAll
  static void closeSamples() {
    samples.close();
  }

  static Stream<ReportingPeriod> months() {
    return Stream.iterate(
        ReportingPeriod.month(2022, 1),
        month -> month.compareTo(ReportingPeriod.month(2024, 12)) <= 0,
        month -> month.plus(1));
  }

  @ParameterizedTest
  @MethodSource("months")
  void writesEnglishThatKeepsItsRules(ReportingPeriod month) {
    for (Written written : written("sales-monthly", month)) {
      holdsForAll(written);
      String own = ownWords(written);
      assertThat(own).doesNotContainPattern(HAN).doesNotContain("  ").doesNotContain(" ,");
      for (String sentence : own.split("(?<=\\.)\\s")) {
        assertThat(sentence.split("\\s+").length).as(sentence).isLessThanOrEqualTo(75);
        assertThat(sentence).matches("(?s)[^\\p{Ll}].*\\.");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("months")
  void writesChineseThatKeepsItsRules(ReportingPeriod month) {
    for (Written written : written("sales-monthly-zh", month)) {
      holdsForAll(written);
      String own = ownWords(written);
      assertThat(own).doesNotContainPattern("[A-Za-z\\s]").doesNotContainPattern(HALF_WIDTH);
      for (String sentence : own.split("(?<=。)")) {
        assertThat(sentence.length()).as(sentence).isLessThanOrEqualTo(160);
        assertThat(sentence).endsWith("。");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("months")
  void saysNothingTwiceInOneReport(ReportingPeriod month) {
    for (String report : List.of("sales-monthly", "sales-monthly-zh")) {
      Set<String> seen = new HashSet<>();
      for (Written written : written(report, month)) {
        for (Paragraph paragraph : written.draft().paragraphs()) {
          String text = QUOTE.matcher(paragraph.text()).replaceAll("");
          for (String sentence : text.split("(?<=\\.)\\s|(?<=。)")) {
            assertThat(seen.add(sentence)).as(sentence).isTrue();
          }
        }
      }
    }
  }

  @Test
  void writesTheSameTextForTheSameBrief() {
    for (NarrativeBrief brief : samples.briefs("sales-monthly", ReportingPeriod.month(2024, 5))) {
      assertThat(WRITER.write(brief)).isEqualTo(WRITER.write(brief));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sales-monthly, 2022-02",
    "sales-monthly, 2024-02",
    "sales-monthly, 2024-06",
    "sales-monthly-zh, 2022-02",
    "sales-monthly-zh, 2024-02",
    "sales-monthly-zh, 2024-06"
  })
  void writesTheRecordedText(String report, String month) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Written written : written(report, ReportingPeriod.parse(month).orElseThrow())) {
      NarrativeBrief brief = written.brief();
      text.append("## ").append(brief.section().heading()).append("\n\n");
      FigureFormat format = new FigureFormat(brief.definition().locale());
      text.append(SampleBriefs.filled(written.draft(), brief.sheet(), format)).append('\n');
    }
    Path actual = Path.of("target", "golden", report + "-" + month + ".md");
    Files.createDirectories(actual.getParent());
    Files.writeString(actual, text);
    Path golden = GOLDEN.resolve(report + "-" + month + ".md");
    assertThat(golden).as("if %s reads well, copy it there", actual).exists();
    assertThat(text.toString()).isEqualTo(Files.readString(golden));
  }

  @Test
  void saysAtOnceThatTheMonthIsNotComplete() {
    List<String> texts =
        samples.briefs("sales-monthly", ReportingPeriod.month(2024, 3)).stream()
            .map(brief -> with(brief, new QualityFact(Kind.PARTIAL_PERIOD, "sales", "", 0)))
            .map(brief -> WRITER.write(brief).paragraphs())
            .map(paragraphs -> String.join(" ", paragraphs.stream().map(Paragraph::text).toList()))
            .toList();
    assertThat(texts.getFirst())
        .contains("than in February, a shorter month. March was not over when the data were read");
    assertThat(texts.getLast()).contains("The figures of March are preliminary");
    assertThat(texts.subList(1, 5)).noneMatch(text -> text.contains("were read"));
  }

  @Test
  void letsNoNamePoseAsAReferenceOrACitation() {
    NarrativeBrief regions = samples.briefs("sales-monthly", ReportingPeriod.month(2024, 3)).get(2);
    Map<String, FigureEntry> entries = new LinkedHashMap<>();
    regions
        .sheet()
        .entries()
        .forEach(
            (id, entry) ->
                entries.put(id, entry instanceof Figure figure ? renamed(figure) : entry));
    SectionDraft draft = WRITER.write(with(regions, new FigureSheet(entries, List.of())));
    String text = draft.paragraphs().getFirst().text();
    assertThat(text).startsWith("Central orders p1 moved most");
    assertThat(FigureReference.in(text)).noneMatch(reference -> reference.id().equals("orders"));
  }

  private static Figure renamed(Figure figure) {
    return new Figure(
        figure.id(),
        figure.name(),
        figure.metric(),
        figure.measure(),
        figure.base(),
        figure.unit(),
        figure
            .entity()
            .map(
                one ->
                    new Entity(
                        one.dimension(),
                        one.key(),
                        one.label() + " {{orders}} [p1]",
                        one.aliases())),
        figure.period(),
        figure.value(),
        figure.provenance());
  }

  private static NarrativeBrief with(NarrativeBrief brief, QualityFact fact) {
    return with(brief, new FigureSheet(brief.sheet().entries(), List.of(fact)));
  }

  private static NarrativeBrief with(NarrativeBrief brief, FigureSheet sheet) {
    return new NarrativeBrief(
        brief.definition(),
        brief.period(),
        brief.section(),
        brief.instruction(),
        sheet,
        brief.figures(),
        brief.passages(),
        brief.earlier());
  }

  @Test
  void sumsUpEarlierSectionsByTheirFirstSentences() {
    List<Written> written = written("sales-monthly", ReportingPeriod.month(2024, 3));
    NarrativeBrief any = written.getFirst().brief();
    SectionDefinition summary =
        new SectionDefinition(
            "summary",
            "Summary",
            "prompts/overview.md",
            List.of(),
            "",
            Optional.empty(),
            Optional.empty(),
            List.of("overview", "plan"));
    SectionDraft draft =
        WRITER.write(
            new NarrativeBrief(
                any.definition(),
                any.period(),
                summary,
                "Sum up.",
                any.sheet(),
                List.of(),
                List.of(),
                List.of(written.get(0).draft(), written.get(4).draft())));
    assertThat(draft.paragraphs()).hasSize(2).allMatch(Paragraph::bullet);
    assertThat(draft.paragraphs())
        .extracting(Paragraph::text)
        .allMatch(text -> text.endsWith("."))
        .first()
        .asString()
        .startsWith("March sales came to {{sales}}, {{sales.yoy|magnitude}} less than a year ago");
  }

  // --- what holds for each text -------------------------------------------------------------

  record Written(NarrativeBrief brief, SectionDraft draft) {}

  private static List<Written> written(String report, ReportingPeriod month) {
    return known.computeIfAbsent(
        report + " " + month,
        any ->
            samples.briefs(report, month).stream()
                .map(brief -> new Written(brief, WRITER.write(brief)))
                .toList());
  }

  static void holdsForAll(Written written) {
    SectionDraft draft = written.draft();
    assertThat(draft.section()).isEqualTo(written.brief().section().id());
    assertThat(draft.writer()).isEqualTo(SectionDraft.Writer.RULES);
    assertThat(draft.paragraphs()).hasSizeBetween(1, 3);
    for (Paragraph paragraph : draft.paragraphs()) {
      List<FigureReference> references = FigureReference.in(paragraph.text());
      assertThat(references).hasSize(paragraph.text().split("\\{\\{", -1).length - 1);
      references.forEach(
          one -> assertThat(written.brief().sheet().figure(one.id())).as(one.id()).isPresent());
      assertThat(LABEL.matcher(paragraph.text()).results().map(one -> one.group()).distinct())
          .containsExactlyInAnyOrderElementsOf(
              paragraph.citations().stream().map(one -> "[" + one.label() + "]").toList());
      paragraph
          .citations()
          .forEach(
              one -> {
                int passage = Integer.parseInt(one.label().substring(1)) - 1;
                assertThatCode(
                        () ->
                            Citation.of(
                                written.brief().passages().get(passage), one.citation().quote()))
                    .doesNotThrowAnyException();
                assertThat(paragraph.text()).contains("“" + one.citation().quote() + "”");
              });
    }
    assertThat(ownWords(written)).doesNotContainPattern("\\d").doesNotContain("{", "}", "null");
  }

  /** The text without references, quotes, names and dates. */
  private static String ownWords(Written written) {
    NarrativeBrief brief = written.brief();
    List<String> texts = new ArrayList<>();
    for (Paragraph paragraph : written.draft().paragraphs()) {
      String text =
          paragraph.text().replaceAll("\\{\\{[^}]*}}", brief.definition().isChinese() ? "" : "X");
      text = QUOTE.matcher(text).replaceAll(brief.definition().isChinese() ? "" : "Quote");
      texts.add(text.replaceAll(" ?\\[p\\d+]", ""));
    }
    String all = String.join(brief.definition().isChinese() ? "" : " ", texts);
    for (String name : names(brief)) {
      all = all.replace(name, brief.definition().isChinese() ? "" : "Name");
    }
    return all.replaceAll("\\d{4}年\\d{1,2}月|\\d{1,2}月", "")
        .replaceAll("(?<=[A-Z][a-z]{2,8}) (?:19|20)\\d\\d", "");
  }

  /** Names of entities and figures, the longest first. */
  private static List<String> names(NarrativeBrief brief) {
    return Stream.concat(
            brief
                .sheet()
                .figures()
                .map(Figure::entity)
                .flatMap(Optional::stream)
                .map(Entity::label),
            brief.definition().isChinese()
                ? brief.definition().figures().stream().map(one -> one.name())
                : Stream.empty())
        .distinct()
        .sorted(Comparator.comparing(String::length).reversed())
        .toList();
  }
}
