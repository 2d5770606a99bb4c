package dev.rapporteur.rendering.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.testing.SampleReports;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class WorkbookRendererTest {

  @Test
  void writesEachTableOnceWithNumbersAsNumbers() throws IOException {
    try (XSSFWorkbook book = opened(SampleReports.english().withRows(500).content())) {
      assertThat(book)
          .extracting(Sheet::getSheetName)
          .containsExactly(
              "Figures", "Sales by region, March 2024", "Products by sales, March 2024");
      Sheet regions = book.getSheetAt(1);
      assertThat(regions.getRow(0).getCell(1).getStringCellValue()).isEqualTo("Sales (yuan)");
      Cell sales = regions.getRow(1).getCell(1);
      assertThat(sales.getNumericCellValue()).isEqualTo(15243907.40);
      assertThat(new DataFormatter().formatCellValue(sales)).isEqualTo("15,243,907.40");
      assertThat(regions.getRow(6).getCell(4)).isNull();
      assertThat(book.getSheetAt(2).getLastRowNum()).isEqualTo(500);
      assertThat(new DataFormatter().formatCellValue(book.getSheetAt(2).getRow(1).getCell(2)))
          .isEqualTo("1,103");
    }
  }

  @Test
  void keepsEveryFormulaOfAValueAsText() throws IOException {
    String sly = "=HYPERLINK(\"http://x/\",\"y\")";
    try (XSSFWorkbook book =
        opened(SampleReports.english().withNamesEndingIn("\n" + sly).content())) {
      for (Sheet sheet : book) {
        sheet.forEach(
            row ->
                row.forEach(cell -> assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA)));
      }
      assertThat(book.getSheetAt(1).getRow(1).getCell(0).getStringCellValue())
          .isEqualTo("East\n" + sly);
    }
  }

  @Test
  void marksTextsThatBeginLikeAFormula() throws IOException {
    try (XSSFWorkbook book = opened(Samples.tableOf("=1+1", "-2", "@x", "plain"))) {
      Sheet sheet = book.getSheetAt(1);
      for (int i = 1; i <= 3; i++) {
        assertThat(sheet.getRow(i).getCell(0).getCellStyle().getQuotePrefixed()).isTrue();
      }
      assertThat(sheet.getRow(4).getCell(0).getCellStyle().getQuotePrefixed()).isFalse();
    }
  }

  @Test
  void keepsDigitsThatASpreadsheetWouldLose() throws IOException {
    try (XSSFWorkbook book = opened(Samples.numbers("1234567890123456", "123456789012345"))) {
      Sheet sheet = book.getSheetAt(1);
      assertThat(sheet.getRow(1).getCell(0).getStringCellValue()).isEqualTo("1234567890123456");
      assertThat(sheet.getRow(2).getCell(0).getNumericCellValue()).isEqualTo(123456789012345d);
    }
  }

  @Test
  void writesTheSameBytesForTheSameContent() throws IOException {
    ReportContent content = SampleReports.chinese().content();
    assertThat(bytes(content)).isEqualTo(bytes(content));
  }

  @Test
  void writesAHundredThousandRowsWithinLittleMemory() throws IOException {
    ReportContent content = SampleReports.english().withRows(100_000).content();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new WorkbookRenderer().render(content, out);
    assertThat(out.size()).isBetween(1_000_000, 20_000_000);
  }

  private static byte[] bytes(ReportContent content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new WorkbookRenderer().render(content, out);
    return out.toByteArray();
  }

  private static XSSFWorkbook opened(ReportContent content) throws IOException {
    return new XSSFWorkbook(new ByteArrayInputStream(bytes(content)));
  }
}
