package dev.rapporteur.knowledge.extraction;

import dev.rapporteur.knowledge.DocumentContent;
import dev.rapporteur.knowledge.UnreadableDocumentException;
import dev.rapporteur.knowledge.extraction.RuledTables.Grid;
import dev.rapporteur.knowledge.extraction.TextLine.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Reads a PDF's lines with their places on the page; runs in the child process only. */
final class PdfReader {
  private static final int MOST_PAGES = 3000;

  /** White space wider than this many letter sizes separates cells. */
  private static final double CELL_GAP = 1.1;

  /** White space wider than this many letter sizes separates words. */
  private static final double WORD_GAP = 0.17;

  /** The same beside a Chinese character. */
  private static final double CHINESE_GAP = 0.6;

  /** The same where the document also says that there is a space. */
  private static final double SPACE_GAP = 0.02;

  private PdfReader() {}

  static DocumentContent read(Path file) {
    try (PDDocument pdf = Loader.loadPDF(file.toFile(), IOUtils.createTempFileOnlyStreamCache())) {
      int pages = pdf.getNumberOfPages();
      if (pages > MOST_PAGES) {
        throw new UnreadableDocumentException(
            file,
            "it has " + pages + " pages; at most " + MOST_PAGES + " are read",
            "split it into parts");
      }
      List<List<TextLine>> lines = new PageLines(pages).of(pdf);
      if (lines.stream().allMatch(List::isEmpty)) {
        throw new UnreadableDocumentException(
            file,
            "it has " + pages + " pages and no text; it was probably scanned",
            "run text recognition on it and save it again");
      }
      Optional<String> title = Optional.ofNullable(pdf.getDocumentInformation().getTitle());
      return new DocumentContent(title, pages, LayoutReader.read(lines));
    } catch (InvalidPasswordException e) {
      throw new UnreadableDocumentException(
          file, "it is protected by a password", "save it without a password", e);
    } catch (IOException e) {
      throw new UnreadableDocumentException(
          file, "it is damaged or no PDF: " + e.getMessage(), "export it again", e);
    }
  }

  /** Collects the letters of each page and puts them into lines. */
  private static final class PageLines extends PDFTextStripper {
    private final List<List<TextLine>> pages = new ArrayList<>();
    private final List<TextPosition> letters = new ArrayList<>();
    private final PageRules rules;

    PageLines(int pages) throws IOException {
      rules = new PageRules(this);
      for (int i = 0; i < pages; i++) {
        this.pages.add(List.of());
      }
    }

    List<List<TextLine>> of(PDDocument pdf) throws IOException {
      setSuppressDuplicateOverlappingText(true);
      getText(pdf);
      return pages;
    }

    @Override
    protected void writeString(String text, List<TextPosition> positions) {
      letters.addAll(positions);
    }

    @Override
    protected void startPage(PDPage page) {
      rules.startPage(page.getCropBox());
    }

    @Override
    protected void endPage(PDPage page) {
      int number = getCurrentPageNo();
      List<Grid> grids = page.getRotation() == 0 ? RuledTables.of(rules.rules()) : List.of();
      List<TextPosition> outside = new ArrayList<>();
      Map<Grid, List<TextPosition>> inside = new LinkedHashMap<>();
      for (TextPosition letter : letters) {
        grids.stream()
            .filter(grid -> grid.contains(center(letter), middle(letter)))
            .findFirst()
            .ifPresentOrElse(
                grid -> inside.computeIfAbsent(grid, key -> new ArrayList<>()).add(letter),
                () -> outside.add(letter));
      }
      List<TextLine> lines = new ArrayList<>(lines(number, outside));
      inside.forEach((grid, cells) -> add(lines, number, grid, cells));
      lines.sort(Comparator.comparingDouble(TextLine::top));
      pages.set(number - 1, new PageColumns(lines).inReadingOrder());
      letters.clear();
    }

    /** Adds a drawn table, or its lines where the drawing is not one of cells with words. */
    private static void add(List<TextLine> lines, int page, Grid grid, List<TextPosition> letters) {
      for (TextLine line : lines(page, grid, letters)) {
        for (Segment segment : line.segments()) {
          grid.add(segment.center(), line.top() - 0.35 * line.em(), segment.text());
        }
      }
      List<List<String>> cells = grid.cells();
      int width = cells.isEmpty() ? 0 : cells.getFirst().size();
      boolean table = width > 2 || width > 1 && cells.size() > 1;
      if (table) {
        lines.add(TextLine.table(page, grid.top(), cells));
      } else {
        lines.addAll(lines(page, letters));
      }
    }

    /** Lines that end where a cell ends, however near the next cell's words stand. */
    private static List<TextLine> lines(int page, Grid grid, List<TextPosition> letters) {
      Map<Integer, List<TextPosition>> cells = new TreeMap<>();
      for (TextPosition letter : letters) {
        cells
            .computeIfAbsent(grid.field(center(letter), middle(letter)), key -> new ArrayList<>())
            .add(letter);
      }
      return cells.values().stream().flatMap(cell -> lines(page, cell).stream()).toList();
    }

    private static double center(TextPosition letter) {
      return letter.getXDirAdj() + letter.getWidthDirAdj() / 2;
    }

    private static double middle(TextPosition letter) {
      return letter.getYDirAdj() - 0.35 * size(letter);
    }

    private static List<TextLine> lines(int page, List<TextPosition> letters) {
      List<TextPosition> upright =
          letters.stream()
              .filter(l -> l.getDir() == 0)
              .sorted(Comparator.comparingDouble(TextPosition::getYDirAdj))
              .toList();
      List<TextLine> lines = new ArrayList<>();
      List<TextPosition> line = new ArrayList<>();
      for (TextPosition letter : upright) {
        if (!line.isEmpty()
            && letter.getYDirAdj() - line.getFirst().getYDirAdj()
                > 0.45 * Math.max(size(letter), size(line.getFirst()))) {
          lines.addAll(line(page, line));
          line.clear();
        }
        line.add(letter);
      }
      if (!line.isEmpty()) {
        lines.addAll(line(page, line));
      }
      return lines;
    }

    /** The line, unless it is empty. */
    private static List<TextLine> line(int page, List<TextPosition> letters) {
      List<TextPosition> ordered = new ArrayList<>(letters);
      ordered.sort(Comparator.comparingDouble(TextPosition::getXDirAdj));
      List<Segment> segments = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      double left = 0;
      double right = 0;
      int bold = 0;
      double size = 0;
      boolean spaced = false;
      for (TextPosition letter : ordered) {
        String shown = letter.getUnicode();
        if (shown == null || shown.codePoints().allMatch(Character::isSpaceChar)) {
          spaced = true;
          continue;
        }
        double gap = letter.getXDirAdj() - right;
        double em = size(letter);
        if (!text.isEmpty() && (gap > CELL_GAP * em || opensCell(shown, text, gap / em))) {
          segments.add(new Segment(left, right, text.toString()));
          text.setLength(0);
        } else if (!text.isEmpty() && spaceBefore(shown, text, gap / em, spaced)) {
          text.append(' ');
        }
        spaced = false;
        if (text.isEmpty()) {
          left = letter.getXDirAdj();
        }
        text.append(shown);
        right = letter.getXDirAdj() + letter.getWidthDirAdj();
        size = Math.max(size, em);
        bold += bold(letter) ? 1 : -1;
      }
      if (!text.isEmpty()) {
        segments.add(new Segment(left, right, text.toString()));
      }
      return segments.isEmpty()
          ? List.of()
          : List.of(new TextLine(page, letters.getFirst().getYDirAdj(), size, bold > 0, segments));
    }

    /** Typesetters put a little space between Chinese and digits that nobody has typed. */
    private static boolean spaceBefore(
        String shown, CharSequence before, double gap, boolean spaced) {
      boolean chinese = shown.charAt(0) >= 0x2E80 || before.charAt(before.length() - 1) >= 0x2E80;
      return spaced ? gap > SPACE_GAP : gap > (chinese ? CHINESE_GAP : WORD_GAP);
    }

    /** A currency sign after a number belongs to the next cell, however near it stands. */
    private static boolean opensCell(String shown, CharSequence before, double gap) {
      return gap > WORD_GAP && NumberShape.opens(shown) && NumberShape.number(before.toString());
    }

    private static double size(TextPosition letter) {
      float points = letter.getFontSizeInPt();
      return points > 0 ? points : Math.max(1, letter.getHeightDir());
    }

    private static boolean bold(TextPosition letter) {
      String name = letter.getFont().getName();
      String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
      return lower.contains("bold")
          || lower.contains("black")
          || lower.contains("heavy")
          || lower.contains("simhei");
    }
  }
}
