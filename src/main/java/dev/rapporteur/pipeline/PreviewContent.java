package dev.rapporteur.pipeline;

import dev.rapporteur.analysis.FigureFormat;
import dev.rapporteur.analysis.Unit;
import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.ContentValue.Fields;
import dev.rapporteur.rendering.ContentValue.Flag;
import dev.rapporteur.rendering.ContentValue.Rows;
import dev.rapporteur.rendering.ContentValue.Text;
import dev.rapporteur.rendering.NarrativeBlock;
import dev.rapporteur.rendering.NarrativeBlock.Piece;
import dev.rapporteur.rendering.NarrativeBlock.Shape;
import dev.rapporteur.rendering.ReportChart;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.ReportTable;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportDefinition.SectionDefinition;
import dev.rapporteur.report.ReportingPeriod;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The content of a report with sample values in the place of data: it has every name that a run of
 * the report gives to its templates, so that templates can be checked and looked at without one.
 */
public final class PreviewContent {
  private final ReportDefinition definition;
  private final DraftWords words;
  private final FigureFormat format;
  private final ReportingPeriod period;

  private PreviewContent(ReportDefinition definition) {
    this.definition = definition;
    this.period = ReportingPeriod.containing(definition.period(), LocalDate.of(2024, 3, 1));
    this.words = new DraftWords(definition, period);
    this.format = new FigureFormat(definition.locale());
  }

  public static ReportContent of(ReportDefinition definition) {
    return new PreviewContent(definition).content();
  }

  private ReportContent content() {
    Map<String, ContentValue> root = new LinkedHashMap<>();
    root.put("title", text(definition.title()));
    root.put("subtitle", text(definition.subtitle()));
    root.put("company", text(definition.company()));
    root.put("period", fields("label", period.label(definition.locale()), "id", period.toString()));
    root.put("state", text(words.draft()));
    root.put("draft", new Flag(true));
    root.put("approved", new Flag(false));
    List.of("approvedBy", "approvedAt", "draftSha256").forEach(name -> root.put(name, text("")));
    for (String name : List.of("dataAsOf", "madeAt")) {
      root.put(name, text(words.time(Instant.parse("2024-04-03T00:00:00Z"))));
    }
    root.put("runId", text("20240403-000000-00000000"));
    root.put("revision", text("1"));
    root.put("writtenBy", text(words.writtenBy(false, true)));
    root.put("reviewedBy", text(definition.review().by().name()));
    root.put("writerNote", text(""));
    root.put("keyFigures", keyFigures());
    root.put("hasKeyChart", new Flag(definition.keyChart().isPresent()));
    root.put(
        "keyChart",
        definition.keyChart().isPresent() ? new ContentValue.Chart(chart("key")) : text(""));
    sections(root);
    String sentence = words.say("A sentence of the draft.", "草稿中的一句话。");
    root.put(
        "findings",
        new Rows(
            List.of(
                fields(
                    "section",
                    definition.sections().getFirst().heading(),
                    "sentence",
                    sentence,
                    "claim",
                    "12.5%",
                    "verdict",
                    words.say("no data for it", "无数据可核对"),
                    "reason",
                    sentence))));
    root.put(
        "sources",
        new Rows(List.of(fields("number", "1", "document", "…", "heading", "…", "quote", "…"))));
    Map<String, ContentValue> figure =
        new LinkedHashMap<>(
            fields(
                    "id",
                    "sales",
                    "name",
                    "…",
                    "period",
                    period.toString(),
                    "formula",
                    "…",
                    "source",
                    "Q1")
                .values());
    figure.put("value", number(new BigDecimal("48213907.40")));
    root.put("figures", new Rows(List.of(new Fields(figure))));
    root.put(
        "calls",
        new Rows(
            List.of(
                fields(
                    "id",
                    "Q1",
                    "function",
                    "…",
                    "parameters",
                    "…",
                    "rows",
                    "8",
                    "at",
                    "…",
                    "sql",
                    "select 1"))));
    root.put("quality", new Rows(List.of(fields("name", "…", "text", "…"))));
    return new ReportContent(
        new Fields(root),
        definition.locale(),
        definition.name() + "/preview",
        1,
        definition.title(),
        definition.company(),
        Instant.parse("2024-04-03T00:00:00Z"),
        Optional.of(words.watermark()));
  }

  private ContentValue keyFigures() {
    List<Fields> rows = new ArrayList<>();
    for (String id : definition.keyFigures()) {
      Map<String, ContentValue> row = new LinkedHashMap<>();
      row.put("name", text(id));
      row.put("value", number(new BigDecimal("48213907.40")));
      row.put("unit", text(format.unitLabel(Unit.of("CNY"))));
      for (String which : List.of("first", "second")) {
        row.put(which.equals("first") ? "hasFirst" : "hasSecond", new Flag(true));
        Map<String, ContentValue> comparison = new LinkedHashMap<>();
        comparison.put("label", text(words.say("on the previous year", "同比")));
        comparison.put("value", text("+12.5%"));
        comparison.put("up", new Flag(true));
        comparison.put("down", new Flag(false));
        row.put(which, new Fields(comparison));
      }
      rows.add(new Fields(row));
    }
    return new Rows(rows);
  }

  private void sections(Map<String, ContentValue> root) {
    List<Fields> rows = new ArrayList<>();
    Map<String, ContentValue> byId = new LinkedHashMap<>();
    for (SectionDefinition section : definition.sections()) {
      Map<String, ContentValue> row = new LinkedHashMap<>();
      row.put("id", text(section.id()));
      row.put("number", text(Integer.toString(rows.size() + 1)));
      row.put("heading", text(section.heading()));
      row.put("narrative", new ContentValue.Narrative(narrative(section)));
      row.put("hasChart", new Flag(section.chart().isPresent()));
      row.put(
          "chart",
          section.chart().isPresent()
              ? new ContentValue.Chart(chart("chart-" + section.id()))
              : text(""));
      row.put("hasTable", new Flag(section.table().isPresent()));
      row.put(
          "table",
          section.table().isPresent()
              ? new ContentValue.Table(table(section.table().get().data()))
              : text(""));
      rows.add(new Fields(row));
      byId.put(section.id(), new Fields(row));
    }
    root.put("sections", new Rows(rows));
    root.put("section", new Fields(byId));
  }

  private NarrativeBlock narrative(SectionDefinition section) {
    List<Piece> pieces =
        List.of(
            new Piece.Words(words.say("Sales came to ", "实现销售额"), false),
            new Piece.FigureText("sales", number(new BigDecimal("48213907.40")).text()),
            new Piece.Words(words.say(".", "。"), false),
            new Piece.CitationMark(1, "…", "…"));
    return new NarrativeBlock(
        section.id(), List.of(new NarrativeBlock.Paragraph(Shape.TEXT, pieces)));
  }

  private ReportChart chart(String id) {
    List<Optional<BigDecimal>> values =
        List.of(Optional.of(BigDecimal.TEN), Optional.of(BigDecimal.TWO));
    return new ReportChart(
        id,
        ReportChart.Kind.BAR,
        words.say("The message of the chart", "图表的结论"),
        "",
        "",
        Unit.of("CNY"),
        BigDecimal.ONE,
        "",
        List.of("A", "B"),
        List.of(new ReportChart.Series("", ReportChart.Role.ACTUAL, values)));
  }

  private ReportTable table(String id) {
    return new ReportTable(
        id,
        period.label(definition.locale()),
        List.of(new ReportTable.Column("…", "", false), new ReportTable.Column("…", "", true)),
        List.of(new ReportTable.Row(List.of(text("A"), number(BigDecimal.TEN)), false)));
  }

  private ContentValue.Number number(BigDecimal value) {
    Unit unit = Unit.of("CNY");
    return new ContentValue.Number("sales", value, unit, format.text(value, unit));
  }

  private static Text text(String text) {
    return new Text(text);
  }

  private static Fields fields(String... namesAndTexts) {
    Map<String, ContentValue> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      fields.put(namesAndTexts[i], text(namesAndTexts[i + 1]));
    }
    return new Fields(fields);
  }
}
