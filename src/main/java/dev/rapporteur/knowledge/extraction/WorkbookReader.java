package dev.rapporteur.knowledge.extraction;

import dev.rapporteur.knowledge.DocumentContent;
import dev.rapporteur.knowledge.DocumentContent.Block;
import dev.rapporteur.knowledge.DocumentContent.Heading;
import dev.rapporteur.knowledge.DocumentContent.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler.SheetContentsHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/** The sheets of an Excel file as tables, numbers as Excel shows them; child process only. */
final class WorkbookReader {
  private static final int MOST_ROWS = 20_000;
  private static final int MOST_COLUMNS = 100;

  private WorkbookReader() {}

  static DocumentContent read(Path file) throws IOException {
    try (OPCPackage workbook = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
      XSSFReader reader = new XSSFReader(workbook);
      ReadOnlySharedStringsTable strings = new ReadOnlySharedStringsTable(workbook);
      List<Block> blocks = new ArrayList<>();
      var sheets = (XSSFReader.SheetIterator) reader.getSheetsData();
      while (sheets.hasNext()) {
        try (InputStream sheet = sheets.next()) {
          Rows rows = new Rows();
          XMLReader xml = XMLHelper.newXMLReader();
          xml.setContentHandler(
              new XSSFSheetXMLHandler(reader.getStylesTable(), strings, rows, false));
          xml.parse(new InputSource(sheet));
          if (!rows.rows.isEmpty()) {
            blocks.add(new Heading(0, 1, sheets.getSheetName()));
            blocks.add(new Table(0, rows.grid()));
          }
        }
      }
      Optional<String> title = workbook.getPackageProperties().getTitleProperty();
      return new DocumentContent(title, 0, blocks);
    } catch (OpenXML4JException | SAXException | ParserConfigurationException e) {
      throw new IOException("it is damaged: " + e.getMessage(), e);
    }
  }

  private static final class Rows implements SheetContentsHandler {
    private final List<List<String>> rows = new ArrayList<>();
    private List<String> row = new ArrayList<>();

    @Override
    public void startRow(int number) {
      row = new ArrayList<>();
    }

    @Override
    public void cell(
        String reference, String shown, org.apache.poi.xssf.usermodel.XSSFComment comment) {
      int column = reference == null ? row.size() : new CellReference(reference).getCol();
      if (column >= MOST_COLUMNS || shown == null) {
        return;
      }
      while (row.size() < column) {
        row.add("");
      }
      row.add(shown);
    }

    @Override
    public void endRow(int number) {
      if (rows.size() < MOST_ROWS && row.stream().anyMatch(cell -> !cell.isBlank())) {
        rows.add(row);
      }
    }

    List<List<String>> grid() {
      int width = rows.stream().mapToInt(List::size).max().orElse(0);
      for (List<String> each : rows) {
        while (each.size() < width) {
          each.add("");
        }
      }
      return rows;
    }
  }
}
