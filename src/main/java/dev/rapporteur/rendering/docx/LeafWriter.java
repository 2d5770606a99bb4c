package dev.rapporteur.rendering.docx;

import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.NarrativeBlock.Piece.CitationMark;
import dev.rapporteur.rendering.ReportChart;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.TagException;
import dev.rapporteur.rendering.TagFault;
import dev.rapporteur.rendering.TagScope;
import dev.rapporteur.rendering.TagTree;
import dev.rapporteur.rendering.TagWording;
import dev.rapporteur.rendering.TemplateTag;
import dev.rapporteur.rendering.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes one part of a document from the compiled part of its template. */
final class LeafWriter {
  private static final byte[] PARAGRAPH_END = WordPackage.utf8("</w:p>");

  private final String part;
  private final XmlOut out;
  private final ReportContent content;
  private final TagWording wording;
  private final WordStyles styles;
  private final AddedParts added;
  private final List<ContentsMarkup.Entry> headings;
  private final RunMarkup runs;
  private final PictureMarkup pictures;
  private final List<ContentsMarkup.PageNumber> pageNumbers = new ArrayList<>();

  LeafWriter(
      String part,
      XmlOut out,
      ReportContent content,
      TagWording wording,
      WordStyles styles,
      AddedParts added,
      List<ContentsMarkup.Entry> headings) {
    this.part = part;
    this.out = out;
    this.content = content;
    this.wording = wording;
    this.styles = styles;
    this.added = added;
    this.headings = headings;
    this.runs = new RunMarkup(out, added.names());
    this.pictures = new PictureMarkup(out, added.names());
  }

  void write(List<TagTree<WordLeaf>> trees, TagScope scope) {
    TagTree.fill(trees, scope, this::leaf);
  }

  /** Where page numbers are to be filled in, in the order of the part. */
  List<ContentsMarkup.PageNumber> pageNumbers() {
    return pageNumbers;
  }

  private void leaf(WordLeaf leaf, TagScope scope) {
    switch (leaf) {
      case WordLeaf.Markup markup -> out.raw(markup.utf8());
      case WordLeaf.Inline inline -> inline(inline, scope.value(inline.tag()));
      case WordLeaf.Alone alone -> alone(alone, scope.value(alone.tag()));
      case WordLeaf.Heading heading -> heading(heading, scope);
      case WordLeaf.Contents contents ->
          pageNumbers.addAll(ContentsMarkup.write(out, contents, headings, styles));
      case WordLeaf.TableStart start -> out.rawIfFollowed(start.utf8());
      case WordLeaf.TableEnd end -> out.rawIfNotEmpty(end.utf8());
      case WordLeaf.LastParagraph ignored -> {
        if (!out.endsWith(PARAGRAPH_END)) {
          out.raw("<w:p/>");
        }
      }
      case WordLeaf.DrawingNumber ignored -> out.raw(added.names().nextDrawing());
      case WordLeaf.Watermark ignored ->
          content
              .watermark()
              .ifPresent(word -> WatermarkMarkup.write(out, word, added.names().nextDrawing()));
      case WordLeaf.Notes ignored -> notes();
      case WordLeaf.Drawn drawn -> drawn(drawn, scope.value(drawn.tag()));
    }
  }

  private void drawn(WordLeaf.Drawn drawn, ContentValue value) {
    ReportChart chart = chartOf(drawn.tag(), value);
    out.raw(drawn.pieces().getFirst());
    for (int i = 0; i < drawn.holes().size(); i++) {
      switch (drawn.holes().get(i)) {
        case NUMBER -> out.raw(added.names().nextDrawing());
        case ALTERNATIVE_TEXT -> out.text(chart.alternativeText());
        case RELATION -> out.raw(added.chart(drawn.chart(), chart, part));
      }
      out.raw(drawn.pieces().get(i + 1));
    }
  }

  /**
   * The chart that a drawing of the template is filled with.
   *
   * @throws TagException if the value is something else
   */
  static ReportChart chartOf(TemplateTag.Value tag, ContentValue value) {
    if (value instanceof ContentValue.Chart chart) {
      return chart.chart();
    }
    throw new TagException(
        new TagFault(
            tag.start(),
            tag.shown() + " is the alternative text of a chart, but no chart of the report",
            "name one, as {{keyChart}}, or put the drawing under {{#if hasChart}}"));
  }

  private void inline(WordLeaf.Inline inline, ContentValue value) {
    inline(inline.tag(), inline.look(), inline.around(), value);
  }

  private void inline(
      TemplateTag.Value tag, RunLook look, WordLeaf.Surroundings around, ContentValue value) {
    switch (value) {
      case ContentValue.Number number -> {
        String words = wording.words(tag, number);
        if (number.figureId().isEmpty() || around.plainControl()) {
          runs.words(look.plain(), words);
        } else {
          runs.figure(look.plain(), number.figureId(), words);
        }
      }
      case ContentValue.Image image ->
          pictures.picture(
              added.picture(image, part),
              image.widthMillimeters(),
              image.heightMillimeters(),
              image.alternativeText(),
              around.width());
      default -> runs.words(look.plain(), wording.words(tag, value));
    }
  }

  private void alone(WordLeaf.Alone alone, ContentValue value) {
    refuseOutsideOfFlow(alone, value).ifPresent(LeafWriter::refuse);
    switch (value) {
      case ContentValue.Narrative narrative ->
          new NarrativeMarkup(out, runs, added, styles).write(narrative.block(), alone);
      case ContentValue.Table table ->
          new TableMarkup(out, runs, Words.of(content.locale()))
              .write(table.table(), alone.around().width());
      case ContentValue.Chart chart -> chart(chart.chart(), alone.around().width());
      default -> {
        out.raw("<w:p>").raw(alone.paragraphProperties());
        inline(alone.tag(), alone.look(), alone.around(), value);
        out.raw("</w:p>");
      }
    }
  }

  /** Charts and tables stand in the body only: Word cannot show a chart in a text box or a note. */
  static Optional<TagFault> refuseOutsideOfFlow(WordLeaf.Alone alone, ContentValue value) {
    if (value instanceof ContentValue.Chart && !alone.around().flow()) {
      return Optional.of(
          new TagFault(
              alone.tag().start(),
              alone.tag().shown() + " is a chart, which Word shows in the body only",
              "move it out of the header, footer, note or text box"));
    }
    return Optional.empty();
  }

  private static void refuse(TagFault fault) {
    throw new TagException(fault);
  }

  private void chart(ReportChart chart, int width) {
    words("ChartTitle", chart.title());
    words("ChartSubtitle", chart.subtitle());
    out.raw("<w:p>");
    pictures.chart(
        added.chart(chart, part), width, ChartMarkup.height(chart, width), chart.alternativeText());
    out.raw("</w:p>");
  }

  private void words(String style, String text) {
    if (!text.isBlank()) {
      out.raw("<w:p><w:pPr><w:pStyle w:val=\"").raw(style).raw("\"/></w:pPr>");
      runs.words("", text);
      out.raw("</w:p>");
    }
  }

  private void heading(WordLeaf.Heading heading, TagScope scope) {
    int number = added.names().nextNumber();
    out.raw("<w:p>").raw(heading.properties()).raw("<w:bookmarkStart w:id=\"").raw(number);
    out.raw("\" w:name=\"").raw(added.names().nextHeading()).raw("\"/>");
    write(heading.words(), scope);
    out.raw("<w:bookmarkEnd w:id=\"").raw(number).raw("\"/></w:p>");
  }

  private void notes() {
    List<CitationMark> citations = added.citations();
    for (int i = 0; i < citations.size(); i++) {
      CitationMark citation = citations.get(i);
      out.raw("<w:footnote w:id=\"").raw(added.firstNote() + i).raw("\"><w:p>");
      out.raw(styles.noteText()).raw("<w:r><w:rPr>").raw(styles.noteReference());
      out.raw("</w:rPr><w:footnoteRef/></w:r>");
      String quote = citation.quote().isBlank() ? "" : ": “" + citation.quote().strip() + "”";
      runs.words("", " " + citation.source() + quote);
      out.raw("</w:p></w:footnote>");
    }
  }
}
