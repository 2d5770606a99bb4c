package dev.rapporteur.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrategyDocumentsTest {
  private static final Path STRATEGY = Path.of("datasources", "strategy");
  private static final String REGIONS_2023 =
      "SELECT region, region_zh, SUM(amount) AS amount FROM sales"
          + " WHERE ordered_on >= DATE '2023-01-01' AND ordered_on < DATE '2024-01-01'"
          + " GROUP BY region, region_zh";

  @Test
  void committedWordFilesHoldExactlyTheText(@TempDir Path folder) throws IOException {
    StrategyDocuments.main(new String[] {folder.toString()});
    for (String language : List.of("en", "zh")) {
      for (String name : List.of("regional-strategy-2024.docx", "product-roadmap-2024.docx")) {
        Path file = Path.of(language, name);
        assertThat(content(STRATEGY.resolve(file)))
            .as("%s", file)
            .isEqualTo(content(folder.resolve(file)))
            .anyMatch(line -> line.startsWith("Heading1: 2 "))
            .anyMatch(line -> line.startsWith("Table: "));
      }
    }
  }

  @Test
  void targetsOfTheRegionsAreThoseOfTheDatabase() throws IOException {
    SampleDatabase database = SampleDatabase.load("strategy-documents");
    List<Map<String, Object>> targets =
        database.call("regional_targets", Map.of("month", "2024-12"));
    String en = Files.readString(STRATEGY.resolve("en/annual-targets-2024.md"));
    String zh = Files.readString(STRATEGY.resolve("zh/annual-targets-2024.md"));
    for (Map<String, Object> sold : database.rows(REGIONS_2023, Map.of())) {
      Map<String, Object> target =
          targets.stream()
              .filter(row -> row.get("region").equals(sold.get("region")))
              .findFirst()
              .orElseThrow();
      assertThat(en)
          .contains(
              "| %s | %s | %s |"
                  .formatted(
                      sold.get("region"),
                      inUnits(sold.get("amount"), 6, 1),
                      inUnits(target.get("year_target"), 6, 0)));
      assertThat(zh)
          .contains(
              "| %s | %,d | %,d |"
                  .formatted(
                      sold.get("region_zh"),
                      inUnits(sold.get("amount"), 4, 0).intValue(),
                      inUnits(target.get("year_target"), 4, 0).intValue()));
    }
  }

  @Test
  void twoDocumentsNameDifferentTargetsForPortablePower() throws IOException {
    assertThat(Files.readString(STRATEGY.resolve("en/annual-targets-2024.md")))
        .contains("Portable power brings at least 45 million yuan in 2024");
    assertThat(content(STRATEGY.resolve("en/product-roadmap-2024.docx")))
        .anyMatch(line -> line.contains("plans sales of 52 million yuan for 2024"));
    assertThat(Files.readString(STRATEGY.resolve("zh/annual-targets-2024.md")))
        .contains("户外电源2024年销售额不低于4,500万元");
    assertThat(content(STRATEGY.resolve("zh/product-roadmap-2024.docx")))
        .anyMatch(line -> line.contains("户外电源销售额5,200万元"));
  }

  @Test
  void documentsFileNamesEachDocumentOnce() throws IOException {
    Map<?, ?> definition = (Map<?, ?>) SampleDatabase.yaml(STRATEGY.resolve("documents.yaml"));
    try (Stream<Path> files = Files.walk(STRATEGY)) {
      Set<String> present =
          files
              .filter(Files::isRegularFile)
              .map(file -> STRATEGY.relativize(file).toString().replace('\\', '/'))
              .filter(name -> !name.equals("documents.yaml"))
              .collect(Collectors.toSet());
      assertThat(new HashSet<Object>(((Map<?, ?>) definition.get("files")).keySet()))
          .isEqualTo(present);
    }
  }

  private static BigDecimal inUnits(Object amount, int zeros, int places) {
    return ((BigDecimal) amount).movePointLeft(zeros).setScale(places, RoundingMode.HALF_UP);
  }

  private static List<String> content(Path file) throws IOException {
    List<String> content = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file);
        XWPFDocument document = new XWPFDocument(in)) {
      for (IBodyElement element : document.getBodyElements()) {
        if (element instanceof XWPFParagraph paragraph) {
          content.add(paragraph.getStyle() + ": " + paragraph.getText());
        } else if (element instanceof XWPFTable table) {
          content.add("Table: " + table.getText());
        }
      }
    }
    return content;
  }
}
