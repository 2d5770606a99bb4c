package dev.rapporteur.rendering.docx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageReaderTest {
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  @Test
  void opensAnHonestFile() {
    assertThat(PackageReader.read(plain()).mainPart()).isEqualTo("word/document.xml");
  }

  @Test
  void refusesWhatIsNoZipFile() {
    refuses("hello".getBytes(StandardCharsets.UTF_8), "not a zip file");
    refuses(new byte[0], "not a zip file");
  }

  @Test
  void refusesADocumentType() {
    refuses(
        withPart(
            "word/document.xml",
            "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><w:document xmlns:w=\""
                + Ooxml.W
                + "\">&a;</w:document>"),
        "declares a document type");
  }

  @Test
  void refusesEntitiesThatGrow() {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 30; i++) {
      bomb.append("<!ENTITY a" + i + " \"&a" + (i - 1) + ";&a" + (i - 1) + ";\">");
    }
    refuses(
        withPart(
            "word/document.xml",
            bomb + "]><w:document xmlns:w=\"" + Ooxml.W + "\">&a29;</w:document>"),
        "declares a document type");
  }

  @Test
  void refusesAnEntryThatGrowsBeyondItsBounds() throws IOException {
    Map<String, byte[]> parts = parts(plain());
    parts.put("word/media/zeros.png", new byte[60 << 20]);
    refuses(zip(parts), "grows beyond the limits");
  }

  @Test
  void refusesEntriesThatTogetherGrowBeyondTheBounds() throws IOException {
    Map<String, byte[]> parts = parts(plain());
    for (int i = 0; i < 4; i++) {
      parts.put("word/media/zeros" + i + ".png", new byte[30 << 20]);
    }
    refuses(zip(parts), "grows beyond the limits");
  }

  @Test
  void acceptsAnHonestFileThatRepeatsItself() {
    String paragraph = "<w:p><w:r><w:t>the same words again and again</w:t></w:r></w:p>";
    assertThat(PackageReader.read(DocxFile.withBody(paragraph.repeat(100_000))).parts())
        .isNotEmpty();
  }

  @Test
  void refusesElementsNestedTooDeep() {
    refuses(DocxFile.withBody("<w:sdt>".repeat(20_000) + "</w:sdt>".repeat(20_000)), "nested over");
  }

  @Test
  void refusesTooManyElements() {
    refuses(DocxFile.withBody("<w:p/>".repeat(600_000)), "has over 500000 elements");
  }

  @Test
  void refusesTooManyEntries() throws IOException {
    Map<String, byte[]> parts = parts(plain());
    for (int i = 0; i < 2_001; i++) {
      parts.put("word/media/p" + i + ".png", new byte[0]);
    }
    refuses(zip(parts), "over 2000 entries");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil.xml",
        "word/../../evil.xml",
        "/etc/passwd",
        "C:\\evil.xml",
        "word\\evil.xml"
      })
  void refusesNamesThatLeaveThePackage(String name) throws IOException {
    Map<String, byte[]> parts = parts(plain());
    parts.put(name, new byte[1]);
    refuses(zip(parts), "leaves the package");
  }

  @Test
  void refusesAnEntryThatIsThereTwice() throws IOException {
    Map<String, byte[]> parts = parts(plain());
    parts.put("WORD/DOCUMENT.XML", new byte[1]);
    refuses(zip(parts), "is there twice");
  }

  @Test
  void refusesMacros() throws IOException {
    refuses(
        replaced(
            plain(),
            "[Content_Types].xml",
            Ooxml.DOCUMENT_TYPE,
            "application/vnd.ms-word.document.macroEnabled.main+xml"),
        "macro-enabled");
    Map<String, byte[]> parts = parts(plain());
    parts.put("word/vbaProject.bin", new byte[1]);
    refuses(zip(parts), "carries macros");
  }

  @ParameterizedTest
  @CsvSource({
    "oleObject,embedded content",
    "aFChunk,embedded content",
    "control,embedded content",
    "subDocument,embedded content"
  })
  void refusesEmbeddedContent(String relation, String reason) {
    refuses(
        new DocxFile()
            .document("<w:p/>")
            .part("styles", "word/styles.xml", "<w:styles " + DocxFile.NAMESPACES + "/>")
            .relation(
                new Relationship("rIdX", Ooxml.RELATION + relation, "embeddings/x.bin", false))
            .bytes(),
        reason);
  }

  @ParameterizedTest
  @CsvSource({
    "image,http://example.invalid/track.png",
    "attachedTemplate,file:///c:/templates/evil.dotm",
    "hyperlink,file:///c:/windows/system32/calc.exe",
    "hyperlink,javascript:alert(1)"
  })
  void refusesReferencesToTheOutside(String relation, String target) {
    refuses(external(relation, target), "refers to something outside");
  }

  @Test
  void acceptsLinks() {
    assertThat(PackageReader.read(external("hyperlink", "https://example.invalid/")).parts())
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DDEAUTO c:\\\\calc.exe",
        "INCLUDEPICTURE \"http://x\"",
        "INCLUDETEXT x",
        "LINK Excel.Sheet",
        "QUOTE 68 68 69",
        "MACROBUTTON x",
        "IMPORT x"
      })
  void refusesFieldsThatFetchOrRun(String code) {
    String name = code.split(" ")[0];
    refuses(
        DocxFile.withBody(
            "<w:p><w:fldSimple w:instr=\"" + code.replace("\"", "&quot;") + "\"/></w:p>"),
        "field " + name);
    String first = code.substring(0, 3);
    refuses(
        DocxFile.withBody(
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> "
                + first
                + "</w:instrText></w:r><w:r><w:instrText>"
                + code.substring(3)
                + "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"),
        "field " + name);
  }

  @Test
  void acceptsFieldsOfPagesAndContents() {
    String fields =
        "<w:p><w:fldSimple w:instr=\" PAGE \\* MERGEFORMAT\"/><w:fldSimple w:instr=\"TOC \\o\"/></w:p>";
    assertThat(PackageReader.read(DocxFile.withBody(fields)).parts()).isNotEmpty();
  }

  @Test
  void refusesStrictOpenXml() {
    refuses(
        withPart("word/document.xml", "<w:document xmlns:w=\"" + Ooxml.STRICT_W + "\"/>"),
        "Strict Open XML");
  }

  private static void refuses(byte[] file, String reason) {
    Assertions.assertTimeout(
        AT_ONCE,
        () ->
            assertThatThrownBy(() -> PackageReader.read(file))
                .isInstanceOf(RefusedPackageException.class)
                .hasMessageContaining(reason));
  }

  private static byte[] plain() {
    return DocxFile.withBody("<w:p/>");
  }

  private static byte[] external(String relation, String target) {
    return new DocxFile()
        .document("<w:p/>")
        .part("styles", "word/styles.xml", "<w:styles " + DocxFile.NAMESPACES + "/>")
        .relation(new Relationship("rIdX", Ooxml.RELATION + relation, target, true))
        .bytes();
  }

  private static byte[] withPart(String name, String xml) {
    try {
      Map<String, byte[]> parts = parts(plain());
      parts.put(name, xml.getBytes(StandardCharsets.UTF_8));
      return zip(parts);
    } catch (IOException never) {
      throw new java.io.UncheckedIOException(never);
    }
  }

  private static byte[] replaced(byte[] docx, String name, String from, String to)
      throws IOException {
    Map<String, byte[]> parts = parts(docx);
    String text = new String(parts.get(name), StandardCharsets.UTF_8).replace(from, to);
    parts.put(name, text.getBytes(StandardCharsets.UTF_8));
    return zip(parts);
  }

  static Map<String, byte[]> parts(byte[] docx) throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new java.io.ByteArrayInputStream(docx))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        parts.put(entry.getName(), zip.readAllBytes());
      }
    }
    return parts;
  }

  static byte[] zip(Map<String, byte[]> parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
      }
    }
    return out.toByteArray();
  }
}
