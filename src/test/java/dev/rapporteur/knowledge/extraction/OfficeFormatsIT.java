package dev.rapporteur.knowledge.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.knowledge.DocumentContent;
import dev.rapporteur.knowledge.DocumentContent.Heading;
import dev.rapporteur.knowledge.DocumentContent.Paragraph;
import dev.rapporteur.knowledge.DocumentContent.Table;
import dev.rapporteur.knowledge.UnreadableDocumentException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Word and PowerPoint in this process, PDF and Excel in a real child process. */
class OfficeFormatsIT {
  @TempDir private Path folder;
  private final FileDocumentReader reader = new FileDocumentReader();

  @Test
  void readsWordWithOutlineListsAndTables() throws IOException {
    Path file = folder.resolve("plan.docx");
    try (XWPFDocument word = new XWPFDocument();
        OutputStream out = Files.newOutputStream(file)) {
      var heading = word.createParagraph();
      heading.getCTP().addNewPPr().addNewOutlineLvl().setVal(java.math.BigInteger.ONE);
      heading.createRun().setText("Regions");
      word.createParagraph().createRun().setText("The South grows.");
      var bold = word.createParagraph().createRun();
      bold.setBold(true);
      bold.setText("Key figures");
      XWPFTable table = word.createTable(2, 2);
      table.getRow(0).getCell(0).setText("Region");
      table.getRow(0).getCell(1).setText("Target");
      table.getRow(1).getCell(0).setText("South");
      table.getRow(1).getCell(1).setText("20 %");
      word.write(out);
    }

    assertThat(reader.read(file).blocks())
        .containsExactly(
            new Heading(0, 2, "Regions"),
            new Paragraph(0, "The South grows."),
            new Heading(0, 9, "Key figures"),
            new Table(0, List.of(List.of("Region", "Target"), List.of("South", "20 %"))));
  }

  @Test
  void readsSlidesAsPages() throws IOException {
    Path file = folder.resolve("plan.pptx");
    try (XMLSlideShow show = new XMLSlideShow();
        OutputStream out = Files.newOutputStream(file)) {
      for (String text : List.of("First", "Second")) {
        XSLFSlide slide = show.createSlide();
        slide.createTextBox().setText(text + " slide");
      }
      show.write(out);
    }

    DocumentContent content = reader.read(file);

    assertThat(content.pages()).isEqualTo(2);
    assertThat(content.blocks())
        .containsExactly(new Paragraph(1, "First slide"), new Paragraph(2, "Second slide"));
  }

  @Test
  void readsSheetsAsTablesWithNumbersAsShown() throws IOException {
    Path file = folder.resolve("targets.xlsx");
    try (XSSFWorkbook workbook = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      var sheet = workbook.createSheet("Targets");
      sheet.createRow(0).createCell(0).setCellValue("Region");
      sheet.getRow(0).createCell(2).setCellValue("Share");
      var style = workbook.createCellStyle();
      style.setDataFormat(workbook.createDataFormat().getFormat("0.0%"));
      var cell = sheet.createRow(1).createCell(2);
      sheet.getRow(1).createCell(0).setCellValue("South");
      cell.setCellValue(0.205);
      cell.setCellStyle(style);
      workbook.write(out);
    }

    assertThat(reader.read(file).blocks())
        .containsExactly(
            new Heading(0, 1, "Targets"),
            new Table(0, List.of(List.of("Region", "", "Share"), List.of("South", "", "20.5%"))));
  }

  @Test
  void readsDrawnTablesOfAPdfCellByCell() throws IOException {
    Path file = folder.resolve("table.pdf");
    try (PDDocument pdf = new PDDocument()) {
      PDPage page = new PDPage();
      pdf.addPage(page);
      try (PDPageContentStream out = new PDPageContentStream(pdf, page)) {
        for (int row = 0; row <= 2; row++) {
          out.moveTo(100, 700 - 40 * row);
          out.lineTo(400, 700 - 40 * row);
          out.stroke();
        }
        for (int column = 0; column <= 2; column++) {
          out.moveTo(100 + 150 * column, 700);
          out.lineTo(100 + 150 * column, 620);
          out.stroke();
        }
        write(out, 105, 685, "Region");
        write(out, 255, 685, "Target");
        write(out, 105, 650, "South and the");
        write(out, 105, 636, "islands");
        write(out, 255, 640, "1,204.5");
        write(out, 100, 560, "Text below the table that goes on for a while.");
      }
      pdf.save(file.toFile());
    }

    assertThat(reader.read(file).blocks())
        .containsExactly(
            new Table(
                1,
                List.of(List.of("Region", "Target"), List.of("South and the islands", "1,204.5"))),
            new Paragraph(1, "Text below the table that goes on for a while."));
  }

  @Test
  void saysWhyAPdfCannotBeRead() throws IOException {
    Path scanned = folder.resolve("scanned.pdf");
    Path locked = folder.resolve("locked.pdf");
    Path cut = folder.resolve("cut.pdf");
    try (PDDocument pdf = new PDDocument()) {
      pdf.addPage(new PDPage());
      pdf.addPage(new PDPage());
      pdf.save(scanned.toFile());
      pdf.protect(new StandardProtectionPolicy("owner", "secret", new AccessPermission()));
      pdf.save(locked.toFile());
    }
    Files.writeString(cut, "%PDF-1.7\n1 0 obj <<");

    assertThatThrownBy(() -> reader.read(scanned))
        .isInstanceOf(UnreadableDocumentException.class)
        .hasMessageContaining("2 pages and no text");
    assertThatThrownBy(() -> reader.read(locked)).hasMessageContaining("password");
    assertThatThrownBy(() -> reader.read(cut)).hasMessageContaining("damaged");
  }

  @Test
  void refusesFilesThatAreTooLargeOrHaveTooManyPages() throws IOException {
    Path large = folder.resolve("large.pdf");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.write("%PDF-1.7".getBytes(StandardCharsets.US_ASCII));
      file.setLength(500L << 20);
    }
    Path long10000 = folder.resolve("long.pdf");
    try (PDDocument pdf = new PDDocument()) {
      for (int i = 0; i < 10_000; i++) {
        pdf.addPage(new PDPage());
      }
      pdf.save(long10000.toFile());
    }

    assertThatThrownBy(() -> reader.read(large))
        .isInstanceOf(UnreadableDocumentException.class)
        .hasMessageContaining("500 MiB");
    assertThatThrownBy(() -> reader.read(long10000))
        .isInstanceOf(UnreadableDocumentException.class)
        .hasMessageContaining("10000 pages");
  }

  @Test
  void endsAChildThatTakesTooMuchTime() {
    ExtractionProcess hurried = new ExtractionProcess("64m", Duration.ofMillis(1));

    assertThatThrownBy(() -> hurried.read(folder.resolve("any.pdf")))
        .isInstanceOf(UnreadableDocumentException.class);
  }

  @Test
  void refusesOldOfficeFormatsArchivesAndBombs() throws IOException {
    Path old = folder.resolve("old.doc");
    Files.write(old, new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0, 0, 0});
    Path bomb = zip("bomb.docx", "word/document.xml", 300);
    Path archive = zip("archive.docx", "readme.txt", 1);

    assertThatThrownBy(() -> reader.read(old)).hasMessageContaining("before 2007");
    assertThatThrownBy(() -> reader.read(archive)).hasMessageContaining("no document");
    assertThatThrownBy(() -> reader.read(bomb)).hasMessageContaining("200 MiB");
  }

  private Path zip(String name, String entry, int mebibytes) throws IOException {
    Path file = folder.resolve(name);
    byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry(entry));
      out.write("<a>".getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < mebibytes; i++) {
        out.write(blanks);
      }
    }
    return file;
  }

  private static void write(PDPageContentStream out, float x, float y, String text)
      throws IOException {
    out.beginText();
    out.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 10);
    out.newLineAtOffset(x, y);
    out.showText(text);
    out.endText();
  }
}
