package dev.rapporteur.rendering.docx;

import dev.rapporteur.rendering.NarrativeBlock;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.docx.WordTemplate.CompiledPackage;
import dev.rapporteur.report.Sha256;
import java.util.stream.Collectors;

/**
 * What a document says of itself in a custom XML part, which editors keep but do not show: which
 * draft it is, and what its narratives were when it was made.
 */
final class DraftRecord {
  static final String NAMESPACE = "urn:rapporteur:draft:1";
  static final String PART = "customXml/itemReport.xml";
  private static final String PROPERTIES = "customXml/itemPropsReport.xml";
  private static final String HEADER =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

  private DraftRecord() {}

  static void add(ReportContent content, AddedParts added, CompiledPackage compiled) {
    added.part(PackedPart.of(PART, out -> write(content, added, out)), "application/xml");
    String id = Sha256.of(content.documentId());
    added.part(
        PackedPart.of(
            PROPERTIES,
            WordPackage.utf8(
                HEADER
                    + "<ds:datastoreItem ds:itemID=\"{"
                    + guid(id)
                    + "}\" xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\">"
                    + "<ds:schemaRefs><ds:schemaRef ds:uri=\""
                    + NAMESPACE
                    + "\"/></ds:schemaRefs></ds:datastoreItem>")),
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml");
    added.part(
        PackedPart.of(
            WordPackage.relationshipsPart(PART),
            RelationshipsMarkup.of(
                java.util.List.of(
                    new Relationship(
                        "rId1", Ooxml.RELATION + "customXmlProps", "itemPropsReport.xml", false)))),
        "application/vnd.openxmlformats-package.relationships+xml");
    added.relation(compiled.mainPart(), "rIdReportDraft", "customXml", "../" + PART);
  }

  private static void write(ReportContent content, AddedParts added, XmlOut out) {
    out.raw(HEADER).raw("<draft xmlns=\"").raw(NAMESPACE).raw("\" document=\"");
    out.text(content.documentId()).raw("\" version=\"").raw(content.version()).raw("\">");
    for (AddedParts.Narrative narrative : added.narratives()) {
      out.raw("<block id=\"").text(narrative.block().id()).raw("\" name=\"");
      out.text(narrative.name()).raw("\" sha256=\"").raw(hash(narrative.block())).raw("\"/>");
    }
    added
        .names()
        .shortenedFigures()
        .forEach(
            (figure, tag) ->
                out.raw("<figure id=\"").text(figure).raw("\" tag=\"").text(tag).raw("\"/>"));
    out.raw("</draft>");
  }

  /** Of the words of a narrative, a line for each paragraph. */
  static String hash(NarrativeBlock block) {
    return Sha256.of(
        block.paragraphs().stream()
            .map(NarrativeBlock.Paragraph::plainText)
            .collect(Collectors.joining("\n")));
  }

  private static String guid(String hash) {
    String hex = hash.toUpperCase(java.util.Locale.ROOT);
    return hex.substring(0, 8)
        + "-"
        + hex.substring(8, 12)
        + "-"
        + hex.substring(12, 16)
        + "-"
        + hex.substring(16, 20)
        + "-"
        + hex.substring(20, 32);
  }
}
