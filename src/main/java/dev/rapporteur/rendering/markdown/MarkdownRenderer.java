package dev.rapporteur.rendering.markdown;

import dev.rapporteur.analysis.FigureFormat;
import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.DocumentRenderer;
import dev.rapporteur.rendering.NarrativeBlock;
import dev.rapporteur.rendering.NarrativeBlock.Paragraph;
import dev.rapporteur.rendering.NarrativeBlock.Piece;
import dev.rapporteur.rendering.ReportChart;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.ReportTable;
import dev.rapporteur.rendering.Words;
import dev.rapporteur.rendering.html.SafeText;
import dev.rapporteur.rendering.html.TableCells;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A report as Markdown with tables and footnotes (GitHub's kind): key figures, sections, sources.
 * Charts stand as the words that describe them. No template is needed.
 */
public final class MarkdownRenderer implements DocumentRenderer {

  @Override
  public String extension() {
    return "md";
  }

  @Override
  public void render(ReportContent content, OutputStream out) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    new Page(writer, content).write();
    writer.flush();
  }

  /** Writes one report. */
  private static final class Page {
    private final Writer out;
    private final Map<String, ContentValue> root;
    private final FigureFormat figures;
    private final Words words;
    private final boolean chinese;

    Page(Writer out, ReportContent content) {
      this.out = out;
      this.root = content.root().values();
      this.figures = new FigureFormat(content.locale());
      this.words = Words.of(content.locale());
      this.chinese = words == Words.CHINESE;
    }

    void write() throws IOException {
      line("# " + text(root, "title") + (chinese ? " " : ", ") + period());
      line("");
      line("*" + text(root, "company") + (chinese ? "，" : ", ") + text(root, "state") + "*");
      line("");
      for (ContentValue.Fields figure : rows("keyFigures")) {
        keyFigure(figure.values());
      }
      for (ContentValue.Fields section : rows("sections")) {
        section(section.values());
      }
      List<ContentValue.Fields> sources = rows("sources");
      if (!sources.isEmpty()) {
        line("");
        for (ContentValue.Fields source : sources) {
          Map<String, ContentValue> fields = source.values();
          line(
              "[^"
                  + text(fields, "number")
                  + "]: "
                  + text(fields, "document")
                  + (chinese ? "，" : ", ")
                  + text(fields, "heading"));
        }
      }
    }

    private String period() {
      return root.get("period") instanceof ContentValue.Fields period
          ? text(period.values(), "label")
          : "";
    }

    private void keyFigure(Map<String, ContentValue> figure) throws IOException {
      StringBuilder item =
          new StringBuilder("- ").append(text(figure, "name")).append(chinese ? "：**" : ": **");
      item.append(text(figure, "value")).append("**");
      for (String name : List.of("first", "second")) {
        boolean shown =
            figure.get(name.equals("first") ? "hasFirst" : "hasSecond")
                    instanceof ContentValue.Flag flag
                && flag.set();
        if (shown && figure.get(name) instanceof ContentValue.Fields comparison) {
          Map<String, ContentValue> fields = comparison.values();
          item.append(chinese ? "，" : ", ");
          item.append(
              chinese
                  ? text(fields, "label") + text(fields, "value")
                  : text(fields, "value") + " " + text(fields, "label"));
        }
      }
      line(item.toString());
    }

    private void section(Map<String, ContentValue> section) throws IOException {
      line("");
      line("## " + text(section, "number") + " " + text(section, "heading"));
      if (section.get("narrative") instanceof ContentValue.Narrative narrative) {
        narrative(narrative.block());
      }
      if (section.get("chart") instanceof ContentValue.Chart chart) {
        chart(chart.chart());
      }
      if (section.get("table") instanceof ContentValue.Table table) {
        table(table.table());
      }
    }

    private void narrative(NarrativeBlock block) throws IOException {
      NarrativeBlock.Shape before = NarrativeBlock.Shape.TEXT;
      for (Paragraph paragraph : block.paragraphs()) {
        boolean list =
            paragraph.shape() == NarrativeBlock.Shape.BULLET
                || paragraph.shape() == NarrativeBlock.Shape.NUMBERED;
        if (!list || paragraph.shape() != before) {
          line("");
        }
        String start =
            switch (paragraph.shape()) {
              case TEXT -> "";
              case BULLET -> "- ";
              case NUMBERED -> "1. ";
              case NOTE -> "> ";
            };
        line(start + pieces(paragraph));
        before = paragraph.shape();
      }
    }

    private static String pieces(Paragraph paragraph) {
      StringBuilder text = new StringBuilder();
      for (Piece piece : paragraph.pieces()) {
        switch (piece) {
          case Piece.Words run ->
              text.append(run.bold() ? "**" + escaped(run.text()) + "**" : escaped(run.text()));
          case Piece.FigureText figure -> text.append(escaped(figure.text()));
          case Piece.CitationMark mark -> text.append("[^").append(mark.number()).append(']');
        }
      }
      return text.toString();
    }

    private void chart(ReportChart chart) throws IOException {
      line("");
      line("**" + escaped(chart.title()) + "** " + escaped(chart.alternativeText()));
    }

    private void table(ReportTable table) throws IOException {
      line("");
      line("**" + escaped(table.caption()) + "**");
      line("");
      if (table.rows().isEmpty()) {
        line(words.noRows());
        return;
      }
      StringBuilder head = new StringBuilder("|");
      StringBuilder rule = new StringBuilder("|");
      for (ReportTable.Column column : table.columns()) {
        head.append(' ').append(escaped(column.label()));
        head.append(column.unit().isBlank() ? " |" : " (" + escaped(column.unit()) + ") |");
        rule.append(column.number() ? " ---: |" : " --- |");
      }
      line(head.toString());
      line(rule.toString());
      for (ReportTable.Row row : table.rows()) {
        StringBuilder cells = new StringBuilder("|");
        for (ContentValue cell : row.cells()) {
          cells.append(' ').append(escaped(TableCells.text(cell, figures))).append(" |");
        }
        line(cells.toString());
      }
      Optional<String> remark = table.remark(table.rows().size(), words);
      if (remark.isPresent()) {
        line("");
        line("*" + escaped(remark.get()) + "*");
      }
    }

    private List<ContentValue.Fields> rows(String name) {
      return root.get(name) instanceof ContentValue.Rows rows ? rows.rows() : List.of();
    }

    private static String text(Map<String, ContentValue> fields, String name) {
      if (fields.get(name) instanceof ContentValue.Number number) {
        return escaped(number.text());
      }
      return fields.get(name) instanceof ContentValue.Text text ? escaped(text.text()) : "";
    }

    /** Words of one line that no reader of Markdown or HTML takes for anything else. */
    private static String escaped(String text) {
      StringBuilder safe = new StringBuilder();
      for (char c : SafeText.of(text).toCharArray()) {
        switch (c) {
          case '\\', '`', '*', '_', '{', '}', '[', ']', '#', '|', '~', '$' ->
              safe.append('\\').append(c);
          case '<' -> safe.append("&lt;");
          case '&' -> safe.append("&amp;");
          case '\n', '\t' -> safe.append(' ');
          default -> safe.append(c);
        }
      }
      return safe.toString();
    }

    private void line(String text) throws IOException {
      out.write(text);
      out.write('\n');
    }
  }
}
