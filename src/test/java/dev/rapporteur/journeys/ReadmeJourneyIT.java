package dev.rapporteur.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells a newcomer to type, typed on a fresh copy of the repository. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReadmeJourneyIT {
  @TempDir static Path place;

  private record Ended(int code, String text, double seconds) {}

  /** Runs a line of the README in the copy, with whatever `java` the machine has by default. */
  private static Ended type(Path folder, String line, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", line).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().remove("JAVA_HOME");
    builder.environment().putAll(environment);
    long start = System.nanoTime();
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), text, (System.nanoTime() - start) / 1e9);
  }

  private static List<String> commands() throws IOException {
    Matcher blocks =
        Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("README.md")));
    return blocks
        .results()
        .flatMap(block -> block.group(1).lines())
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static Path copy() throws IOException, InterruptedException {
    Path folder = place.resolve("rapporteur");
    if (Files.exists(folder)) {
      return folder;
    }
    Ended files = type(Path.of("."), "git ls-files -co --exclude-standard", Map.of());
    assumeTrue(files.code() == 0, "not in a git work tree, so a fresh copy cannot be made");
    for (String file : files.text().lines().toList()) {
      if (Files.isRegularFile(Path.of(file))) {
        Path target = folder.resolve(file);
        Files.createDirectories(target.getParent());
        Files.copy(Path.of(file), target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return folder;
  }

  @Test
  @Order(1)
  void theFirstCommandBuildsAndWritesADraft() throws Exception {
    String first = commands().getFirst();
    assertThat(first).isEqualTo("./rapporteur run sales-monthly --period 2024-03");
    Ended run = type(copy(), first, Map.of());
    assertThat(run.code()).as(run.text()).isZero();
    assertThat(run.text()).contains("Building Rapporteur", "March sales came to 44.2 million yuan");
    Matcher word = Pattern.compile("(?m)^word +(\\S+)$").matcher(run.text());
    assertThat(word.find()).isTrue();
    Path draft = copy().resolve(word.group(1));
    assertThat(draft).isRegularFile();
    assertThat(draft.resolveSibling("draft.pdf")).isRegularFile();
    assertThat(draft.resolveSibling("evidence.json")).isRegularFile();
  }

  @Test
  @Order(2)
  void laterItStartsAtOnce() throws Exception {
    Ended run = type(copy(), "./rapporteur run sales-monthly-zh --period 2024-03", Map.of());
    assertThat(run.code()).as(run.text()).isZero();
    assertThat(run.text()).doesNotContain("Building").contains("3月实现销售额4,415万元");
  }

  @Test
  @Order(3)
  void theReadmeQuotesAFigureAsItIs() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    try (Stream<Path> files = Files.walk(copy().resolve("output/sales-monthly"))) {
      String evidence =
          Files.readString(
              files.filter(file -> file.endsWith("evidence.json")).findFirst().orElseThrow());
      Matcher value =
          Pattern.compile("\"id\" : \"sales.yoy\".*?\"value\" : (-?[0-9.]+)", Pattern.DOTALL)
              .matcher(evidence);
      assertThat(value.find()).isTrue();
      assertThat(readme).contains("\"value\": " + value.group(1));
    }
  }

  @Test
  @Order(4)
  void theOtherCommandsExist() throws Exception {
    for (String line : commands()) {
      String[] words = line.split(" ");
      assertThat(copy().resolve(words[0])).as(line).isExecutable();
      if (words[0].equals("./rapporteur")) {
        Ended help = type(copy(), "./rapporteur " + words[1] + " --help", Map.of());
        assertThat(help.code()).as(line).isZero();
      }
    }
    assertThat(Files.readString(Path.of(".ci", "run"))).contains("exec ./verify");
  }

  @Test
  @Order(5)
  void aMachineWithoutAFittingJdkIsToldWhatToInstall() throws Exception {
    Path empty = Files.createDirectories(place.resolve("nothing"));
    Path script = place.resolve("launcher");
    // The usual places are replaced by an empty folder, as on a machine that has no newer JDK.
    Files.writeString(
        script,
        Files.readString(Path.of("rapporteur"))
            .replaceAll("/usr/lib/jvm/\\*|/opt/java/\\*|/opt/jdk\\*|/usr/java/\\*", empty + "/*"));
    String command = "HOME=" + empty + " bash " + script + " run x --period 2024-03";
    Ended java = type(place, "java -XshowSettings:properties -version", Map.of());
    Matcher version = Pattern.compile("java.specification.version = (\\d+)").matcher(java.text());
    assumeTrue(
        version.find() && Integer.parseInt(version.group(1)) < 21,
        "the default java of this machine is new enough");
    Ended run = type(place, command, Map.of());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.text()).contains("no JDK of version 21 or newer").contains("next:");
  }
}
