package dev.rapporteur.pipeline;

import dev.rapporteur.analysis.Figure;
import dev.rapporteur.analysis.FigureEntry;
import dev.rapporteur.analysis.FigureFormat;
import dev.rapporteur.analysis.FigureSheet;
import dev.rapporteur.analysis.Measure;
import dev.rapporteur.analysis.MissingFigure;
import dev.rapporteur.analysis.QualityFact;
import dev.rapporteur.analysis.Unit;
import dev.rapporteur.function.FunctionCall;
import dev.rapporteur.grounding.BoundSpan;
import dev.rapporteur.grounding.GroundedNarrative;
import dev.rapporteur.grounding.GroundedNarrative.CitationAt;
import dev.rapporteur.knowledge.Citation;
import dev.rapporteur.knowledge.PassageConflict;
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
import dev.rapporteur.report.FigureDefinition;
import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportDefinition.SectionDefinition;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.review.ReviewDecision.Approved;
import dev.rapporteur.writing.SectionDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A grounded run as the content that templates show. */
final class DraftContent {
  private final RunDossier dossier;
  private final Optional<Approved> approval;
  private final int version;
  private final ReportDefinition definition;
  private final ReportRun run;
  private final ReportingPeriod period;
  private final FigureSheet sheet;
  private final GroundedNarrative narrative;
  private final FigureFormat format;
  private final DraftWords words;
  private final DraftCharts charts;
  private final DraftTables tables;
  private final Map<Citation, Integer> sources = new LinkedHashMap<>();
  private final Set<String> used = new LinkedHashSet<>();

  private DraftContent(RunDossier dossier, Optional<Approved> approval, int version) {
    this.dossier = dossier;
    this.approval = approval;
    this.version = version;
    this.definition = dossier.definition();
    this.run = dossier.run();
    this.period = run.request().period();
    this.sheet = dossier.figures().orElseThrow();
    this.narrative = dossier.narrative().orElseThrow();
    this.format = new FigureFormat(definition.locale());
    this.words = new DraftWords(definition, period);
    this.charts = new DraftCharts(dossier, format, words);
    this.tables = new DraftTables(dossier, format, words);
  }

  /**
   * @param version of the document, from 1
   */
  static ReportContent of(RunDossier dossier, int version) {
    return new DraftContent(dossier, Optional.empty(), version).content();
  }

  /** The same once it is approved: signed off, and without the watermark. */
  static ReportContent approved(RunDossier dossier, Approved approval) {
    return new DraftContent(dossier, Optional.of(approval), 1).content();
  }

  /** A report about a part of the data says so on its cover. */
  private String subtitle() {
    String part = String.join(", ", run.request().scope().values().values());
    return part.isEmpty() || definition.subtitle().isEmpty()
        ? part + definition.subtitle()
        : part + " · " + definition.subtitle();
  }

  private ReportContent content() {
    Map<String, ContentValue> root = new LinkedHashMap<>();
    root.put("title", text(definition.title()));
    root.put("subtitle", text(subtitle()));
    root.put("company", text(definition.company()));
    root.put(
        "period",
        new Fields(
            Map.of(
                "label", text(period.label(definition.locale())), "id", text(period.toString()))));
    state(root);
    root.put("dataAsOf", text(words.time(dossier.data().orElseThrow().askedAt())));
    root.put("madeAt", text(words.time(run.requestedAt())));
    root.put("runId", text(run.id()));
    root.put("revision", text(Integer.toString(run.revision())));
    root.put("writtenBy", text(writtenBy()));
    root.put("reviewedBy", text(definition.review().by().name()));
    root.put("writerNote", text(writerNote()));
    root.put("keyFigures", keyFigures());
    keyChart(root);
    sections(root);
    root.put("findings", findings());
    root.put("sources", sources());
    root.put("figures", figures());
    root.put("calls", calls());
    root.put("quality", quality());
    return new ReportContent(
        new Fields(root),
        definition.locale(),
        definition.name() + "/" + period + "/" + run.id(),
        version,
        definition.title() + " " + period.label(definition.locale()),
        definition.company().isEmpty() ? "Rapporteur" : definition.company(),
        run.requestedAt(),
        approval.isPresent() ? Optional.empty() : Optional.of(words.watermark()));
  }

  private void state(Map<String, ContentValue> root) {
    root.put("state", text(approval.isPresent() ? words.approved() : words.draft()));
    root.put("draft", new Flag(approval.isEmpty()));
    root.put("approved", new Flag(approval.isPresent()));
    root.put("approvedBy", text(approval.map(one -> one.by().name()).orElse("")));
    root.put("approvedAt", text(approval.map(one -> words.time(one.at())).orElse("")));
    root.put("draftSha256", text(approval.map(Approved::draftSha256).orElse("")));
  }

  private String writtenBy() {
    Set<SectionDraft.Writer> writers = new LinkedHashSet<>();
    narrative.sections().forEach(section -> writers.add(section.writer()));
    return words.writtenBy(
        writers.contains(SectionDraft.Writer.MODEL), writers.contains(SectionDraft.Writer.RULES));
  }

  private String writerNote() {
    List<String> remarks =
        narrative.sections().stream()
            .map(GroundedNarrative.Section::remark)
            .filter(remark -> !remark.isEmpty())
            .distinct()
            .toList();
    return String.join(" ", remarks);
  }

  // --- the first page -------------------------------------------------------------------------

  private ContentValue keyFigures() {
    List<Fields> rows = new ArrayList<>();
    for (String id : definition.keyFigures()) {
      FigureEntry entry = sheet.entries().get(id);
      if (entry == null) {
        continue;
      }
      Map<String, ContentValue> row = new LinkedHashMap<>();
      row.put("name", text(definitionName(id)));
      switch (entry) {
        case Figure figure -> {
          used.add(figure.id());
          row.put("value", number(figure));
          row.put("unit", text(format.unitLabel(figure.unit())));
        }
        case MissingFigure missing -> {
          row.put("value", text(words.missing(missing.reason())));
          row.put("unit", text(""));
        }
      }
      List<Fields> comparisons = comparisons(id);
      for (int i = 0; i < 2; i++) {
        String name = i == 0 ? "first" : "second";
        boolean has = i < comparisons.size();
        row.put(i == 0 ? "hasFirst" : "hasSecond", new Flag(has));
        row.put(name, has ? comparisons.get(i) : EMPTY_COMPARISON);
      }
      rows.add(new Fields(row));
    }
    return new Rows(rows);
  }

  private static final Fields EMPTY_COMPARISON =
      new Fields(
          Map.of(
              "label",
              text(""),
              "value",
              text(""),
              "up",
              new Flag(false),
              "down",
              new Flag(false)));

  /** The changes of a key figure, or its gap to the target. */
  private List<Fields> comparisons(String id) {
    List<Fields> comparisons = new ArrayList<>();
    for (Base base : List.of(Base.PREVIOUS_YEAR, Base.PREVIOUS_PERIOD)) {
      sheet
          .ofMetric(id)
          .filter(figure -> figure.entity().isEmpty())
          .filter(figure -> figure.base().filter(base::equals).isPresent())
          .filter(
              figure ->
                  figure.measure() == Measure.CHANGE_RATE
                      || figure.measure() == Measure.POINTS_CHANGE)
          .findFirst()
          .ifPresent(figure -> comparisons.add(comparison(words.against(base), figure)));
    }
    sheet
        .ofMetric(id)
        .filter(figure -> figure.measure() == Measure.TARGET_GAP)
        .findFirst()
        .ifPresent(
            figure -> comparisons.add(comparison(words.say("on the target", "较目标"), figure)));
    return comparisons;
  }

  private Fields comparison(String label, Figure figure) {
    used.add(figure.id());
    int sign = figure.value().signum();
    return new Fields(
        Map.of(
            "label", text(label),
            "value",
                new ContentValue.Number(
                    figure.id(),
                    figure.value(),
                    figure.unit(),
                    format.signed(figure.value(), figure.unit())),
            "up", new Flag(sign > 0),
            "down", new Flag(sign < 0)));
  }

  private void keyChart(Map<String, ContentValue> root) {
    Optional<ReportChart> chart = definition.keyChart().flatMap(one -> charts.chart("key", one));
    root.put("hasKeyChart", new Flag(chart.isPresent()));
    root.put("keyChart", chart.<ContentValue>map(ContentValue.Chart::new).orElse(text("")));
  }

  // --- sections -------------------------------------------------------------------------------

  private void sections(Map<String, ContentValue> root) {
    List<Fields> rows = new ArrayList<>();
    Map<String, ContentValue> byId = new LinkedHashMap<>();
    int number = 0;
    for (SectionDefinition section : definition.sections()) {
      Fields fields = section(section, ++number);
      rows.add(fields);
      byId.put(section.id(), fields);
    }
    root.put("sections", new Rows(rows));
    root.put("section", new Fields(byId));
  }

  private Fields section(SectionDefinition section, int number) {
    Map<String, ContentValue> fields = new LinkedHashMap<>();
    fields.put("id", text(section.id()));
    fields.put("number", text(Integer.toString(number)));
    fields.put("heading", text(section.heading()));
    GroundedNarrative.Section grounded =
        narrative.sections().stream()
            .filter(one -> one.id().equals(section.id()))
            .findFirst()
            .orElseThrow();
    fields.put("narrative", new ContentValue.Narrative(block(grounded)));
    Optional<ReportChart> chart =
        section.chart().flatMap(one -> charts.chart("chart-" + section.id(), one));
    fields.put("hasChart", new Flag(chart.isPresent()));
    fields.put("chart", chart.<ContentValue>map(ContentValue.Chart::new).orElse(text("")));
    Optional<ReportTable> table =
        section.table().flatMap(one -> tables.table(one, section.heading()));
    fields.put("hasTable", new Flag(table.isPresent()));
    fields.put("table", table.<ContentValue>map(ContentValue.Table::new).orElse(text("")));
    return new Fields(fields);
  }

  private NarrativeBlock block(GroundedNarrative.Section section) {
    List<NarrativeBlock.Paragraph> paragraphs = new ArrayList<>();
    for (GroundedNarrative.Paragraph paragraph : section.paragraphs()) {
      paragraphs.add(
          new NarrativeBlock.Paragraph(
              paragraph.bullet() ? Shape.BULLET : Shape.TEXT, pieces(paragraph)));
    }
    if (!section.remark().isEmpty()) {
      paragraphs.add(
          new NarrativeBlock.Paragraph(
              Shape.NOTE, List.of(new Piece.Words(section.remark(), false))));
    }
    for (PassageConflict conflict : conflicts(section.id())) {
      paragraphs.add(
          new NarrativeBlock.Paragraph(
              Shape.NOTE, List.of(new Piece.Words(words.conflict(conflict), false))));
    }
    return new NarrativeBlock(section.id(), paragraphs);
  }

  /** Where the passages of a section do not agree; what is approved has been decided on. */
  private List<PassageConflict> conflicts(String section) {
    return approval.isPresent()
        ? List.of()
        : PassageConflict.among(
            dossier.passages().orElse(Map.of()).getOrDefault(section, List.of()));
  }

  /** The text cut at its figures and citation marks, which lie in order and do not overlap. */
  private List<Piece> pieces(GroundedNarrative.Paragraph paragraph) {
    List<Piece> pieces = new ArrayList<>();
    int[] codePoints = paragraph.text().codePoints().toArray();
    List<CitationAt> marks = new ArrayList<>(paragraph.citations());
    int at = 0;
    for (BoundSpan span : paragraph.figures()) {
      at = words(codePoints, at, span.start(), marks, pieces);
      used.add(span.figureId());
      pieces.add(
          new Piece.FigureText(
              span.figureId(), new String(codePoints, span.start(), span.end() - span.start())));
      at = span.end();
    }
    words(codePoints, at, codePoints.length, marks, pieces);
    return pieces;
  }

  /** The words from one offset to another with the citation marks that stand among them. */
  private int words(
      int[] codePoints, int from, int to, List<CitationAt> marks, List<Piece> pieces) {
    int at = from;
    while (!marks.isEmpty() && marks.getFirst().offset() <= to) {
      CitationAt mark = marks.removeFirst();
      int offset = Math.max(at, mark.offset());
      plain(codePoints, at, offset, pieces);
      Citation citation = mark.citation();
      int number = sources.computeIfAbsent(citation, any -> sources.size() + 1);
      pieces.add(new Piece.CitationMark(number, citation.label(), citation.quote()));
      at = offset;
    }
    plain(codePoints, at, to, pieces);
    return to;
  }

  private static void plain(int[] codePoints, int from, int to, List<Piece> pieces) {
    if (to > from) {
      pieces.add(new Piece.Words(new String(codePoints, from, to - from), false));
    }
  }

  // --- what stands at the end -----------------------------------------------------------------

  private ContentValue findings() {
    List<Fields> rows = new ArrayList<>();
    for (GroundedNarrative.SectionFinding finding : narrative.flagged()) {
      String heading =
          definition.sections().stream()
              .filter(section -> section.id().equals(finding.section()))
              .map(SectionDefinition::heading)
              .findFirst()
              .orElse(finding.section());
      rows.add(
          new Fields(
              fields(
                  "section", heading,
                  "sentence", finding.sentence(),
                  "claim", finding.finding().text(),
                  "verdict", words.verdict(finding.finding().verdict()),
                  "reason", finding.finding().reason())));
    }
    for (SectionDefinition section : definition.sections()) {
      for (PassageConflict conflict : conflicts(section.id())) {
        rows.add(
            new Fields(
                fields(
                    "section", section.heading(),
                    "sentence", conflict.said(),
                    "claim", conflict.otherwise(),
                    "verdict", words.documentsDisagree(),
                    "reason", words.conflict(conflict))));
      }
    }
    return new Rows(rows);
  }

  private ContentValue sources() {
    List<Fields> rows = new ArrayList<>();
    sources.forEach(
        (citation, number) ->
            rows.add(
                new Fields(
                    fields(
                        "number", Integer.toString(number),
                        "document", citation.document().title(),
                        "heading", String.join(" › ", citation.headings()),
                        "quote", citation.quote()))));
    return new Rows(rows);
  }

  private ContentValue figures() {
    Map<String, FunctionCall> callsById = new LinkedHashMap<>();
    List<FunctionCall> all = dossier.data().orElseThrow().calls();
    all.forEach(call -> callsById.put(call.id(), call));
    List<Fields> rows = new ArrayList<>();
    for (String id : used) {
      Figure figure = sheet.figure(id).orElseThrow();
      Map<String, ContentValue> row =
          fields(
              "id", id,
              "name", figure.name(),
              "period", figure.period().toString(),
              "formula", figure.provenance().formula(),
              "source", source(figure, callsById, all));
      row.put(
          "value",
          new ContentValue.Number(
              id,
              figure.value(),
              figure.unit(),
              format.cell(figure.value(), figure.unit()) + " " + unitWord(figure.unit())));
      rows.add(new Fields(row));
    }
    return new Rows(rows);
  }

  private String unitWord(Unit unit) {
    return unit.kind() == Unit.Kind.RANK ? "" : format.unitLabel(unit);
  }

  /** The calls, by their numbers in the list of calls, that a figure comes from in the end. */
  private String source(
      Figure figure, Map<String, FunctionCall> callsById, List<FunctionCall> all) {
    Set<String> calls = new LinkedHashSet<>();
    collect(figure, calls, new LinkedHashSet<>());
    return String.join(
        ", ",
        calls.stream().map(id -> "Q" + (all.indexOf(callsById.get(id)) + 1)).sorted().toList());
  }

  private void collect(Figure figure, Set<String> calls, Set<String> seen) {
    if (!seen.add(figure.id())) {
      return;
    }
    figure.provenance().cells().forEach(cells -> calls.add(cells.call()));
    figure
        .provenance()
        .figures()
        .forEach(id -> sheet.figure(id).ifPresent(input -> collect(input, calls, seen)));
  }

  private ContentValue calls() {
    List<Fields> rows = new ArrayList<>();
    List<FunctionCall> all = dossier.data().orElseThrow().calls();
    Map<String, Integer> firsts = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      FunctionCall call = all.get(i);
      Integer first = firsts.putIfAbsent(call.function(), i + 1);
      rows.add(
          new Fields(
              fields(
                  "id", "Q" + (i + 1),
                  "function", call.function(),
                  "parameters", parameters(call),
                  "rows", Integer.toString(call.rowCount()),
                  "at", words.time(call.started()),
                  "sql", first == null ? call.sql().orElse("") : words.sameAs("Q" + first))));
    }
    return new Rows(rows);
  }

  private static String parameters(FunctionCall call) {
    List<String> parameters = new ArrayList<>();
    call.arguments()
        .forEachEntry(
            (name, value) -> {
              if (!value.asString().isEmpty()) {
                parameters.add(name + " = " + value.asString());
              }
            });
    return String.join(", ", parameters);
  }

  private ContentValue quality() {
    List<Fields> rows = new ArrayList<>();
    long read = 0;
    for (QualityFact fact : sheet.quality()) {
      if (fact.kind() == QualityFact.Kind.ROWS_READ) {
        read += fact.count();
      } else {
        rows.add(new Fields(fields("name", fact.data(), "text", words.quality(fact))));
      }
    }
    String all = words.rowsRead(read, dossier.data().orElseThrow().current().size());
    rows.addFirst(new Fields(fields("name", words.say("Rows", "行数"), "text", all)));
    return new Rows(rows);
  }

  // --- shared ---------------------------------------------------------------------------------

  private ContentValue.Number number(Figure figure) {
    return new ContentValue.Number(
        figure.id(), figure.value(), figure.unit(), format.text(figure.value(), figure.unit()));
  }

  private String definitionName(String id) {
    return definition.figures().stream()
        .filter(one -> one.id().equals(id))
        .map(FigureDefinition::name)
        .findFirst()
        .orElse(id);
  }

  private static Text text(String text) {
    return new Text(text);
  }

  private static Map<String, ContentValue> fields(String... namesAndTexts) {
    Map<String, ContentValue> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      fields.put(namesAndTexts[i], text(namesAndTexts[i + 1]));
    }
    return fields;
  }
}
