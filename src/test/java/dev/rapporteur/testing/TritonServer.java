package dev.rapporteur.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The real Triton server on free loopback ports, with the scripted model behind it, for the tests
 * of one class; register it in a static field. Rules and requests are forgotten before each test.
 *
 * <p>It needs {@code src/test/python/setup.sh} to have run. Where it has not, the tests are skipped
 * with that advice, except on a build server (environment variable {@code CI}), where they fail.
 */
public final class TritonServer
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private static final Path SCRIPTED = Path.of("src", "test", "python", "models");

  private final Path repository;
  private final List<String> models;
  private final List<String> options = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private Process process;
  private Path folder;
  private ScriptedAnswers answers;
  private int grpcPort;
  private int httpPort;

  private TritonServer(Path repository, List<String> models) {
    this.repository = repository;
    this.models = models;
  }

  /** A server with these models of {@code src/test/python/models} loaded. */
  public static TritonServer serving(String... models) {
    return new TritonServer(SCRIPTED, List.of(models));
  }

  /** A server over a model repository, with nothing loaded. */
  public static TritonServer over(Path repository) {
    return new TritonServer(repository, List.of());
  }

  /** With a further option of {@code tritonserver}. */
  public TritonServer with(String option) {
    options.add(option);
    return this;
  }

  /** With an environment variable for the scripted model. */
  public TritonServer with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    start();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    answers.clear();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  /** Starts the server and waits until it is ready. For tests that end a server themselves. */
  public TritonServer start() {
    requireSetUp();
    try {
      folder = Files.createTempDirectory("triton");
      Path script = Files.createDirectory(folder.resolve("answers"));
      answers = new ScriptedAnswers(script);
      launch(script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitReady();
    return this;
  }

  /** {@code host:port} of the gRPC endpoint. */
  public String grpcAddress() {
    return "127.0.0.1:" + grpcPort;
  }

  /** The URL of a model served here, as the product takes it. */
  public URI url(String model) {
    return URI.create("grpc://" + grpcAddress() + "/" + model);
  }

  /** The URL of the first model. */
  public URI url() {
    return url(models.getFirst());
  }

  public ScriptedAnswers answers() {
    return answers;
  }

  /** What the server has printed so far. */
  public String log() {
    try {
      return Files.readString(folder.resolve("triton.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a model out of the server. */
  public void unload(String model) {
    repository(model, "unload");
  }

  /** Puts a model back into the server. */
  public void load(String model) {
    repository(model, "load");
  }

  /** What the server says when it cannot load a model. */
  public String whyNotLoaded(String model) {
    HttpRequest request =
        HttpRequest.newBuilder(http("/v2/repository/models/" + model + "/load"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(20))
            .build();
    try {
      return HTTP.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Whether the server says that the model is ready. */
  public boolean saysReady(String model) {
    return get("/v2/models/" + model + "/ready") == 200;
  }

  /** Stops the server process where it stands, as a swapped or frozen machine would. */
  public void freeze() {
    signal("STOP");
  }

  /** Lets a frozen server go on. */
  public void thaw() {
    signal("CONT");
  }

  /** Ends the server process at once, as a power cut would. */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    await(process);
  }

  /** Ends the process of the server in an orderly way; only this one, and it alone. */
  @Override
  public void close() {
    if (process == null) {
      return;
    }
    if (process.isAlive()) {
      thaw();
      process.destroy();
      if (!await(process)) {
        kill();
      }
    }
    releaseSharedMemory();
    delete(folder);
  }

  private String sharedMemory() {
    return "rapporteur" + grpcPort + "_";
  }

  /** A process that was killed leaves its shared memory behind. */
  private void releaseSharedMemory() {
    Path memory = Path.of("/dev/shm");
    if (!Files.isDirectory(memory)) {
      return;
    }
    try (DirectoryStream<Path> left = Files.newDirectoryStream(memory, sharedMemory() + "*")) {
      for (Path each : left) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireSetUp() {
    boolean ready = Files.exists(Path.of(".venv", "triton", "ready"));
    if (!ready && System.getenv("CI") != null) {
      throw new IllegalStateException("run src/test/python/setup.sh before the tests");
    }
    Assumptions.assumeTrue(
        ready, "skipped: the Triton server for tests is not set up; run src/test/python/setup.sh");
  }

  private void launch(Path script) throws IOException {
    List<Integer> ports = freePorts(3);
    grpcPort = ports.get(0);
    httpPort = ports.get(1);
    List<String> command = new ArrayList<>();
    command.add(Path.of("src", "test", "python", "triton.sh").toString());
    command.add("--model-repository=" + repository.toAbsolutePath());
    command.add("--model-control-mode=explicit");
    models.forEach(model -> command.add("--load-model=" + model));
    command.add("--grpc-address=127.0.0.1");
    command.add("--http-address=127.0.0.1");
    command.add("--grpc-port=" + grpcPort);
    command.add("--http-port=" + httpPort);
    command.add("--metrics-port=" + ports.get(2));
    command.add("--metrics-address=127.0.0.1");
    command.add("--exit-timeout-secs=3");
    // Servers of other tests may run beside this one: each has its own shared memory.
    command.add("--backend-config=python,shm-region-prefix-name=" + sharedMemory());
    command.addAll(options);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("triton.log").toFile());
    builder.environment().put("SCRIPTED_ANSWERS", script.toAbsolutePath().toString());
    builder.environment().putAll(environment);
    process = builder.start();
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      if (!process.isAlive()) {
        throw new IllegalStateException("Triton ended while starting:\n" + log());
      }
      if (get("/v2/health/ready") == 200) {
        return;
      }
      pause();
    }
    String log = log();
    close();
    throw new IllegalStateException("Triton was not ready within " + START_LIMIT + ":\n" + log);
  }

  private void repository(String model, String verb) {
    HttpRequest request =
        HttpRequest.newBuilder(http("/v2/repository/models/" + model + "/" + verb))
            .POST(HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(20))
            .build();
    int status = send(request);
    if (status != 200) {
      throw new IllegalStateException("Triton answered " + status + " to " + verb + " " + model);
    }
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (saysReady(model) != verb.equals("load")) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(model + " did not " + verb);
      }
      pause();
    }
  }

  private int get(String path) {
    return send(HttpRequest.newBuilder(http(path)).timeout(Duration.ofSeconds(2)).build());
  }

  private static int send(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private URI http(String path) {
    return URI.create("http://127.0.0.1:" + httpPort + path);
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      await(kill);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean await(Process ended) {
    try {
      return ended.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
