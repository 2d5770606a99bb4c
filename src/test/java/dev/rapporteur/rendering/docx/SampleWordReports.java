package dev.rapporteur.rendering.docx;

import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.SampleContent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Fills the sample templates with the sample content, for looking at the pages. */
final class SampleWordReports {
  private SampleWordReports() {}

  /** Writes the documents into the folder named by the first argument. */
  public static void main(String... arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Map<String, ReportContent> reports = new TreeMap<>();
    reports.put("en-12", SampleContent.english().build());
    reports.put("zh-12", SampleContent.chinese().build());
    reports.put(
        "en-1", SampleContent.english().withProducts(1).withEmptySection().approved().build());
    reports.put("en-500", SampleContent.english().withProducts(500).withLongNames().build());
    reports.put("zh-500", SampleContent.chinese().withProducts(500).withLongNames().build());
    Map<String, byte[]> templates = SampleWordTemplates.all();
    for (Map.Entry<String, ReportContent> report : reports.entrySet()) {
      String file =
          report.getKey().startsWith("zh")
              ? SampleWordTemplates.CHINESE
              : SampleWordTemplates.ENGLISH;
      WordTemplate template = WordTemplate.read(file, templates.get(file));
      template.check(report.getValue()).forEach(System.out::println);
      try (OutputStream out = Files.newOutputStream(folder.resolve(report.getKey() + ".docx"))) {
        new WordRenderer(template).render(report.getValue(), out);
      }
    }
  }
}
