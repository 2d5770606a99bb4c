package dev.rapporteur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rapporteur.testing.CommandLineRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that scripts use to measure the product, as they are called from outside. */
class EvalCommandsIT {
  private static final Path SHARED = Path.of("..", "shared", "data");

  @TempDir Path folder;

  private JsonNode eval(String what, Path input, String... more) {
    String[] arguments = new String[2 + more.length + 1];
    arguments[0] = "eval";
    arguments[1] = what;
    System.arraycopy(more, 0, arguments, 2, more.length);
    arguments[arguments.length - 1] = input.toAbsolutePath().toString();
    CommandLineRun run = CommandLineRun.in(folder, arguments);
    assertThat(run.code()).as(run.err()).isZero();
    return JsonMapper.shared().readTree(run.out().lines().findFirst().orElseThrow());
  }

  private Path lines(String text) throws Exception {
    return Files.writeString(folder.resolve("in.jsonl"), text + "\n");
  }

  @Test
  void groundingAddsFindingsToEachLine() throws Exception {
    JsonNode line =
        eval(
            "grounding",
            lines(
                """
                {"id":"a","language":"en","month":"2024-03","currency":"CNY","text":"Sales came to 48.2 million yuan, up 20.0% on a year ago.",\
                "facts":[{"id":"s","metric":"sales","entity":"total","period":"2024-03","value":48213907.4,"unit":"CNY"},\
                {"id":"y","metric":"sales_yoy_growth","entity":"total","period":"2024-03","value":12.4,"unit":"percent"}]}"""));
    assertThat(line.get("id").asString()).isEqualTo("a");
    assertThat(line.get("findings").valueStream().map(one -> one.get("verdict").asString()))
        .contains("supported", "contradicted");
    JsonNode wrong =
        line.get("findings")
            .valueStream()
            .filter(one -> one.get("verdict").asString().equals("contradicted"))
            .findFirst()
            .orElseThrow();
    assertThat(wrong.get("text").asString()).contains("20.0%");
    String text = line.get("text").asString();
    int start = text.offsetByCodePoints(0, wrong.get("start").asInt());
    int end = text.offsetByCodePoints(0, wrong.get("end").asInt());
    assertThat(text.substring(start, end)).isEqualTo(wrong.get("text").asString());
  }

  @Test
  void callsReadsToolCallsFromModelText() throws Exception {
    JsonNode line =
        eval(
            "calls",
            lines(
                """
                {"id":"1","tools":[{"name":"get_weather","description":"","parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}],\
                "output":"<tool_call>\\n{\\"name\\": \\"get_weather\\", \\"arguments\\": {\\"city\\": \\"Hangzhou\\"}}\\n</tool_call>"}"""));
    assertThat(line.get("calls").get(0).get("name").asString()).isEqualTo("get_weather");
    assertThat(line.get("calls").get(0).get("arguments").get("city").asString())
        .isEqualTo("Hangzhou");
    assertThat(line.get("errors")).isEmpty();
  }

  @Test
  void scheduleGivesTheNextFires() throws Exception {
    JsonNode line =
        eval(
            "schedule",
            lines(
                """
                {"id":"1","schedule":{"workday":3,"at":"08:00","calendar":"CN"},"timeZone":"Asia/Shanghai","after":"2024-10-01T00:00:00+08:00","count":2}"""));
    assertThat(line.get("fires").valueStream().map(JsonNode::asString))
        .containsExactly("2024-10-10T08:00:00+08:00", "2024-11-05T08:00:00+08:00");
  }

  @Test
  void retrievalGivesFivePassages() throws Exception {
    Path documents = Files.createDirectories(folder.resolve("documents"));
    Files.writeString(
        documents.resolve("a.md"), "# Targets\n\nEast is asked for 148 million yuan.\n");
    Files.writeString(documents.resolve("b.md"), "# 目标\n\n华东全年目标为1.48亿元。\n");
    JsonNode line =
        eval(
            "retrieval",
            lines("{\"id\":\"1\",\"question\":\"What is East asked for?\"}"),
            "--documents",
            documents.toString());
    JsonNode best = line.get("passages").get(0);
    assertThat(best.get("document").asString()).endsWith("a.md");
    assertThat(best.get("text").asString()).contains("148 million yuan");
  }

  @Test
  void promptIsEqualToAllVectors() {
    Path vectors = SHARED.resolve("qwen3-template-vectors.json");
    assumeTrue(Files.exists(vectors), "../shared/data is not there, so there are no vectors");
    JsonNode result = eval("prompt", vectors, "--json");
    assertThat(result.get("equal").asInt()).isEqualTo(45);
    assertThat(result.get("different")).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsSaid() {
    CommandLineRun run =
        CommandLineRun.in(folder, "eval", "grounding", folder.resolve("none.jsonl").toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("none.jsonl").doesNotContain("Exception");
  }
}
