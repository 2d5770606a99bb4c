package dev.rapporteur.rendering.docx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rapporteur.rendering.SampleContent;
import dev.rapporteur.rendering.docx.DraftChanges.FoundBy;
import dev.rapporteur.rendering.docx.DraftChanges.NumberChange;
import dev.rapporteur.rendering.docx.DraftChanges.ParagraphChange;
import dev.rapporteur.rendering.docx.DraftChanges.Unmatched;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Node;

class DraftComparisonTest {
  private static final String WITHOUT_EAST =
      "Without East, sales would have grown for the fifth month in a row.";

  private final byte[] draft = draft();

  @Test
  void findsNothingInAnUntouchedDraft() {
    assertThat(DraftComparison.between(draft, draft).isEmpty()).isTrue();
    assertThat(DraftIdentity.of(draft)).contains(new DraftIdentity("sales-monthly/2024-03", 1));
  }

  @Test
  void findsAChangedParagraphByItsContentControl() {
    DraftChanges changes = after(xml -> xml.replace("for the fifth month in a row", "again"));
    assertThat(changes.unmatched()).isEmpty();
    assertThat(changes.numbers()).isEmpty();
    assertThat(changes.paragraphs())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.blockId()).isEqualTo("overview");
              assertThat(change.before()).startsWith(WITHOUT_EAST);
              assertThat(change.after()).startsWith("Without East, sales would have grown again.");
              assertThat(change.foundBy()).isEqualTo(FoundBy.CONTENT_CONTROL);
            });
  }

  @Test
  void findsAChangeByTheBookmarkWhereControlsAreLost() {
    DraftChanges changes =
        after(xml -> withoutControls(xml).replace("for the fifth month in a row", "again"));
    assertThat(changes.unmatched()).isEmpty();
    assertThat(changes.numbers()).isEmpty();
    assertThat(changes.paragraphs())
        .extracting(ParagraphChange::blockId, ParagraphChange::foundBy)
        .containsExactly(tuple("overview", FoundBy.BOOKMARK));
  }

  @Test
  void findsAChangeByTheTextWhereAllMarksAreLost() {
    DraftChanges changes =
        after(
            xml ->
                withoutControls(xml)
                    .replaceAll("<w:bookmark(Start|End)[^>]*/>", "")
                    .replace("for the fifth month in a row", "again"));
    assertThat(changes.unmatched()).isEmpty();
    assertThat(changes.paragraphs())
        .extracting(ParagraphChange::blockId, ParagraphChange::foundBy)
        .containsExactly(tuple("overview", FoundBy.TEXT));
  }

  @Test
  void tellsWasFromNowInTrackedChanges() {
    DraftChanges changes =
        after(
            xml ->
                xml.replace(
                        "<w:r><w:t xml:space=\"preserve\">. For the year so far",
                        "<w:del w:id=\"1\" w:author=\"Mei\"><w:r><w:delText>.</w:delText></w:r></w:del>"
                            + "<w:r><w:t xml:space=\"preserve\"> For the year so far")
                    .replace(
                        "<w:r><w:t xml:space=\"preserve\">Without East, sales",
                        "<w:ins w:id=\"2\" w:author=\"Mei\"><w:r><w:t>Note: </w:t></w:r></w:ins>"
                            + "<w:del w:id=\"3\" w:author=\"Jo\"><w:r><w:delText>Without East, </w:delText></w:r></w:del>"
                            + "<w:r><w:t xml:space=\"preserve\">sales"));
    assertThat(changes.paragraphs())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.before()).startsWith("Without East, sales would");
              assertThat(change.after()).startsWith("Note: sales would");
              assertThat(change.authors()).containsExactly("Mei", "Jo");
            });
  }

  @Test
  void findsNewAndRemovedParagraphs() {
    DraftChanges changes =
        after(
            xml -> {
              int start = xml.indexOf("<w:p>", xml.indexOf("South</w:t>") - 700);
              int end = xml.indexOf("</w:p>", xml.indexOf("South</w:t>")) + 6;
              String bullet =
                  xml.substring(xml.lastIndexOf("<w:p>", xml.indexOf("South</w:t>")), end);
              return xml.replace(
                  bullet, "<w:p><w:r><w:t>The board has been told of it.</w:t></w:r></w:p>");
            });
    assertThat(changes.unmatched()).isEmpty();
    assertThat(changes.paragraphs())
        .extracting(ParagraphChange::blockId, ParagraphChange::before, ParagraphChange::after)
        .containsExactlyInAnyOrder(
            tuple("change", "South gained 0.96 million, six tenths of it from new customers;", ""),
            tuple("change", "", "The board has been told of it."));
  }

  @Test
  void findsOverwrittenNumbersInTextAndTables() {
    DraftChanges changes =
        after(
            xml ->
                xml.replace(">48.2 million yuan<", ">49 million yuan<")
                    .replace(">15,960,000.00<", ">16,000,000.00<"));
    assertThat(changes.numbers())
        .extracting(NumberChange::figureId, NumberChange::before, NumberChange::after)
        .contains(
            tuple("sales", "48.2 million yuan", "49 million yuan"),
            tuple("region0", "15,960,000.00", "16,000,000.00"));
    assertThat(changes.unmatched()).isEmpty();
    assertThat(changes.paragraphs())
        .extracting(ParagraphChange::blockId)
        .containsExactly("overview");
  }

  @Test
  void listsWhatBelongsToNoNarrative() {
    DraftChanges changes =
        after(
            xml ->
                xml.replace("Data quality and checks</w:t>", "Data quality</w:t>")
                    .replace(
                        "<w:sectPr>", "<w:p><w:r><w:t>Seen by Jo.</w:t></w:r></w:p><w:sectPr>"));
    assertThat(changes.paragraphs()).isEmpty();
    assertThat(changes.unmatched())
        .containsExactly(
            new Unmatched("Data quality and checks", "Data quality"),
            new Unmatched("", "Seen by Jo."));
  }

  @Test
  void readsCommentsWithTheNarrativeTheyAreOn() throws IOException {
    byte[] commented =
        edited(
            xml ->
                xml.replace(
                    "<w:r><w:t xml:space=\"preserve\">Without East, sales",
                    "<w:commentRangeStart w:id=\"0\"/><w:r><w:t xml:space=\"preserve\">Without East, sales"));
    Map<String, byte[]> parts = PackageReaderTest.parts(commented);
    parts.put(
        "word/comments.xml",
        utf8(
            "<w:comments "
                + DocxFile.NAMESPACES
                + "><w:comment w:id=\"0\" w:author=\"Mei\"><w:p><w:r><w:t>Says who?</w:t></w:r></w:p></w:comment></w:comments>"));
    replace(
        parts,
        WordPackage.TYPES_PART,
        "</Types>",
        "<Override PartName=\"/word/comments.xml\" ContentType=\""
            + Ooxml.WORD_TYPE
            + "comments+xml\"/></Types>");
    replace(
        parts,
        "word/_rels/document.xml.rels",
        "</Relationships>",
        "<Relationship Id=\"rIdC\" Type=\""
            + Ooxml.RELATION
            + "comments\" Target=\"comments.xml\"/></Relationships>");
    DraftChanges changes = DraftComparison.between(draft, PackageReaderTest.zip(parts));
    assertThat(changes.comments())
        .singleElement()
        .satisfies(
            comment -> {
              assertThat(comment.author()).isEqualTo("Mei");
              assertThat(comment.text()).isEqualTo("Says who?");
              assertThat(comment.blockId()).isEqualTo(Optional.of("overview"));
              assertThat(comment.paragraph()).startsWith(WITHOUT_EAST);
            });
    assertThat(changes.paragraphs()).isEmpty();
  }

  @Test
  void readsWhatPoiWrites() throws IOException {
    byte[] saved;
    try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(draft))) {
      replaceText(document.getDocument().getDomNode(), "for the fifth month in a row", "again");
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.write(out);
      saved = out.toByteArray();
    }
    DraftChanges changes = DraftComparison.between(draft, saved);
    assertThat(changes.paragraphs())
        .extracting(ParagraphChange::blockId)
        .containsExactly("overview");
    assertThat(changes.unmatched()).isEmpty();
    assertThat(changes.numbers()).isEmpty();
  }

  private static void replaceText(Node node, String from, String to) {
    if (node.getNodeType() == Node.TEXT_NODE) {
      node.setNodeValue(node.getNodeValue().replace(from, to));
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      replaceText(child, from, to);
    }
  }

  static byte[] draft() {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      WordTemplate template =
          WordTemplate.read(
              SampleWordTemplates.ENGLISH,
              SampleWordTemplates.all().get(SampleWordTemplates.ENGLISH));
      new WordRenderer(template).render(SampleContent.english().build(), out);
      return out.toByteArray();
    } catch (IOException never) {
      throw new java.io.UncheckedIOException(never);
    }
  }

  private DraftChanges after(UnaryOperator<String> edit) {
    return DraftComparison.between(draft, edited(edit));
  }

  private byte[] edited(UnaryOperator<String> edit) {
    try {
      Map<String, byte[]> parts = PackageReaderTest.parts(draft);
      String before = new String(parts.get("word/document.xml"), StandardCharsets.UTF_8);
      String after = edit.apply(before);
      assertThat(after).isNotEqualTo(before);
      parts.put("word/document.xml", utf8(after));
      return PackageReaderTest.zip(parts);
    } catch (IOException never) {
      throw new java.io.UncheckedIOException(never);
    }
  }

  private static String withoutControls(String xml) {
    return xml.replaceAll("<w:sdtPr>.*?</w:sdtPr>", "").replaceAll("</?w:sdt(Content)?>", "");
  }

  private static void replace(Map<String, byte[]> parts, String name, String from, String to) {
    parts.put(name, utf8(new String(parts.get(name), StandardCharsets.UTF_8).replace(from, to)));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
