package dev.rapporteur.rendering.docx;

import com.deepoove.poi.XWPFTemplate;
import com.deepoove.poi.config.Configure;
import com.deepoove.poi.config.ConfigureBuilder;
import com.deepoove.poi.data.Pictures;
import com.deepoove.poi.plugin.table.LoopRowTableRenderPolicy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;

/** poi-tl writing the same document, as its guide says: tags, looped rows, pictures. */
final class PoiTlRival implements RenderBench.Rival {
  private byte[] template = new byte[0];
  private Map<String, Object> data = Map.of();
  private Configure configuration = Configure.createDefault();

  @Override
  public String name() {
    return "poi-tl 1.12.2";
  }

  @Override
  public void prepare(RenderBench.Case written) throws IOException {
    data = new LinkedHashMap<>(written.texts());
    ConfigureBuilder builder = Configure.builder();
    try (XWPFDocument document = new XWPFDocument()) {
      written
          .texts()
          .keySet()
          .forEach(
              name ->
                  document
                      .createParagraph()
                      .createRun()
                      .setText("Some words before {{" + name + "}} and some words after it."));
      written
          .tables()
          .forEach(
              (name, rows) -> {
                table(document, name, rows.getFirst().size());
                builder.bind(name, new LoopRowTableRenderPolicy());
                data.put(name, rows.stream().map(PoiTlRival::row).toList());
              });
      written
          .pictures()
          .forEach(
              (name, png) -> {
                document.createParagraph().createRun().setText("{{@" + name + "}}");
                data.put(name, Pictures.ofBytes(png).size(454, 227).create());
              });
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.write(out);
      template = out.toByteArray();
    }
    configuration = builder.build();
  }

  private static void table(XWPFDocument document, String name, int columns) {
    XWPFTable table = document.createTable(2, columns);
    for (int i = 0; i < columns; i++) {
      table.getRow(0).getCell(i).setText(i == 0 ? "{{" + name + "}}Head" : "Head");
      table.getRow(1).getCell(i).setText("[c" + i + "]");
    }
  }

  private static Map<String, String> row(List<String> cells) {
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      row.put("c" + i, cells.get(i));
    }
    return row;
  }

  @Override
  public byte[] write() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XWPFTemplate compiled =
        XWPFTemplate.compile(new ByteArrayInputStream(template), configuration)) {
      compiled.render(data).write(out);
    }
    return out.toByteArray();
  }

  /** Prints floor, ours and poi-tl for the standard report, then for one table of ROWS rows. */
  public static void main(String... arguments) throws IOException {
    List<RenderBench> benches = new ArrayList<>(List.of(RenderBench.standardReport()));
    for (String rows : arguments) {
      benches.add(RenderBench.table(Integer.parseInt(rows)));
    }
    for (int i = 0; i < benches.size(); i++) {
      System.out.println(i == 0 ? "standard report" : arguments[i - 1] + " rows");
      benches
          .get(i)
          .compare(i == 0 ? 30 : 5, List.of(new PoiTlRival()))
          .forEach(
              time ->
                  System.out.printf(
                      "  %-14s %9.1f ms  %5d KB%n",
                      time.name(), time.milliseconds(), time.bytes() >> 10));
    }
  }
}
