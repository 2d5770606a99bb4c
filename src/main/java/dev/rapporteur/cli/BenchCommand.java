package dev.rapporteur.cli;

import dev.rapporteur.access.Actor;
import dev.rapporteur.access.Role;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.pipeline.ReportRunner;
import dev.rapporteur.pipeline.RunProgress;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.report.WriterChoice;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code rapporteur bench}: how long a draft takes, cold and warm, measured in one go on this
 * machine. Machines differ and are busy with other things; the ratios are what to compare.
 */
@Command(
    name = "bench",
    description = "Measures how long a draft of the sample takes, cold and warm.",
    mixinStandardHelpOptions = true,
    subcommands = {BenchGroundingCommand.class, BenchRenderCommand.class})
final class BenchCommand implements Callable<Integer> {
  private static final String REPORT = "sales-monthly";
  private static final ReportingPeriod PERIOD = ReportingPeriod.month(2024, 3);
  private static final int WARM_UP = 30;

  @Mixin Terminal terminal;

  @Option(names = "--runs", defaultValue = "5", description = "Counted runs: ${DEFAULT-VALUE}.")
  int counted;

  @Option(
      names = "--model",
      paramLabel = "URL",
      description = "Measures the product's own share of a run that this model writes.")
  URI model;

  private final ObjectNode json = JsonNodeFactory.instance.objectNode();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("rapporteur-bench");
    try {
      for (String part : List.of("routes", "tasks", "templates", "datasources")) {
        Files.createSymbolicLink(folder.resolve(part), terminal.workspace().folder().resolve(part));
      }
      warm(new Workspace(folder));
      cold(folder);
    } finally {
      delete(folder);
    }
    if (terminal.json()) {
      terminal.printJson(json);
    }
    return ExitCode.DONE.code();
  }

  private void warm(Workspace workspace) {
    Map<RunState, List<Duration>> steps = new EnumMap<>(RunState.class);
    List<Duration> whole = new ArrayList<>();
    try (OpenWorkspace open = OpenWorkspace.embedded(workspace, Clock.systemUTC())) {
      ReportDefinition definition = open.catalog().report(REPORT);
      Recorder recorder = new Recorder(steps);
      ReportRunner runner = open.startedRunner(Optional.ofNullable(model), recorder);
      for (int i = 0; i < WARM_UP + counted; i++) {
        if (i == WARM_UP) {
          steps.clear();
        }
        String run =
            open.runs().acceptAsRevision(request(definition), Clock.systemUTC().instant()).id();
        open.answers().forget();
        long start = System.nanoTime();
        runner.execute(run);
        if (i >= WARM_UP) {
          whole.add(Duration.ofNanos(System.nanoTime() - start));
        }
      }
    }
    Duration median = median(whole);
    report("warm", "query to files, warm", median);
    ObjectNode byStep = json.putObject("warmSteps");
    steps.forEach(
        (step, times) -> {
          byStep.put(step.name(), median(times).toNanos() / 1e6);
          line("  " + step.name().toLowerCase(java.util.Locale.ROOT), median(times));
        });
    if (model != null) {
      Duration writing = median(steps.get(RunState.WRITTEN));
      double share = 1 - (double) writing.toNanos() / median.toNanos();
      json.put("ownShare", share);
      print("own share of a run that the model wrote: %.1f %%".formatted(100 * share));
    }
  }

  private RunRequest request(ReportDefinition definition) {
    Actor actor =
        Actor.of(
            "bench",
            Actor.Kind.PERSON,
            definition.roles().stream().map(Role::name).collect(Collectors.toSet()));
    return new RunRequest(
        REPORT,
        PERIOD,
        RunScope.WHOLE,
        new RunCause.Manual(actor),
        model == null ? WriterChoice.RULES : WriterChoice.MODEL);
  }

  private void cold(Path folder) throws IOException, InterruptedException {
    Path app = Path.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator)[0]);
    Path cache = app.resolveSibling("rapporteur.aot");
    boolean installed = app.toString().endsWith(".jar");
    if (!installed) {
      print("cold starts are measured from an installation only: ./rapporteur bench");
      return;
    }
    List<Duration> without = new ArrayList<>();
    List<Duration> with = new ArrayList<>();
    boolean cached = Files.exists(cache);
    for (int i = 0; i <= counted; i++) {
      Duration plain = coldRun(folder, app, List.of());
      Duration fast =
          cached ? coldRun(folder, app, List.of("-XX:AOTCache=" + cache)) : Duration.ZERO;
      if (i > 0) {
        without.add(plain);
        with.add(fast);
      }
    }
    report("cold", "whole command, cold", median(without));
    if (cached) {
      report("coldCached", "whole command, cold, with the AOT cache", median(with));
      double ratio = (double) median(with).toNanos() / median(without).toNanos();
      json.put("cachedToPlain", ratio);
      print("with the cache / without: %.2f".formatted(ratio));
    } else {
      print("there is no AOT cache: it takes a JDK 25");
    }
  }

  private static Duration coldRun(Path folder, Path app, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.awt.headless=true",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(
        List.of(
            "-jar",
            app.toString(),
            "run",
            REPORT,
            "--period",
            PERIOD.toString(),
            "--writer",
            "rules",
            "--workspace",
            folder.toString()));
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new RapporteurException(
          FailureKind.INTERNAL, "the measured command failed", "run it by hand: " + command);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void report(String key, String what, Duration median) {
    json.put(key + "Milliseconds", median.toNanos() / 1e6);
    line(what, median);
  }

  private void line(String what, Duration median) {
    print("%-42s %8.1f ms (median of %d)".formatted(what, median.toNanos() / 1e6, counted));
  }

  private void print(String line) {
    if (!terminal.json()) {
      terminal.out().println(line);
    }
  }

  private static Duration median(List<Duration> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private record Recorder(Map<RunState, List<Duration>> steps) implements RunProgress {
    @Override
    public void started(String run, RunState step) {}

    @Override
    public void finished(String run, RunState step, Duration took, boolean recorded) {
      steps.computeIfAbsent(step, any -> new ArrayList<>()).add(took);
    }
  }
}
