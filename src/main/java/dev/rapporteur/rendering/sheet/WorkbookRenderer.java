package dev.rapporteur.rendering.sheet;

import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.DocumentRenderer;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.ReportTable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A report's figures and tables as a workbook: one sheet for the figures with their formulas and
 * calls, one for each table with all of its rows. Written as a stream, so that its size does not
 * matter; no template is needed.
 */
public final class WorkbookRenderer implements DocumentRenderer {

  @Override
  public String extension() {
    return "xlsx";
  }

  @Override
  public void render(ReportContent content, OutputStream out) throws IOException {
    boolean chinese = content.locale().getLanguage().equals("zh");
    List<ReportTable> tables = new ArrayList<>(List.of(figures(content, chinese)));
    Map<String, ReportTable> found = new LinkedHashMap<>();
    collect(content.root(), found);
    tables.addAll(found.values());
    Workbook workbook = new Workbook(out, content);
    workbook.write(tables);
  }

  /** The tables of the report in their order, each once however often it is shown. */
  private static void collect(ContentValue value, Map<String, ReportTable> found) {
    switch (value) {
      case ContentValue.Table table ->
          found.putIfAbsent(table.table().id(), table.table().whole().orElse(table.table()));
      case ContentValue.Fields fields ->
          fields.values().values().forEach(one -> collect(one, found));
      case ContentValue.Rows rows -> rows.rows().forEach(one -> collect(one, found));
      case ContentValue.Text ignored -> {}
      case ContentValue.Number ignored -> {}
      case ContentValue.Flag ignored -> {}
      case ContentValue.Narrative ignored -> {}
      case ContentValue.Chart ignored -> {}
      case ContentValue.Image ignored -> {}
    }
  }

  private static ReportTable figures(ReportContent content, boolean chinese) {
    List<ReportTable.Row> rows = new ArrayList<>();
    if (content.root().values().get("figures") instanceof ContentValue.Rows figures) {
      for (ContentValue.Fields figure : figures.rows()) {
        ContentValue value = field(figure, "value");
        String unit = value instanceof ContentValue.Number number ? number.unit().symbol() : "";
        rows.add(
            new ReportTable.Row(
                List.of(
                    field(figure, "id"),
                    field(figure, "name"),
                    field(figure, "period"),
                    value,
                    new ContentValue.Text(unit),
                    field(figure, "formula"),
                    field(figure, "source")),
                false));
      }
    }
    String[] names =
        chinese
            ? new String[] {"编号", "指标", "期间", "数值", "单位", "公式", "查询"}
            : new String[] {"Id", "Figure", "Period", "Value", "Unit", "Formula", "Call"};
    List<ReportTable.Column> columns = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      columns.add(new ReportTable.Column(names[i], "", i == 3));
    }
    return new ReportTable("figures", chinese ? "指标" : "Figures", columns, rows);
  }

  private static ContentValue field(ContentValue.Fields fields, String name) {
    ContentValue value = fields.values().get(name);
    return value == null ? new ContentValue.Text("") : value;
  }
}
