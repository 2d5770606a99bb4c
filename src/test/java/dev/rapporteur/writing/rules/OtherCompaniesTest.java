package dev.rapporteur.writing.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.writing.NarrativeBrief;
import dev.rapporteur.writing.SampleBriefs;
import dev.rapporteur.writing.SectionDraft;
import dev.rapporteur.writing.rules.RuleBasedWriterTest.Written;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The writer over definitions and data that it was not made for: Northwind and Chinook. */
class OtherCompaniesTest {
  private static final Path SHOP = Path.of("src/test/resources/dev/rapporteur/writing/shop");
  private static final Path DATA = Path.of("..", "shared", "data");
  private static final RuleBasedWriter WRITER = new RuleBasedWriter();

  @ParameterizedTest
  @CsvSource({"northwind, 1996-07, 23", "chinook, 2021-01, 12", "chinook, 2024-06, 6"})
  void keepsItsRulesForEachMonth(String company, String first, int months, @TempDir Path workspace)
      throws IOException {
    try (SampleBriefs samples = new SampleBriefs(open(company, workspace))) {
      ReportingPeriod start = ReportingPeriod.parse(first).orElseThrow();
      for (int i = 0; i < months; i++) {
        for (String report : new String[] {"shop-monthly", "shop-monthly-zh"}) {
          for (NarrativeBrief brief : samples.briefs(report, start.plus(i))) {
            RuleBasedWriterTest.holdsForAll(new Written(brief, WRITER.write(brief)));
          }
        }
      }
    }
  }

  @Test
  void namesALowBaseInsteadOfAnEnormousRate(@TempDir Path workspace) throws IOException {
    try (SampleBriefs samples = new SampleBriefs(open("northwind", workspace))) {
      NarrativeBrief countries =
          samples.briefs("shop-monthly", ReportingPeriod.month(1997, 7)).get(1);
      SectionDraft draft = WRITER.write(countries);
      assertThat(draft.paragraphs().getFirst().text())
          .startsWith(
              "USA moved most: its revenue rose by {{country-part.usa.yoy.amount|magnitude}}")
          .contains("from a low base of {{country.usa.previous-year}} a year ago");
    }
  }

  @Test
  void saysThatTiesHaveNoOrder(@TempDir Path workspace) throws IOException {
    try (SampleBriefs samples = new SampleBriefs(open("chinook", workspace))) {
      NarrativeBrief products =
          samples.briefs("shop-monthly", ReportingPeriod.month(2023, 5)).get(2);
      assertThat(WRITER.write(products).paragraphs().getLast().text())
          .contains("and others share {{product-rank.")
          .endsWith("each, so the order among them says nothing.");
    }
  }

  /** A workspace with the reports of the shop over one company's data. */
  private static Path open(String company, Path workspace) throws IOException {
    Path data = DATA.resolve(company + "_sales.csv");
    Assumptions.assumeTrue(Files.exists(data), "skipped: " + data + " is not here");
    Files.walkFileTree(
        SHOP,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes any) throws IOException {
            Path copy = workspace.resolve(SHOP.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
            return FileVisitResult.CONTINUE;
          }
        });
    Path sources = workspace.resolve("datasources");
    Files.copy(sources.resolve(company + ".yaml"), sources.resolve("shop.yaml"));
    Files.delete(sources.resolve("northwind.yaml"));
    Files.delete(sources.resolve("chinook.yaml"));
    Files.copy(data, sources.resolve(company + "_sales.csv"));
    return workspace;
  }
}
