package dev.rapporteur.knowledge.extraction;

import dev.rapporteur.knowledge.DocumentContent;
import dev.rapporteur.knowledge.DocumentContent.Block;
import dev.rapporteur.knowledge.DocumentContent.Heading;
import dev.rapporteur.knowledge.DocumentContent.ListItem;
import dev.rapporteur.knowledge.DocumentContent.Paragraph;
import dev.rapporteur.knowledge.DocumentContent.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Elements;

/** HTML as a reader sees it: what is hidden, scripted or navigation is left out. */
final class HtmlReader {
  private static final String UNSEEN =
      "script, style, template, noscript, nav, head, iframe, object, input, select, button,"
          + " textarea, [hidden],"
          + " .toc, .navheader, .navfooter, .breadcrumb, .breadcrumbs, [role=navigation],"
          + " [aria-hidden=true], [style~=(?i)display\\s*:\\s*none], [style~=(?i)visibility\\s*:\\s"
          + "*hidden]";
  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "div",
          "section",
          "article",
          "main",
          "body",
          "ul",
          "ol",
          "dl",
          "dd",
          "dt",
          "blockquote",
          "header",
          "footer",
          "aside",
          "figure",
          "figcaption",
          "pre",
          "address",
          "details",
          "summary",
          "center",
          "html");
  private static final String BOLD = "b, strong, [style~=(?i)font-weight\\s*:\\s*(?:bold|[6-9]00)]";
  private static final int WIDEST_SPAN = 50;
  private static final int LONGEST_HEADING = 300;
  private static final int UNNUMBERED_LEVEL = 6;

  private final List<Block> blocks = new ArrayList<>();
  private final StringBuilder open = new StringBuilder();

  private HtmlReader() {}

  static DocumentContent read(byte[] bytes) {
    Document page;
    try {
      // No character set given: jsoup looks for the mark and the meta element and assumes UTF-8.
      page = Jsoup.parse(new ByteArrayInputStream(bytes), null, "");
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
    Optional<String> title = Optional.of(page.title()).filter(text -> !text.isBlank());
    page.select(UNSEEN).remove();
    HtmlReader reader = new HtmlReader();
    reader.children(page.body());
    reader.close();
    return new DocumentContent(title, 0, reader.blocks);
  }

  private void children(Element parent) {
    for (Node child : parent.childNodes()) {
      if (child instanceof TextNode text) {
        open.append(text.text());
      } else if (child instanceof Element element) {
        element(element);
      }
    }
  }

  private void element(Element element) {
    String name = element.normalName();
    if (name.length() == 2 && name.charAt(0) == 'h' && Character.isDigit(name.charAt(1))) {
      close();
      if (!element.text().isBlank()) {
        blocks.add(new Heading(0, name.charAt(1) - '0', element.text()));
      }
    } else if (name.equals("table")) {
      close();
      table(element);
    } else if (name.equals("li")) {
      close();
      children(element);
      closeAs(true);
    } else if (name.equals("br")) {
      open.append('\n');
    } else if (BLOCKS.contains(name)) {
      close();
      if (headingLike(element)) {
        blocks.add(new Heading(0, levelOf(element.text()), element.text()));
      } else {
        children(element);
        close();
      }
    } else {
      children(element);
    }
  }

  /** A short paragraph that is bold as a whole: how filings mark headings. */
  private static boolean headingLike(Element element) {
    String text = element.text();
    boolean simple = element.select("p, div, li, table").stream().allMatch(element::equals);
    if (text.isBlank() || text.length() > LONGEST_HEADING || !simple) {
      return false;
    }
    Elements bold = element.select(BOLD);
    int letters =
        bold.stream()
            .filter(part -> part.parents().stream().noneMatch(bold::contains))
            .mapToInt(part -> part.text().length())
            .sum();
    return letters >= text.length() - 2;
  }

  private static int levelOf(String text) {
    return HeadingShape.numbered(text).orElse(UNNUMBERED_LEVEL);
  }

  /**
   * A table of figures becomes a table; one that only places blocks on the page is read through.
   */
  private void table(Element table) {
    Elements rows = table.select("tr");
    if (rows.size() < 2 || !table.select("table table, td p + p, td h1, td h2, td h3").isEmpty()) {
      children(table);
      close();
      return;
    }
    TableGrid grid = new TableGrid();
    for (Element row : rows) {
      grid.row();
      for (Element cell : row.select("> td, > th")) {
        grid.cell(cell.text(), span(cell, "colspan"), span(cell, "rowspan"));
      }
    }
    List<List<String>> cells = grid.rows();
    if (!cells.isEmpty()) {
      blocks.add(new Table(0, cells));
    }
  }

  private static int span(Element cell, String attribute) {
    String value = cell.attr(attribute).strip();
    return value.matches("\\d{1,3}") ? Math.clamp(Integer.parseInt(value), 1, WIDEST_SPAN) : 1;
  }

  private void close() {
    closeAs(false);
  }

  private void closeAs(boolean item) {
    String text = open.toString().replaceAll("[ \\t]+", " ").strip();
    if (!text.isEmpty()) {
      blocks.add(item ? new ListItem(0, "- " + text) : new Paragraph(0, text));
    }
    open.setLength(0);
  }
}
