package dev.rapporteur.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.report.Workspace;
import dev.rapporteur.testing.CommandLineRun;
import dev.rapporteur.testing.SampleWorkspace;
import dev.rapporteur.testing.TritonServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The text of a draft comes from a model behind the real Triton server, the numbers from code. */
class ModelWrittenJourneyIT {
  @RegisterExtension static final TritonServer triton = TritonServer.serving("report_writer");

  @TempDir Path folder;

  @BeforeEach
  void copySample() {
    Workspace ignored = SampleWorkspace.in(folder);
  }

  private JsonNode run(String writer) {
    CommandLineRun run =
        CommandLineRun.in(
            folder,
            "run",
            "sales-monthly",
            "--period",
            "2024-03",
            "--writer",
            writer,
            "--model",
            triton.url("report_writer").toString(),
            "--json");
    assertThat(run.code()).as(run.err()).isZero();
    return JsonMapper.shared().readTree(run.out());
  }

  private static JsonNode evidence(JsonNode run) throws IOException {
    return JsonMapper.shared()
        .readTree(Files.readString(Path.of(run.get("outputs").get("evidence").asString())));
  }

  @Test
  void theModelWritesEachSectionAndCodeFillsTheNumbers() throws IOException {
    JsonNode run = run("model");
    assertThat(run.get("writer").asString()).isEqualTo("model");
    JsonNode evidence = evidence(run);
    for (JsonNode section : evidence.get("sections")) {
      assertThat(section.get("writer").asString()).isEqualTo("model");
      assertThat(section.get("paragraphs").toString()).doesNotContain("{{");
    }
    long filled =
        StreamSupport.stream(evidence.get("sections").spliterator(), false)
            .flatMap(section -> section.get("paragraphs").valueStream())
            .mapToLong(paragraph -> paragraph.get("filled").size())
            .sum();
    assertThat(filled).isPositive();
  }

  @Test
  void autoTakesTheModelThatAnswers() {
    assertThat(run("auto").get("writer").asString()).isEqualTo("model");
  }

  @Test
  void theSameDataAskTheModelOnlyOnce() {
    run("model");
    long asked = sectionsAsked();
    run("model");
    assertThat(sectionsAsked()).as("the second run takes the recorded answers").isEqualTo(asked);
  }

  /** Requests that asked for a section; the probe asks for one token. */
  private static long sectionsAsked() {
    return triton.answers().requests().stream()
        .filter(request -> request.toString().contains("structured_outputs"))
        .count();
  }

  @Test
  void aNumberThatTheModelTypedItselfIsHeldAgainstTheData() throws IOException {
    triton
        .answers()
        .always()
        .answer(
            "{\"paragraphs\":[{\"text\":\"Sales came to {{sales}}, and Central sold 99.9 million"
                + " yuan.\",\"bullet\":false}]}");
    JsonNode evidence = evidence(run("model"));
    List<String> flagged =
        evidence
            .get("sections")
            .valueStream()
            .flatMap(section -> section.get("paragraphs").valueStream())
            .flatMap(paragraph -> paragraph.get("claims").valueStream())
            .filter(claim -> !claim.get("verdict").asString().equals("supported"))
            .map(claim -> claim.get("text").asString())
            .toList();
    assertThat(flagged).isNotEmpty().allSatisfy(text -> assertThat(text).contains("99.9"));
  }

  @Test
  void anAnswerThatIsNoJsonLeavesTheSectionToTheBuiltInWriterAndTheDraftSaysSo()
      throws IOException {
    triton.answers().always().answer("I would rather write a poem.");
    JsonNode run = run("auto");
    assertThat(run.get("writer").asString()).isEqualTo("rules");
    for (JsonNode section : evidence(run).get("sections")) {
      assertThat(section.get("remark").asString()).isNotBlank();
    }
  }
}
