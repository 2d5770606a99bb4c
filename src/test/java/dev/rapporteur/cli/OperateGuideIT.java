package dev.rapporteur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.testing.SampleWorkspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands of docs/guides/operate.md, as they stand there. */
class OperateGuideIT {
  @TempDir Path folder;
  private Path workspace;

  @BeforeEach
  void copySample() {
    workspace = folder.resolve("workspace");
    SampleWorkspace.in(workspace);
  }

  /** Carries out a command and gives its JSON. */
  private static JsonNode run(List<String> arguments) {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code;
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      code = RapporteurCommand.execute(arguments.toArray(String[]::new));
    } finally {
      System.setOut(before);
    }
    String printed = out.toString(StandardCharsets.UTF_8);
    assertThat(code).as("%s: %s", arguments, printed).isZero();
    return JsonMapper.shared().readTree(printed);
  }

  /** The command lines of the guide, with its places under this test's folder. */
  private List<List<String>> guide() throws IOException {
    List<List<String>> commands = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(Path.of("docs/guides/operate.md"))) {
      inside = line.startsWith("```") ? line.equals("```sh") : inside;
      if (inside && line.startsWith("./rapporteur ")) {
        List<String> arguments =
            new ArrayList<>(Arrays.asList(line.substring("./rapporteur ".length()).split(" ")));
        arguments.replaceAll(
            part -> part.startsWith("backups/") ? folder.resolve(part).toString() : part);
        arguments.replaceAll(
            part -> part.equals("elsewhere") ? folder.resolve(part).toString() : part);
        if (!arguments.contains("--workspace")) {
          arguments.addAll(List.of("--workspace", workspace.toString()));
        }
        arguments.add("--json");
        commands.add(arguments);
      }
    }
    return commands;
  }

  @Test
  void eachCommandOfTheGuideDoesWhatItSays() throws IOException {
    List<List<String>> commands = guide();
    assertThat(commands)
        .extracting(List::getFirst)
        .containsExactly("doctor", "backup", "restore", "retention");
    JsonNode health = run(commands.get(0));
    assertThat(health.get("ok").asBoolean()).as("%s", health).isTrue();
    assertThat(run(commands.get(1)).get("files").asInt()).isPositive();
    assertThat(folder.resolve("backups/rapporteur.zip")).isNotEmptyFile();
    assertThat(run(commands.get(2)).get("before").asString()).isEmpty();
    assertThat(folder.resolve("elsewhere/tasks/sales-monthly/report.yaml"))
        .hasSameTextualContentAs(workspace.resolve("tasks/sales-monthly/report.yaml"));
    assertThat(run(commands.get(3)).get("runs").isEmpty()).isTrue();
  }

  @Test
  void theDoctorEndsWithOneWhereSomethingIsBad() {
    assertThat(
            RapporteurCommand.execute("doctor", "--workspace", folder.resolve("none").toString()))
        .isEqualTo(ExitCode.FAILED.code());
  }
}
