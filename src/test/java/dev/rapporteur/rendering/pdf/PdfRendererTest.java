package dev.rapporteur.rendering.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.html.HtmlTemplate;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.testing.SampleReports;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.SimpleBookmark;
import org.openpdf.text.pdf.parser.PdfTextExtractor;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

class PdfRendererTest {
  private static final DocumentFonts FONTS = DocumentFonts.standard();

  private static final Predicate<String> PRODUCT_ROW =
      Pattern.compile("\\d+ +(Ridge|Canyon|Power|Trail|Camp|Folding|Cook) .*").asPredicate();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"sales-monthly", "sales-monthly-zh"})
  void writesPdfA2bByTheJudgmentOfVeraPdf(String template) throws Exception {
    byte[] pdf = shipped(template, sample(template).content());
    assertThat(failedRules(pdf)).isEmpty();
  }

  @Test
  void tellsTitleAuthorLanguageDateAndOutline() throws Exception {
    try (PdfReader reader =
        new PdfReader(shipped("sales-monthly-zh", SampleReports.chinese().content()))) {
      assertThat(reader.getInfo())
          .containsEntry("Title", "月度销售报告 2024年3月")
          .containsEntry("Author", "林禾户外家居商贸有限公司")
          .containsEntry("CreationDate", "D:20240402000000Z");
      assertThat(reader.getCatalog().getAsString(PdfName.LANG)).hasToString("zh-CN");
      assertThat(SimpleBookmark.getBookmarkList(reader).toString())
          .contains("2024年3月概览", "3 区域", "待核实事项", "数据出处");
    }
  }

  @Test
  void showsWordsNumbersAndCitationsAndTheRightPagesInTheContents() throws Exception {
    try (PdfReader reader =
        new PdfReader(shipped("sales-monthly", SampleReports.english().content()))) {
      assertThat(text(reader, 3)).contains("48.2 million yuan", "+12.4%", "nine tenths", "[1]");
      int page =
          IntStream.rangeClosed(1, reader.getNumberOfPages())
              .filter(number -> text(reader, number).contains("4 Products"))
              .filter(number -> number > 2)
              .findFirst()
              .orElseThrow();
      assertThat(text(reader, 2).replaceAll("\\s+", " ")).contains("4 Products " + page);
    }
  }

  @Test
  void repeatsTheHeadOfATableThatGoesOverPages() throws Exception {
    try (PdfReader reader =
        new PdfReader(shipped("sales-monthly", SampleReports.english().withRows(500).content()))) {
      List<String> pages =
          IntStream.rangeClosed(1, reader.getNumberOfPages())
              .mapToObj(number -> text(reader, number))
              .filter(text -> text.contains("Ridge tent 2P"))
              .toList();
      assertThat(pages).hasSizeGreaterThan(8).allMatch(text -> text.contains("On March 2023"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 17, 38, 40, 42, 44, 75, 76})
  void leavesNeitherOneRowNorTwoOfATableAloneOnAPage(int rows) throws Exception {
    ReportContent content = SampleReports.english().approved().withRows(rows).content();
    try (PdfReader reader = new PdfReader(shipped("sales-monthly", content))) {
      List<Long> onPages =
          IntStream.rangeClosed(3, reader.getNumberOfPages())
              .mapToObj(number -> text(reader, number).lines().filter(PRODUCT_ROW).count())
              .filter(count -> count > 0)
              .toList();
      assertThat(onPages.stream().mapToLong(Long::longValue).sum()).isEqualTo(rows);
      assertThat(onPages).allMatch(count -> count >= 3);
    }
  }

  @Test
  void setsTablesOfThousandsOfRowsAtTheEndWithEveryRow() throws Exception {
    String ending = " (" + "a long name that wraps over lines, ".repeat(3) + "end)";
    byte[] pdf =
        shipped(
            "sales-monthly",
            SampleReports.english().withRows(5100).withNamesEndingIn(ending).content());
    try (PdfReader reader = new PdfReader(pdf)) {
      String last = text(reader, reader.getNumberOfPages());
      assertThat(last).contains("On March 2023 (%)", "5100", "end)", "DRAFT");
      assertThat(SimpleBookmark.getBookmarkList(reader).toString()).contains("All 5,100 rows");
    }
    assertThat(failedRules(pdf)).isEmpty();
  }

  @Test
  void drawsChartsWithoutPicturesAndEmbedsEveryFont() throws Exception {
    try (PdfReader reader =
        new PdfReader(shipped("sales-monthly-zh", SampleReports.chinese().content()))) {
      assertThat(objects(reader, PdfName.SUBTYPE, PdfName.IMAGE)).isEmpty();
      assertThat(objects(reader, PdfName.TYPE, PdfName.FONTDESCRIPTOR))
          .isNotEmpty()
          .allMatch(font -> font.contains(PdfName.FONTFILE2));
    }
  }

  @Test
  void writesTheSameBytesForTheSameContent() throws Exception {
    ReportContent content = SampleReports.english().content();
    assertThat(shipped("sales-monthly", content)).isEqualTo(shipped("sales-monthly", content));
  }

  @Test
  void keepsMarkupAndTagsOfAValueAsWords() throws Exception {
    String sly = "<b>{{runId}}</b> & <a href='http://x/'>\"x\"</a> <?value 0?>";
    ReportContent content = SampleReports.english().approved().with("subtitle", sly).content();
    try (PdfReader reader =
        new PdfReader(rendered("<html><body><p>{{subtitle}}</p></body></html>", content))) {
      assertThat(text(reader, 1)).isEqualTo(sly);
      assertThat(reader.getPageN(1).getAsArray(PdfName.ANNOTS)).isNull();
    }
  }

  @Test
  void takesTheFontThatHasTheCharacter() throws Exception {
    ReportContent content =
        SampleReports.english().approved().with("subtitle", "Łódź, 堃喆 “x” 📈👍🏽 陳").content();
    byte[] pdf = rendered("<html><body><p>{{subtitle}}</p></body></html>", content);
    try (PdfReader reader = new PdfReader(pdf)) {
      assertThat(text(reader, 1)).isEqualTo("Łódź, 堃喆 “x” 📈👍 陳");
    }
    assertThat(failedRules(pdf)).isEmpty();
  }

  @Test
  void namesACharacterThatNoFontHasAndItsPlace() {
    ReportContent content =
        SampleReports.english().approved().with("subtitle", "Report of สมชาย").content();
    assertThatThrownBy(
            () -> rendered("<html><body><h1>Team</h1><p>{{subtitle}}</p></body></html>", content))
        .isInstanceOf(RapporteurException.class)
        .hasMessageContaining("U+0E2A ส in \"Report of สมชาย\" under \"Team\"");
  }

  @Test
  void triesTheFontsThatAnOperatorAdded() throws Exception {
    Path fonts = Files.createDirectory(folder.resolve("fonts"));
    try (InputStream font = getClass().getResourceAsStream("NotoSansThai.ttf")) {
      Files.copy(font, fonts.resolve("NotoSansThai.ttf"));
    }
    HtmlTemplate template =
        HtmlTemplate.compile("t.html", "<html><body><p>{{subtitle}}</p></body></html>");
    ReportContent content =
        SampleReports.english().approved().with("subtitle", "Report of สมชาย").content();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new PdfRenderer(template, folder, DocumentFonts.with(fonts)).render(content, out);
    try (PdfReader reader = new PdfReader(out.toByteArray())) {
      assertThat(text(reader, 1)).isEqualTo("Report of สมชาย");
    }
    assertThat(failedRules(out.toByteArray())).isEmpty();
  }

  @Test
  void writesAFileWhateverCharactersAValueHas() throws Exception {
    String odd = "a\u0000b\uD83Dc\u202Ed\u0301e\uFFFFf\u00ADg\u200Bh";
    ReportContent content = SampleReports.english().approved().with("subtitle", odd).content();
    try (PdfReader reader =
        new PdfReader(rendered("<html><body><p>{{subtitle}}</p></body></html>", content))) {
      assertThat(text(reader, 1)).startsWith("a□b□cd").endsWith("fgh");
    }
  }

  @Test
  void asksNothingOfTheNetworkAndReadsNothingOutsideOfTheFolder() throws Exception {
    Path secret =
        Files.writeString(
            folder.resolveSibling("secret-" + folder.getFileName()), "p { color: red }");
    AtomicInteger requests = new AtomicInteger();
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> count(listener, requests));
      String host = "http://127.0.0.1:" + listener.getLocalPort();
      Files.writeString(
          folder.resolve("own.css"),
          "@import url('"
              + host
              + "/a.css'); @import url('"
              + secret.toUri()
              + "');"
              + "@font-face { font-family: x; src: url('"
              + host
              + "/x.ttf') }"
              + "p { background: url('"
              + host
              + "/b.png'); font-family: x }"
              + "li { list-style-image: url('"
              + host
              + "/c.png') }");
      String template =
          "<html><head><link rel=\"stylesheet\" href=\"own.css\"/><style>@import url('"
              + host
              + "/d.css'); td { background-image: url("
              + host
              + "/e.png) }</style></head>"
              + "<body><p>{{title}}</p><ul><li>x</li></ul><table><tr><td>y</td></tr></table>"
              + "<p style=\"background: url("
              + host
              + "/f.png)\">z</p></body></html>";
      byte[] pdf = rendered(template, SampleReports.english().content());
      try (PdfReader reader = new PdfReader(pdf)) {
        assertThat(text(reader, 1)).contains("Monthly sales report");
      }
      assertThat(requests).hasValue(0);
    }
  }

  @Test
  void namesFilesOfATemplateThatAreNotThere() {
    String template = "<html><body>\n<p><img src=\"logo.png\" alt=\"\"/></p></body></html>";
    assertThatThrownBy(() -> rendered(template, SampleReports.english().content()))
        .hasMessage("report.html:2:32: \"logo.png\" is not in the template's folder");
  }

  @Test
  void setsPicturesOfTheTemplateAndOfTheReport() throws Exception {
    BufferedImage dot = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(dot, "png", png);
    Files.write(folder.resolve("logo.png"), png.toByteArray());
    String template =
        "<html><body><p><img src=\"logo.png\" alt=\"\"/></p><div>{{photo}}</div><div>{{drawing}}</div></body></html>";
    ReportContent content =
        SampleReports.english()
            .approved()
            .with("photo", new ContentValue.Image(png.toByteArray(), "image/png", 40, 20, "A dot"))
            .with("drawing", new ContentValue.Image(new byte[0], "image/svg+xml", 9, 9, "A line"))
            .content();
    byte[] pdf = rendered(template, content);
    try (PdfReader reader = new PdfReader(pdf)) {
      assertThat(objects(reader, PdfName.SUBTYPE, PdfName.IMAGE)).hasSize(2);
      assertThat(text(reader, 1)).isEqualTo("[A line]");
    }
    assertThat(failedRules(pdf)).isEmpty();
  }

  @Test
  void refusesLengthsBeyondAnyPageInAStyleSheet() throws Exception {
    Files.writeString(folder.resolve("own.css"), "p { margin-top: 1000000pt }");
    String template =
        "<html><head><link rel=\"stylesheet\" href=\"own.css\"/></head><body><p>x</p></body></html>";
    assertThatThrownBy(() -> rendered(template, SampleReports.english().content()))
        .isInstanceOf(RapporteurException.class)
        .hasMessageContaining("1000000pt is longer than any page");
  }

  @Test
  void saysThatATemplateCannotBeLaidOut() {
    String template =
        "<html><head><style>@page { size: 10mm 10mm; margin: 20mm }</style></head><body/></html>";
    assertThatThrownBy(() -> rendered(template, SampleReports.english().content()))
        .isInstanceOf(RapporteurException.class)
        .hasMessageContaining("cannot be laid out");
  }

  @Test
  void isUsedByManyThreadsAtOnce() throws Exception {
    HtmlTemplate template =
        HtmlTemplate.compile("t.html", "<html><body><p>{{title}} 一二三</p></body></html>");
    PdfRenderer renderer = new PdfRenderer(template, folder, DocumentFonts.standard());
    ReportContent content = SampleReports.english().content();
    List<byte[]> files =
        IntStream.range(0, 16)
            .parallel()
            .mapToObj(
                i -> {
                  ByteArrayOutputStream out = new ByteArrayOutputStream();
                  try {
                    renderer.render(content, out);
                  } catch (IOException failed) {
                    throw new java.io.UncheckedIOException(failed);
                  }
                  return out.toByteArray();
                })
            .toList();
    assertThat(files).allMatch(file -> java.util.Arrays.equals(file, files.getFirst()));
  }

  private static void count(ServerSocket listener, AtomicInteger requests) {
    while (!listener.isClosed()) {
      try (Socket asked = listener.accept()) {
        requests.incrementAndGet();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static SampleReports sample(String template) {
    return template.endsWith("zh") ? SampleReports.chinese() : SampleReports.english();
  }

  private static byte[] shipped(String name, ReportContent content) throws IOException {
    Path folder = Path.of("templates", name);
    String text = Files.readString(folder.resolve("report.html"));
    return rendered(HtmlTemplate.compile(name + "/report.html", text), folder, content);
  }

  private byte[] rendered(String template, ReportContent content) throws IOException {
    return rendered(HtmlTemplate.compile("report.html", template), folder, content);
  }

  private static byte[] rendered(HtmlTemplate template, Path folder, ReportContent content)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new PdfRenderer(template, folder, FONTS).render(content, out);
    return out.toByteArray();
  }

  private static String text(PdfReader reader, int page) {
    try {
      return new PdfTextExtractor(reader).getTextFromPage(page).strip();
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  private static List<PdfDictionary> objects(PdfReader reader, PdfName key, PdfName value) {
    return IntStream.range(0, reader.getXrefSize())
        .mapToObj(reader::getPdfObject)
        .filter(PdfDictionary.class::isInstance)
        .map(PdfDictionary.class::cast)
        .filter(object -> value.equals(object.get(key)))
        .toList();
  }

  private static List<String> failedRules(byte[] pdf) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    try (PDFAParser parser =
            Foundries.defaultInstance()
                .createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFA_2_B);
        var validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_B, false)) {
      ValidationResult result = validator.validate(parser);
      List<String> failed =
          result.getTestAssertions().stream()
              .filter(one -> one.getStatus() == TestAssertion.Status.FAILED)
              .map(one -> one.getRuleId().getClause() + ": " + one.getMessage())
              .distinct()
              .toList();
      assertThat(result.isCompliant()).isEqualTo(failed.isEmpty());
      return failed;
    }
  }
}
