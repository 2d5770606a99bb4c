package dev.rapporteur.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rapporteur.testing.SampleWorkspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files in {@code deploy/}, as far as a machine without a container engine can tell. */
class DeploymentIT {
  private static final Path DEPLOY = Path.of("deploy");
  private static final Path APP = Path.of("target/app");

  @TempDir Path folder;

  @Test
  void composeFollowsTheSpecificationAndNamesOnlyFilesThatAreThere() throws IOException {
    JsonNode compose = yaml(DEPLOY.resolve("compose.yaml"));
    String specification =
        Files.readString(Path.of("src/test/resources/dev/rapporteur/journeys/compose-spec.json"));
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            // Its $id is no address, which this validator asks for.
            .getSchema(
                specification.replaceFirst("\"\\$id\": \"compose_spec.json\",", ""),
                InputFormat.JSON);
    assertThat(schema.validate(compose)).isEmpty();
    assertThat(
            schema.validate(JsonMapper.shared().readTree("{\"services\":{\"a\":{\"imagine\":1}}}")))
        .as("the schema refuses what it should")
        .isNotEmpty();
    List<String> mounted =
        compose
            .get("services")
            .valueStream()
            .flatMap(service -> service.path("volumes").valueStream())
            .map(volume -> volume.asString().replace("${WORKSPACE:-..}", "..").split(":")[0])
            .filter(source -> source.startsWith("."))
            .toList();
    assertThat(mounted)
        .isNotEmpty()
        .allSatisfy(source -> assertThat(DEPLOY.resolve(source)).exists());
    assertThat(compose.at("/services/triton/profiles").toString()).contains("gpu");
    assertThat(compose.at("/services/prometheus/profiles").toString()).contains("monitoring");
    assertThat(compose.at("/services/triton/command").toString())
        .contains("--load-model=report_writer", "--model-control-mode=explicit");
  }

  @Test
  void noPasswordStandsInAnyFile() throws IOException {
    try (Stream<Path> files = Files.walk(DEPLOY)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file))
            .as(file.toString())
            .doesNotContainPattern("(?i)(password|_KEY|secret): *[\"']?[A-Za-z0-9+/]{8,}");
      }
    }
  }

  @Test
  void kubernetesAndDockerFindNothingToComplainOf() throws Exception {
    assertEndsWell(
        ".venv/bin/kubernetes-validate",
        "--strict",
        DEPLOY.resolve("kubernetes/rapporteur.yaml").toString());
    assertEndsWell(".venv/bin/hadolint", DEPLOY.resolve("Dockerfile").toString());
    Path wrong =
        Files.writeString(
            folder.resolve("wrong.yaml"), "apiVersion: v1\nkind: Service\nspec: { ports: 1 }\n");
    assertThat(run(".venv/bin/kubernetes-validate", wrong.toString())).isNotZero();
  }

  @Test
  void probesAskDoorsThatTheServiceHas() throws IOException {
    String manifest = Files.readString(DEPLOY.resolve("kubernetes/rapporteur.yaml"));
    assertThat(manifest)
        .contains(
            "/actuator/health/liveness",
            "/actuator/health/readiness",
            "replicas: 2",
            "ReadWriteMany");
  }

  @Test
  void systemdTakesTheUnit() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/usr/bin/systemd-analyze")), "no systemd here");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String unit =
        Files.readString(DEPLOY.resolve("systemd/rapporteur.service"))
            .replace("ExecStart=/usr/bin/java", "ExecStart=" + java);
    Path copy = Files.writeString(folder.resolve("rapporteur.service"), unit);
    assertEndsWell("/usr/bin/systemd-analyze", "verify", copy.toString());
  }

  /**
   * What the Dockerfile's last stage copies is put into a folder, its RUN is carried out there, and
   * its ENTRYPOINT with CMD is started; only where the root lies is different.
   */
  @Test
  void theImageStartsFromWhatItsLayersHold() throws Exception {
    Assumptions.assumeTrue(
        Files.exists(APP.resolve("rapporteur.jar")) || System.getenv("CI") != null,
        "run ./mvnw package before");
    Assumptions.assumeTrue(Runtime.version().feature() >= 25, "the image has JDK 25");
    List<String> stage = lastStage();
    Path root = folder.resolve("root");
    for (String line : stage) {
      if (line.startsWith("COPY ")) {
        copy(line, root);
      }
    }
    String user = argument(stage, "USER ");
    assertThat(user).as("not root, by number").matches("[1-9][0-9]*:[1-9][0-9]*");

    String train = argument(stage, "RUN ").split("&&")[0].strip();
    Process training = start(root.resolve("app"), root, List.of(train.split(" +")));
    assertThat(training.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(training.exitValue()).as(Files.readString(root.resolve("log.txt"))).isZero();
    assertThat(root.resolve("app/rapporteur.aot")).isNotEmptyFile();

    Path workspace = Files.createDirectories(root.resolve("workspace"));
    SampleWorkspace.in(workspace);
    List<String> command = new ArrayList<>(json(argument(stage, "ENTRYPOINT ")));
    List<String> serve = json(argument(stage, "CMD [\"serve"));
    command.addAll(serve);
    command.replaceAll(part -> part.equals("8080") ? "0" : part);
    Instant begin = Instant.now();
    Process service = start(workspace, root, command);
    try {
      String port = portOf(service);
      Duration ready = Duration.between(begin, Instant.now());
      Process asking =
          start(
              workspace,
              root,
              json(argument(stage, "CMD [\"java")).stream()
                  .map(part -> part.replace(":8080", ":" + port))
                  .toList());
      assertThat(asking.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(asking.exitValue()).as("the image's HEALTHCHECK").isZero();
      Thread.sleep(4_000);
      System.out.printf(
          "image: ready in %d ms, %d MB at rest%n", ready.toMillis(), residentMegabytes(service));
    } finally {
      service.destroy();
      assertThat(service.waitFor(20, TimeUnit.SECONDS)).as("ends by SIGTERM").isTrue();
    }
  }

  /** With continued lines joined. */
  private static List<String> lastStage() throws IOException {
    String text = Files.readString(DEPLOY.resolve("Dockerfile")).replace("\\\n", " ");
    List<String> lines =
        text.lines()
            .filter(line -> !line.startsWith("#") && !line.isBlank())
            .map(line -> line.strip().replaceAll(" +", " "))
            .toList();
    int from = 0;
    for (int i = 0; i < lines.size(); i++) {
      from = lines.get(i).startsWith("FROM ") ? i : from;
    }
    return lines.subList(from, lines.size());
  }

  private static String argument(List<String> stage, String instruction) {
    return stage.stream()
        .filter(line -> line.contains(instruction))
        .map(
            line ->
                line.substring(line.indexOf(instruction) + instruction.split("\\[")[0].length()))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> json(String array) {
    return JsonMapper.shared().readTree(array).valueStream().map(JsonNode::asString).toList();
  }

  private static void copy(String line, Path root) {
    List<String> parts = Arrays.asList(line.split(" "));
    boolean built = parts.get(1).startsWith("--from=build");
    String from = parts.get(parts.size() - 2);
    Path source = Path.of(built ? from.replace("/src/", "") : from);
    Path target = root.resolve("app").resolve(parts.getLast()).normalize();
    Path place =
        parts.getLast().startsWith("/") ? root.resolve(parts.getLast().substring(1)) : target;
    try {
      Files.createDirectories(place.getParent());
      SampleWorkspace.copy(source, place);
    } catch (IOException fault) {
      throw new java.io.UncheckedIOException(fault);
    }
  }

  /** Starts a command of the image, with its absolute places under the folder. */
  private static Process start(Path in, Path root, List<String> command) throws IOException {
    List<String> here =
        command.stream()
            .map(
                part ->
                    part.equals("java")
                        ? Path.of(System.getProperty("java.home"), "bin", "java").toString()
                        : part)
            .map(part -> part.replaceAll("(^|=)/(app|training|workspace)", "$1" + root + "/$2"))
            .toList();
    ProcessBuilder builder = new ProcessBuilder(here).directory(in.toFile());
    builder.redirectError(root.resolve("log.txt").toFile());
    builder.environment().putAll(Map.of("RAPPORTEUR_LOG", "json", "SERVER_ADDRESS", "127.0.0.1"));
    return builder.start();
  }

  private static String portOf(Process service) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8));
    String line;
    while ((line = lines.readLine()) != null) {
      if (line.startsWith("listening on ")) {
        return line.substring(line.lastIndexOf(':') + 1);
      }
    }
    throw new AssertionError("the image's service did not start");
  }

  private static long residentMegabytes(Process process) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode yaml(Path file) throws IOException {
    Object read = new org.yaml.snakeyaml.Yaml().load(Files.readString(file));
    return JsonMapper.shared().valueToTree(read);
  }

  private void assertEndsWell(String... command) throws Exception {
    int code = run(command);
    assertThat(code).as(Files.readString(folder.resolve("out.txt"))).isZero();
  }

  private int run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.txt").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
