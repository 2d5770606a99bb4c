package dev.rapporteur.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.report.Workspace;
import dev.rapporteur.report.yaml.JsonSchema;
import dev.rapporteur.testing.CommandLineRun;
import dev.rapporteur.testing.SampleDatabase;
import dev.rapporteur.testing.SampleWorkspace;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The main job: one command makes a month's draft of the sample company, in both languages. */
class MonthlySalesJourneyIT {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @TempDir static Path folder;
  private static Workspace workspace;
  private static JsonNode english;
  private static JsonNode chinese;

  @BeforeAll
  static void makeDrafts() {
    workspace = SampleWorkspace.in(folder);
    english = made("sales-monthly", "2024-03");
    chinese = made("sales-monthly-zh", "2024-03");
  }

  private static JsonNode made(String report, String period) {
    CommandLineRun run =
        CommandLineRun.in(
            workspace.folder(), "run", report, "--period", period, "--writer", "rules", "--json");
    assertThat(run.code()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  private static Path output(JsonNode run, String kind) {
    return Path.of(run.get("outputs").get(kind).asString());
  }

  @Test
  void namesTheRunItsStateAndItsFiles() {
    assertThat(english.get("report").asString()).isEqualTo("sales-monthly");
    assertThat(english.get("period").asString()).isEqualTo("2024-03");
    assertThat(english.get("state").asString()).isEqualTo("IN_REVIEW");
    assertThat(english.get("writer").asString()).isEqualTo("rules");
    assertThat(output(english, "word"))
        .isEqualTo(
            folder.resolve(
                "output/sales-monthly/2024-03/" + english.get("run").asString() + "/draft.docx"))
        .isRegularFile();
    assertThat(output(english, "pdf")).isRegularFile();
    assertThat(output(english, "evidence")).isRegularFile();
    assertThat(english.get("outputs").propertyNames())
        .containsExactly("word", "pdf", "form", "workbook", "html", "markdown", "evidence");
    assertThat(english.get("timings").propertyNames())
        .containsExactly("query", "analyze", "retrieve", "write", "ground", "render", "hand over");
  }

  @Test
  void leavesNothingHalfWritten() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("output/sales-monthly"))) {
      assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .containsOnly(
              "draft.docx",
              "draft.pdf",
              "draft-form.pdf",
              "draft.xlsx",
              "draft.html",
              "draft.md",
              "evidence.json");
    }
  }

  @Test
  void theTotalIsThatOfThePlainSum() throws IOException {
    BigDecimal plain =
        (BigDecimal)
            SampleDatabase.load("journey")
                .rows(
                    "select sum(amount) total from sales"
                        + " where ordered_on >= :from and ordered_on < :to",
                    Map.of("from", "2024-03-01", "to", "2024-04-01"))
                .getFirst()
                .get("total");
    JsonNode evidence = JSON.readTree(Files.readString(output(english, "evidence")));
    assertThat(figure(evidence, "sales").get("value").decimalValue()).isEqualByComparingTo(plain);
  }

  @Test
  void contributionsOfRegionsAndCategoriesAddUpToTheChangeToTheCent() throws IOException {
    JsonNode evidence = JSON.readTree(Files.readString(output(english, "evidence")));
    for (String base : List.of("yoy", "mom")) {
      BigDecimal whole = figure(evidence, "sales." + base + ".amount").get("value").decimalValue();
      for (String kind : List.of("region-contribution", "category-contribution")) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode one : evidence.get("figures")) {
          String id = one.get("id").asString();
          if (id.startsWith(kind + ".") && id.endsWith("." + base + ".amount")) {
            sum = sum.add(one.get("value").decimalValue());
          }
        }
        assertThat(sum).as(kind + " " + base).isEqualByComparingTo(whole);
      }
    }
  }

  @Test
  void theEvidenceHasTheFormThatIsDocumented() throws IOException {
    JsonSchema schema =
        JsonSchema.of(
            JSON.readTree(
                getClass().getResourceAsStream("/schemas/evidence.schema.json").readAllBytes()));
    for (JsonNode run : List.of(english, chinese)) {
      assertThat(schema.check(JSON.readTree(Files.readString(output(run, "evidence"))))).isEmpty();
    }
  }

  @Test
  void explainFollowsAFigureBackAndSeesWhetherTheDataHaveChanged() {
    CommandLineRun run =
        CommandLineRun.in(
            workspace.folder(), "explain", english.get("run").asString(), "sales.yoy", "--json");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode trail = JSON.readTree(run.out());
    assertThat(trail.get("steps").valueStream().map(step -> step.get("figure").asString()))
        .containsExactly("sales.yoy", "sales", "sales.previous-year");
    assertThat(trail.get("calls")).hasSize(2);
    trail
        .get("calls")
        .forEach(
            call -> {
              assertThat(call.get("sql").asString()).contains("FROM sales");
              assertThat(call.get("changed").asBoolean()).isFalse();
            });
  }

  @Test
  void everyFigureLeadsBackToACall() throws IOException {
    JsonNode evidence = JSON.readTree(Files.readString(output(english, "evidence")));
    List<String> calls =
        evidence.get("calls").valueStream().map(call -> call.get("id").asString()).toList();
    for (JsonNode figure : evidence.get("figures")) {
      if (figure.has("value")) {
        assertThat(figure.get("cells").size() + figure.get("figures").size())
            .as(figure.get("id").asString())
            .isGreaterThan(figure.get("measure").asString().equals("COUNT") ? -1 : 0);
        figure
            .get("cells")
            .forEach(cells -> assertThat(calls).contains(cells.get("call").asString()));
      }
    }
  }

  @Test
  void theDraftSaysWhoWroteIt() throws IOException {
    assertThat(wordText(english)).contains("built-in rule-based writer");
    assertThat(wordText(chinese)).contains("内置规则撰写");
  }

  @Test
  void wordAndPdfSayTheSame() throws IOException {
    JsonNode evidence = JSON.readTree(Files.readString(output(english, "evidence")));
    String word = squeezed(wordText(english));
    String pdf = squeezed(pdfText(english));
    for (JsonNode section : evidence.get("sections")) {
      for (JsonNode paragraph : section.get("paragraphs")) {
        String first = squeezed(paragraph.get("text").asString().split("(?<=[.;,]) ")[0]);
        assertThat(word).contains(first);
        assertThat(pdf).contains(first);
      }
    }
  }

  @Test
  void theChineseDraftIsChinese() throws IOException {
    String text = wordText(chinese);
    assertThat(text).contains("月度销售报告", "同比", "万元", "华中").doesNotContain("{{");
    assertThat(squeezed(pdfText(chinese))).contains("月度销售报告", "同比", "万元", "华中");
  }

  @Test
  void strategyIsCitedWithItsSource() throws IOException {
    JsonNode evidence = JSON.readTree(Files.readString(output(english, "evidence")));
    List<JsonNode> citations =
        evidence
            .get("sections")
            .valueStream()
            .flatMap(section -> section.get("paragraphs").valueStream())
            .flatMap(paragraph -> paragraph.get("citations").valueStream())
            .toList();
    assertThat(citations).isNotEmpty();
    assertThat(citations).allSatisfy(one -> assertThat(one.get("quote").asString()).isNotBlank());
  }

  @Test
  void theSecondDraftOfAMonthIsARevision() {
    JsonNode second = made("sales-monthly", "2024-03");
    assertThat(second.get("revision").asInt()).isGreaterThan(english.get("revision").asInt());
    assertThat(output(english, "word")).isRegularFile();
  }

  private static JsonNode figure(JsonNode evidence, String id) {
    return evidence
        .get("figures")
        .valueStream()
        .filter(figure -> figure.get("id").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** The text of the body; POI's extractor leaves out what stands in content controls. */
  private static String wordText(JsonNode run) throws IOException {
    try (OPCPackage word = OPCPackage.open(output(run, "word").toFile(), PackageAccess.READ)) {
      PackagePart body =
          word.getPart(PackagingURIHelper.createPartName(URI.create("/word/document.xml")));
      String xml = new String(body.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      StringBuilder text = new StringBuilder();
      Matcher words = Pattern.compile("<w:t(?: [^>]*)?>([^<]*)</w:t>|</w:p>").matcher(xml);
      while (words.find()) {
        text.append(words.group(1) == null ? "\n" : words.group(1));
      }
      return text.toString().replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
    } catch (InvalidFormatException fault) {
      throw new IOException(fault);
    }
  }

  /** The text in reading order, by poppler. */
  private static String pdfText(JsonNode run) throws IOException {
    Process process =
        new ProcessBuilder("pdftotext", output(run, "pdf").toString(), "-")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }
}
