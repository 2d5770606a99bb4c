package dev.rapporteur.rendering.docx;

import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.NarrativeBlock;
import dev.rapporteur.rendering.NarrativeBlock.Piece.CitationMark;
import dev.rapporteur.rendering.ReportChart;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What one document has beside the parts of its template: charts, pictures, notes, narratives. */
final class AddedParts {
  private static final String RELATION_PREFIX = "rIdReport";

  private final boolean notes;
  private final int firstNote;
  private final ChartColors colors;
  private final Locale locale;
  private final DocumentNames names = new DocumentNames();
  private final List<PackedPart> parts = new ArrayList<>();
  private final Map<String, String> types = new LinkedHashMap<>();
  private final Map<String, List<Relationship>> relations = new LinkedHashMap<>();
  private final Map<ByteBuffer, String> pictures = new LinkedHashMap<>();
  private final List<CitationMark> citations = new ArrayList<>();
  private final List<Narrative> narratives = new ArrayList<>();
  private int charts;

  /** A narrative that the document shows, with the name of its control and bookmark. */
  record Narrative(NarrativeBlock block, String name) {}

  /**
   * @param firstNote the number of the first footnote, or 0 where the template has no footnotes
   */
  AddedParts(int firstNote, ChartColors colors, Locale locale) {
    this.notes = firstNote > 0;
    this.firstNote = firstNote;
    this.colors = colors;
    this.locale = locale;
  }

  DocumentNames names() {
    return names;
  }

  boolean hasNotes() {
    return notes;
  }

  /** Adds a footnote and gives its number. */
  int note(CitationMark citation) {
    citations.add(citation);
    return firstNote + citations.size() - 1;
  }

  List<CitationMark> citations() {
    return citations;
  }

  int firstNote() {
    return firstNote;
  }

  /** Notes a narrative; whether it is shown for the first time, so that its name is free. */
  boolean narrative(NarrativeBlock block, String name) {
    boolean first = narratives.stream().noneMatch(known -> known.name().equals(name));
    if (first) {
      narratives.add(new Narrative(block, name));
    }
    return first;
  }

  List<Narrative> narratives() {
    return narratives;
  }

  /** Adds a chart and its workbook; gives the id of the relationship from {@code owner} to it. */
  String chart(ReportChart chart, String owner) {
    int number = ++charts;
    String part = "word/charts/reportChart" + number + ".xml";
    String workbook = "word/embeddings/reportChart" + number + ".xlsx";
    ChartSheet sheet = ChartSheet.of(chart, locale);
    parts.add(PackedPart.of(part, out -> ChartMarkup.write(out, chart, sheet, colors, locale)));
    parts.add(PackedPart.of(workbook, ChartWorkbook.of(sheet)));
    parts.add(
        PackedPart.of(
            WordPackage.relationshipsPart(part),
            RelationshipsMarkup.of(
                List.of(
                    new Relationship(
                        "rId1",
                        Ooxml.RELATION + "package",
                        "../embeddings/reportChart" + number + ".xlsx",
                        false)))));
    types.put(part, Ooxml.CHART_TYPE);
    types.put(workbook, Ooxml.WORKBOOK_TYPE);
    return relate(owner, "chart", "charts/reportChart" + number + ".xml");
  }

  /** Adds a chart of the template, filled; gives the id of the relationship to it. */
  String chart(OwnChart own, ReportChart chart, String owner) {
    int number = ++charts;
    own.add(this, chart, number, locale, colors);
    return relate(owner, "chart", "charts/reportChart" + number + ".xml");
  }

  /** Adds a part whose type follows from its ending. */
  void plain(PackedPart part) {
    parts.add(part);
  }

  /** A picture's relationships: to the pixels that every reader shows, and to their drawing. */
  record Picture(String pixels, Optional<String> drawing) {}

  /** Adds a picture once, however often it is shown. */
  Picture picture(ContentValue.Image image, String owner) {
    return switch (image.mediaType()) {
      case "image/png" -> new Picture(media(image.bytes(), "png", owner), Optional.empty());
      case "image/jpeg" -> new Picture(media(image.bytes(), "jpeg", owner), Optional.empty());
      case "image/svg+xml" ->
          new Picture(
              media(SvgPicture.pixels(image), "png", owner),
              Optional.of(media(image.bytes(), "svg", owner)));
      default ->
          throw new IllegalArgumentException(
              "a picture is PNG, JPEG or SVG, not " + image.mediaType());
    };
  }

  private String media(byte[] bytes, String ending, String owner) {
    String target =
        pictures.computeIfAbsent(
            ByteBuffer.wrap(bytes),
            ignored -> {
              String name = "media/reportPicture" + (pictures.size() + 1) + "." + ending;
              part(
                  PackedPart.of("word/" + name, bytes),
                  ending.equals("svg") ? "image/svg+xml" : "image/" + ending);
              return name;
            });
    return relate(owner, "image", target);
  }

  private String relate(String owner, String type, String target) {
    List<Relationship> own = relations.computeIfAbsent(owner, ignored -> new ArrayList<>());
    String id = RELATION_PREFIX + (own.size() + 1);
    own.add(new Relationship(id, Ooxml.RELATION + type, target, false));
    return id;
  }

  void part(PackedPart part, String type) {
    parts.add(part);
    types.put(part.name(), type);
  }

  void relation(String owner, String id, String type, String target) {
    relations
        .computeIfAbsent(owner, ignored -> new ArrayList<>())
        .add(new Relationship(id, Ooxml.RELATION + type, target, false));
  }

  List<PackedPart> parts() {
    return parts;
  }

  /** Content types of the added parts that have none by their ending. */
  Map<String, String> types() {
    return types;
  }

  /** Relationships added to those of the template, by the part they start from. */
  List<Relationship> relationsFrom(String owner) {
    return relations.getOrDefault(owner, List.of());
  }
}
