package dev.rapporteur.pipeline;

import dev.rapporteur.analysis.Figure;
import dev.rapporteur.analysis.FigureEntry;
import dev.rapporteur.analysis.MissingFigure;
import dev.rapporteur.analysis.Provenance;
import dev.rapporteur.function.FunctionCall;
import dev.rapporteur.grounding.BoundSpan;
import dev.rapporteur.grounding.Finding;
import dev.rapporteur.grounding.GroundedNarrative;
import dev.rapporteur.grounding.GroundingVerdict;
import dev.rapporteur.knowledge.Citation;
import dev.rapporteur.pipeline.StepLedger.FinishedStep;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.review.DraftVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code evidence.json}: each claim of the draft with the figures that bear it out, each figure
 * with its formula, figures and cells, each cell with the call, SQL, parameters and time. Its
 * format is {@code schemas/evidence.schema.json}.
 */
final class EvidenceFile {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private EvidenceFile() {}

  /**
   * @param versions what people have changed since the run wrote the draft, oldest first
   */
  static byte[] of(RunDossier dossier, List<FinishedStep> steps, List<DraftVersion> versions) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", 1);
    run(dossier, root.putObject("run"));
    steps(steps, root.putArray("steps"));
    sections(dossier.narrative().orElseThrow(), root.putArray("sections"));
    figures(dossier, root.putArray("figures"));
    calls(dossier, root.putArray("calls"));
    quality(dossier, root.putArray("quality"));
    if (!versions.isEmpty()) {
      edits(versions, root.putArray("edits"));
    }
    return JSON.writeValueAsBytes(root);
  }

  private static void edits(List<DraftVersion> versions, ArrayNode json) {
    for (DraftVersion version : versions) {
      json.addObject()
          .put("version", version.number())
          .put("at", version.at().toString())
          .put("by", version.by())
          .put("change", version.kind().name().toLowerCase(Locale.ROOT))
          .put("section", version.section().id())
          .put("before", version.before())
          .put("after", version.after())
          .put("note", version.note());
    }
  }

  private static void run(RunDossier dossier, ObjectNode json) {
    ReportRun run = dossier.run();
    json.put("id", run.id());
    json.put("report", run.request().report());
    json.put("period", run.request().period().toString());
    json.put("scope", run.request().scope().toString());
    json.put("revision", run.revision());
    json.put("requestedAt", run.requestedAt().toString());
    json.put("actor", run.request().cause().actor().name());
    json.put("cause", run.request().cause().getClass().getSimpleName().toLowerCase(Locale.ROOT));
    json.put("writer", run.request().writer().name().toLowerCase(Locale.ROOT));
  }

  private static void steps(List<FinishedStep> steps, ArrayNode json) {
    for (FinishedStep step : steps) {
      ObjectNode node = json.addObject();
      node.put("state", step.step().name());
      node.put("attempt", step.attempt());
      node.put("startedAt", step.startedAt().toString());
      node.put("finishedAt", step.finishedAt().toString());
      node.put("inputSha256", step.inputSha256());
    }
  }

  private static void sections(GroundedNarrative narrative, ArrayNode json) {
    for (GroundedNarrative.Section section : narrative.sections()) {
      ObjectNode node = json.addObject();
      node.put("id", section.id());
      node.put("writer", section.writer().name().toLowerCase(Locale.ROOT));
      node.put("remark", section.remark());
      ArrayNode paragraphs = node.putArray("paragraphs");
      section.paragraphs().forEach(paragraph -> paragraph(paragraph, paragraphs.addObject()));
    }
  }

  private static void paragraph(GroundedNarrative.Paragraph paragraph, ObjectNode json) {
    json.put("text", paragraph.text());
    ArrayNode filled = json.putArray("filled");
    for (BoundSpan span : paragraph.figures()) {
      filled
          .addObject()
          .put("start", span.start())
          .put("end", span.end())
          .put("figure", span.figureId());
    }
    ArrayNode citations = json.putArray("citations");
    for (GroundedNarrative.CitationAt mark : paragraph.citations()) {
      citation(mark, citations.addObject());
    }
    ArrayNode claims = json.putArray("claims");
    for (Finding finding : paragraph.findings()) {
      claim(finding, claims.addObject());
    }
  }

  private static void citation(GroundedNarrative.CitationAt mark, ObjectNode json) {
    Citation citation = mark.citation();
    json.put("offset", mark.offset());
    json.put("passage", citation.passageId());
    json.put("document", citation.document().id());
    json.put("title", citation.document().title());
    json.put("version", citation.document().version());
    json.put("heading", String.join(" > ", citation.headings()));
    citation.page().ifPresent(page -> json.put("page", page));
    json.put("quote", citation.quote());
  }

  private static void claim(Finding finding, ObjectNode json) {
    json.put("start", finding.start());
    json.put("end", finding.end());
    json.put("text", finding.text());
    json.put("about", finding.claim().about());
    ArrayNode figures = json.putArray("figures");
    finding.verdict().figures().forEach(figures::add);
    switch (finding.verdict()) {
      case GroundingVerdict.Supported supported -> {
        json.put("verdict", "supported");
        json.put("formula", supported.formula());
      }
      case GroundingVerdict.Contradicted contradicted -> {
        json.put("verdict", "contradicted");
        json.put("dataSay", contradicted.dataSay());
      }
      case GroundingVerdict.Unverifiable ignored -> json.put("verdict", "unsupported");
    }
    json.put("reason", finding.reason());
  }

  private static void figures(RunDossier dossier, ArrayNode json) {
    for (FigureEntry entry : dossier.figures().orElseThrow().entries().values()) {
      ObjectNode node = json.addObject();
      node.put("id", entry.id());
      node.put("name", entry.name());
      switch (entry) {
        case MissingFigure missing -> node.put("missing", missing.reason().name());
        case Figure figure -> figure(figure, node);
      }
    }
  }

  private static void figure(Figure figure, ObjectNode json) {
    json.put("metric", figure.metric());
    json.put("measure", figure.measure().name());
    figure.base().ifPresent(base -> json.put("base", base.name()));
    json.put("unit", figure.unit().symbol());
    figure
        .entity()
        .ifPresent(
            entity ->
                json.putObject("entity")
                    .put("dimension", entity.dimension())
                    .put("key", entity.key())
                    .put("label", entity.label()));
    json.put("period", figure.period().toString());
    json.put("value", figure.value());
    json.put("formula", figure.provenance().formula());
    ArrayNode inputs = json.putArray("figures");
    figure.provenance().figures().forEach(inputs::add);
    ArrayNode cells = json.putArray("cells");
    for (Provenance.Cells one : figure.provenance().cells()) {
      cells
          .addObject()
          .put("call", one.call())
          .put("column", one.column())
          .put("key", one.key())
          .put("rows", one.rows());
    }
  }

  private static void calls(RunDossier dossier, ArrayNode json) {
    List<FunctionCall> calls = new ArrayList<>(dossier.data().orElseThrow().calls());
    for (FunctionCall call : calls) {
      ObjectNode node = json.addObject();
      node.put("id", call.id());
      node.put("function", call.function());
      call.dataSource().ifPresent(source -> node.put("dataSource", source));
      call.sql().ifPresent(sql -> node.put("sql", sql));
      node.set("arguments", call.arguments());
      ArrayNode bound = node.putArray("boundValues");
      call.boundValues().forEach(bound::add);
      node.put("actor", call.actor().name());
      node.put("startedAt", call.started().toString());
      node.put("milliseconds", call.duration().toMillis());
      node.put("rowCount", call.rowCount());
      node.put("resultSha256", call.resultHash());
      ArrayNode columns = node.putArray("columns");
      call.result().columns().forEach(column -> columns.add(column.name()));
      node.set("rows", call.result().rowsAsJson());
    }
  }

  private static void quality(RunDossier dossier, ArrayNode json) {
    dossier
        .figures()
        .orElseThrow()
        .quality()
        .forEach(
            fact ->
                json.addObject()
                    .put("kind", fact.kind().name())
                    .put("data", fact.data())
                    .put("subject", fact.subject())
                    .put("count", fact.count()));
  }
}
