package dev.rapporteur.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.testing.CommandLineRun;
import dev.rapporteur.testing.SampleWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run that was cut off goes on behind its last finished step, and nothing is lost or doubled. */
class InterruptedRunJourneyIT {
  private static final String[] RUN = {
    "run", "sales-monthly", "--period", "2024-03", "--writer", "rules"
  };

  @TempDir Path folder;

  private JsonNode json(String... arguments) {
    CommandLineRun run = CommandLineRun.in(folder, arguments);
    assertThat(run.code()).as(run.err()).isZero();
    return JsonMapper.shared().readTree(run.out());
  }

  private List<JsonNode> runs() {
    return json("runs", "--json").get("runs").valueStream().toList();
  }

  private long calls() {
    CommandLineRun export = CommandLineRun.in(folder, "audit", "export");
    return export.out().lines().filter(line -> line.contains("call.intent")).count();
  }

  @Test
  void aRunThatFailedGoesOnWhenItsCauseIsMendedWithoutAskingTheDataAgain() throws IOException {
    SampleWorkspace.in(folder);
    Path template = folder.resolve("templates/sales-monthly/report.docx");
    byte[] word = Files.readAllBytes(template);
    Files.delete(template);
    assertThat(CommandLineRun.in(folder, RUN).code()).isEqualTo(2);
    JsonNode failed = runs().getFirst();
    assertThat(failed.get("state").asString()).isEqualTo("FAILED");
    assertThat(failed.get("problem").asString()).contains("report.docx");
    long asked = calls();
    assertThat(asked).isPositive();

    Files.write(template, word);
    JsonNode resumed = json("resume", failed.get("run").asString(), "--json");

    assertThat(resumed.get("run").asString()).isEqualTo(failed.get("run").asString());
    assertThat(resumed.get("state").asString()).isEqualTo("IN_REVIEW");
    assertThat(calls()).as("recorded answers are taken from the ledger").isEqualTo(asked);
    assertThat(CommandLineRun.in(folder, "resume", failed.get("run").asString()).code())
        .as("a draft in review has nothing to go on with")
        .isEqualTo(2);
  }

  @Test
  void runsThatWereKilledAnywhereEndAsOneWholeDraftEach() throws Exception {
    SampleWorkspace.in(folder);
    assertThat(CommandLineRun.in(folder, RUN).code()).isZero();
    int killed = 0;
    for (int delay = 900; delay <= 3_000; delay += 300) {
      Process process = CommandLineRun.start(folder, Map.of(), RUN);
      if (!process.waitFor(delay, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
        killed++;
      }
    }
    assertThat(killed).as("the fault really happened").isPositive();
    for (JsonNode run : runs()) {
      if (!run.get("state").asString().equals("IN_REVIEW")) {
        json("resume", run.get("run").asString(), "--json");
      }
    }
    List<JsonNode> runs = runs();
    assertThat(runs.stream().map(run -> run.get("state").asString())).containsOnly("IN_REVIEW");
    assertThat(runs.stream().map(run -> run.get("revision").asInt())).doesNotHaveDuplicates();
    for (JsonNode run : runs) {
      Path drafts =
          folder.resolve("output/sales-monthly/2024-03").resolve(run.get("run").asString());
      try (Stream<Path> files = Files.list(drafts)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .containsExactlyInAnyOrder(
                "draft.docx",
                "draft.pdf",
                "draft-form.pdf",
                "draft.xlsx",
                "draft.html",
                "draft.md",
                "evidence.json");
      }
    }
    assertThat(CommandLineRun.in(folder, "audit", "verify").code())
        .as("the trail is unbroken")
        .isZero();
  }
}
