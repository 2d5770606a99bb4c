package dev.rapporteur.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.report.Workspace;
import dev.rapporteur.testing.CommandLineRun;
import dev.rapporteur.testing.SampleWorkspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A draft's way from the queue to an approved report, by the command line. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReviewJourneyIT {
  private static final String STARTER = System.getProperty("user.name") + ":sales-manager";
  private static final String ANNA = "anna:sales-manager";

  @TempDir static Path folder;
  private static Workspace workspace;
  private static JsonNode draft;
  private static String run;

  @BeforeAll
  static void makeADraft() {
    workspace = SampleWorkspace.in(folder);
    draft = made();
    run = draft.get("run").asString();
  }

  private static JsonNode made() {
    return json(
        command("run", "sales-monthly", "--period", "2024-03", "--writer", "rules", "--json"), 0);
  }

  private static CommandLineRun command(String... arguments) {
    return CommandLineRun.in(workspace.folder(), arguments);
  }

  private static CommandLineRun review(String... arguments) {
    return command(Stream.concat(Stream.of("review"), Stream.of(arguments)).toArray(String[]::new));
  }

  private static JsonNode json(CommandLineRun ended, int code) {
    assertThat(ended.code()).as(ended.err()).isEqualTo(code);
    return JsonMapper.shared().readTree(ended.out());
  }

  private static Path draftFile(String name) {
    return folder.resolve("output/sales-monthly/2024-03").resolve(run).resolve(name);
  }

  @Test
  @Order(1)
  void theDraftIsInTheQueueOfWhoReviewsIt() {
    JsonNode mine = json(review("list", "--as", ANNA, "--json"), 0).get("drafts");
    assertThat(mine).hasSize(1);
    assertThat(mine.get(0).get("run").asString()).isEqualTo(run);
    assertThat(mine.get(0).get("findings").asInt()).isEqualTo(draft.get("findings").asInt());
    assertThat(json(review("list", "--as", "eve:employee", "--json"), 0).get("drafts")).isEmpty();
  }

  @Test
  @Order(2)
  void whoStartedTheRunMayNotApproveItsDraft() {
    JsonNode refused = json(review("approve", run, "--as", STARTER, "--json"), 4).get("refused");
    assertThat(refused.get("because").asString()).isEqualTo("FOUR_EYES");
    assertThat(draftFile("approved.docx")).doesNotExist();
  }

  @Test
  @Order(3)
  void whoDoesNotReviewMayNeitherSeeNorApproveIt() {
    assertThat(review("show", run, "--as", "eve:employee").code()).isEqualTo(4);
    assertThat(review("approve", run, "--as", "eve:employee").code()).isEqualTo(4);
    assertThat(review("approve", run, "--as", "eve").code()).isEqualTo(2);
  }

  @Test
  @Order(4)
  void aDraftThatWasChangedOnDiskIsNotApproved() throws IOException {
    byte[] written = Files.readAllBytes(draftFile("draft.docx"));
    Files.write(draftFile("draft.docx"), new byte[] {0}, StandardOpenOption.APPEND);
    JsonNode refused = json(review("approve", run, "--as", ANNA, "--json"), 4).get("refused");
    assertThat(refused.get("because").asString()).isEqualTo("CHANGED_FILE");
    Files.write(draftFile("draft.docx"), written);
  }

  @Test
  @Order(5)
  void anotherPersonWithTheRoleApprovesTheFileThatWasRead() throws IOException {
    // What was approved is written, whatever the definition says by now.
    SampleWorkspace.edit(
        workspace, "tasks/sales-monthly/report.yaml", "Monthly sales report", "Another title");
    String read =
        json(review("show", run, "--as", ANNA, "--json"), 0).get("draftSha256").asString();
    assertThat(review("approve", run, "--as", ANNA, "--sha256", "0".repeat(64)).code())
        .isEqualTo(4);
    JsonNode approved = json(review("approve", run, "--as", ANNA, "--sha256", read, "--json"), 0);
    assertThat(approved.get("state").asString()).isEqualTo("APPROVED");
    assertThat(approved.get("decision").get("by").asString()).isEqualTo("anna");
    assertThat(approved.get("approved").valueStream().map(one -> one.get("file").asString()))
        .containsExactly(
            draftFile("approved.docx").toString(),
            draftFile("approved.pdf").toString(),
            draftFile("approved-form.pdf").toString(),
            draftFile("approved.html").toString(),
            draftFile("approved.md").toString(),
            draftFile("approved.xlsx").toString());
  }

  @Test
  @Order(6)
  void theMeasuresCountWhatWasTakenAsItCame() {
    JsonNode measures = json(review("measures", "--as", ANNA, "--json"), 0);
    JsonNode report = measures.get("reports").get(0);
    assertThat(report.get("report").asString()).isEqualTo("sales-monthly");
    assertThat(report.get("approved").asInt()).isEqualTo(1);
    assertThat(report.get("sections").asInt()).isGreaterThan(3);
    assertThat(report.get("unedited").asInt()).isEqualTo(report.get("sections").asInt());
    assertThat(report.get("words").asInt()).isGreaterThan(100);
    assertThat(measures.get("writers").get(0).get("writer").asString()).isEqualTo("rules");
    assertThat(json(review("measures", "--as", "eve:employee", "--json"), 0).get("reports"))
        .isEmpty();
  }

  @Test
  @Order(6)
  void theApprovedFilesAreTheDraftSignedOffWithoutItsWatermark() throws IOException {
    String hash =
        json(review("show", run, "--as", ANNA, "--json"), 0).get("draftSha256").asString();
    assertThat(wordXml("draft.docx")).contains("DRAFT");
    assertThat(wordXml("approved.docx"))
        .doesNotContain("DRAFT", "This is a draft", "Another title")
        .contains("anna", hash, "Approved");
    assertThat(pdfText("draft.pdf")).contains("This is a draft");
    assertThat(pdfText("approved.pdf"))
        .doesNotContain("DRAFT", "This is a draft", "Another title")
        .contains("Approved: anna", hash);
    assertThat(narrative("approved.docx")).isNotEmpty().isEqualTo(narrative("draft.docx"));
  }

  @Test
  @Order(7)
  void aSecondApprovalIsRefused() {
    JsonNode refused =
        json(review("approve", run, "--as", "ben:sales-manager", "--json"), 4).get("refused");
    assertThat(refused.get("because").asString()).isEqualTo("STATE");
    assertThat(json(review("list", "--as", ANNA, "--json"), 0).get("drafts")).isEmpty();
  }

  @Test
  @Order(8)
  void lostFilesAreWrittenAgainByteForByte() throws IOException {
    byte[] word = Files.readAllBytes(draftFile("approved.docx"));
    byte[] pdf = Files.readAllBytes(draftFile("approved.pdf"));
    Files.delete(draftFile("approved.docx"));
    Files.delete(draftFile("approved.pdf"));
    assertThat(review("files", run).code()).isZero();
    assertThat(draftFile("approved.docx")).hasBinaryContent(word);
    assertThat(draftFile("approved.pdf")).hasBinaryContent(pdf);
  }

  @Test
  @Order(9)
  void anotherDraftIsSentBackWithAReason() {
    String second = made().get("run").asString();
    JsonNode changes =
        json(review("changes", second, "--as", STARTER, "--reason", "shorter", "--json"), 0);
    assertThat(changes.get("state").asString()).isEqualTo("CHANGES_REQUESTED");
    assertThat(changes.get("approved")).isEmpty();
    assertThat(review("reject", second, "--as", ANNA, "--reason", "no").code()).isEqualTo(4);
  }

  @Test
  @Order(10)
  void theTrailTellsItAllAndIsWhole() {
    assertThat(command("audit", "verify").code()).isZero();
    List<String> kinds = new ArrayList<>();
    for (String line : command("audit", "export").out().lines().toList()) {
      JsonNode entry = JsonMapper.shared().readTree(line);
      if (entry.get("reference").asString().equals(run)
          && entry.get("kind").asString().startsWith("review.")) {
        kinds.add(entry.get("kind").asString());
      }
    }
    assertThat(kinds).startsWith("review.intent", "review.refused").contains("review.approved");
    assertThat(kinds.stream().filter("review.intent"::equals)).hasSize(kinds.size() / 2);
  }

  /** All parts that show text, headers with the watermark among them. */
  private static String wordXml(String name) throws IOException {
    StringBuilder xml = new StringBuilder();
    try (ZipFile zip = new ZipFile(draftFile(name).toFile())) {
      for (var part : zip.stream().toList()) {
        if (part.getName().matches("word/(document|header\\d+|footer\\d+)\\.xml")) {
          xml.append(new String(zip.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return xml.toString();
  }

  /** The texts in content controls: what the writer wrote. */
  private static List<String> narrative(String name) throws IOException {
    List<String> texts = new ArrayList<>();
    var controls =
        java.util.regex.Pattern.compile("<w:sdtContent>(.*?)</w:sdtContent>")
            .matcher(wordXml(name));
    while (controls.find()) {
      texts.add(controls.group(1).replaceAll("<[^>]+>", ""));
    }
    return texts;
  }

  private static String pdfText(String name) throws IOException {
    Process process =
        new ProcessBuilder("pdftotext", draftFile(name).toString(), "-")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .replaceAll("\\s+", " ");
  }
}
