package dev.rapporteur.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.apache.poi.xwpf.usermodel.XWPFAbstractNum;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTAbstractNum;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTLvl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STNumberFormat;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

/**
 * Writes the Word files among the sample's strategy documents from their text in {@code
 * src/test/resources/dev/rapporteur/testing/strategy/}: headings, paragraphs, lists and tables as
 * Word knows them.
 */
public final class StrategyDocuments {
  /** Where the text stands, one folder for each language. */
  static final Path TEXTS = Path.of("src/test/resources/dev/rapporteur/testing/strategy");

  private static final BigInteger BULLETS = BigInteger.ONE;
  private static final BigInteger NUMBERS = BigInteger.TWO;

  private final XWPFDocument document = new XWPFDocument();
  private final boolean chinese;

  private StrategyDocuments(boolean chinese) {
    this.chinese = chinese;
  }

  /** Writes the Word files into a folder, by default {@code datasources/strategy}. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments.length == 0 ? "datasources/strategy" : arguments[0]);
    for (String language : List.of("en", "zh")) {
      for (String name : List.of("regional-strategy-2024", "product-roadmap-2024")) {
        String text = Files.readString(TEXTS.resolve(language).resolve(name + ".md"));
        Path file = Files.createDirectories(folder.resolve(language)).resolve(name + ".docx");
        new StrategyDocuments(language.equals("zh")).write(text, file);
      }
    }
  }

  private void write(String text, Path file) throws IOException {
    addStyles();
    addList(BULLETS, STNumberFormat.BULLET, "•");
    addList(NUMBERS, STNumberFormat.DECIMAL, "%1.");
    for (String block : text.strip().split("\n\n")) {
      addBlock(block);
    }
    var properties = document.getProperties().getCoreProperties();
    properties.setTitle(text.lines().findFirst().orElseThrow().substring(2));
    properties.setCreator("Linhe Outdoor and Home Trading");
    properties.setCreated(Optional.of(new Date(1_704_844_800_000L)));
    try (OutputStream out = Files.newOutputStream(file)) {
      document.write(out);
    }
  }

  private void addBlock(String block) {
    if (block.startsWith("# ")) {
      addParagraph(block.substring(2), "Title");
    } else if (block.startsWith("## ")) {
      addParagraph(block.substring(3), "Heading1");
    } else if (block.startsWith("### ")) {
      addParagraph(block.substring(4), "Heading2");
    } else if (block.startsWith("|")) {
      addTable(block.lines().map(StrategyDocuments::cells).toList());
    } else if (block.startsWith("- ")) {
      block.lines().forEach(line -> addParagraph(line.substring(2), null).setNumID(BULLETS));
    } else if (block.startsWith("1. ")) {
      block.lines().forEach(line -> addParagraph(line.substring(3), null).setNumID(NUMBERS));
    } else {
      addParagraph(block, null);
    }
  }

  private XWPFParagraph addParagraph(String text, String style) {
    XWPFParagraph paragraph = document.createParagraph();
    fill(paragraph, text);
    if (style != null) {
      paragraph.setStyle(style);
    } else {
      paragraph.setSpacingAfter(120);
    }
    return paragraph;
  }

  private XWPFRun fill(XWPFParagraph paragraph, String text) {
    XWPFRun run = paragraph.createRun();
    run.setText(text);
    run.setFontFamily("Noto Sans");
    run.setFontFamily("Noto Sans SC", XWPFRun.FontCharRange.eastAsia);
    run.setLang(chinese ? "zh-CN" : "en-US");
    return run;
  }

  private static List<String> cells(String row) {
    List<String> cells = new ArrayList<>();
    for (String cell : row.substring(1, row.length() - 1).split("\\|")) {
      cells.add(cell.strip());
    }
    return cells;
  }

  /** The second row of the text only separates the head. */
  private void addTable(List<List<String>> rows) {
    XWPFTable table = document.createTable(rows.size() - 1, rows.getFirst().size());
    table.setWidth("100%");
    table.getRow(0).setRepeatHeader(true);
    for (int row = 0; row < rows.size() - 1; row++) {
      List<String> cells = rows.get(row == 0 ? 0 : row + 1);
      for (int column = 0; column < cells.size(); column++) {
        XWPFParagraph paragraph = table.getRow(row).getCell(column).getParagraphs().getFirst();
        fill(paragraph, cells.get(column)).setBold(row == 0);
      }
    }
    document.createParagraph();
  }

  private void addStyles() {
    addStyle("Title", "Title", 18, -1);
    addStyle("Heading1", "heading 1", 14, 0);
    addStyle("Heading2", "heading 2", 12, 1);
  }

  private void addStyle(String id, String name, int points, int outlineLevel) {
    CTStyle style = CTStyle.Factory.newInstance();
    style.setStyleId(id);
    style.setType(STStyleType.PARAGRAPH);
    style.addNewName().setVal(name);
    style.addNewQFormat();
    var paragraph = style.addNewPPr();
    paragraph.addNewKeepNext();
    paragraph.addNewSpacing().setBefore(BigInteger.valueOf(240));
    paragraph.getSpacing().setAfter(BigInteger.valueOf(80));
    if (outlineLevel >= 0) {
      paragraph.addNewOutlineLvl().setVal(BigInteger.valueOf(outlineLevel));
    }
    var run = style.addNewRPr();
    run.addNewB();
    run.addNewSz().setVal(BigInteger.valueOf(points * 2L));
    document.createStyles().addStyle(new XWPFStyle(style));
  }

  private void addList(BigInteger id, STNumberFormat.Enum format, String mark) {
    CTAbstractNum list = CTAbstractNum.Factory.newInstance();
    list.setAbstractNumId(id);
    CTLvl level = list.addNewLvl();
    level.setIlvl(BigInteger.ZERO);
    level.addNewStart().setVal(BigInteger.ONE);
    level.addNewNumFmt().setVal(format);
    level.addNewLvlText().setVal(mark);
    var indent = level.addNewPPr().addNewInd();
    indent.setLeft(BigInteger.valueOf(420));
    indent.setHanging(BigInteger.valueOf(420));
    var numbering = document.createNumbering();
    numbering.addNum(numbering.addAbstractNum(new XWPFAbstractNum(list)), id);
  }
}
