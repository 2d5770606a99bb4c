package dev.rapporteur.pipeline;

import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import dev.rapporteur.report.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.model.Model;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The routes of a workspace, as they lie on disk, in a Camel context. */
public final class RunRoute implements RunWay {
  /** Under which name routes find the steps of a run. */
  public static final String STEPS = "run";

  /** Under which name routes find the steps of a delivery. */
  public static final String DELIVERY = "delivery";

  private static final String ENTRY = "direct:report-run";
  private static final String WAY_OUT = "direct:delivery";

  private final ProducerTemplate producer;

  private RunRoute(ProducerTemplate producer) {
    this.producer = producer;
  }

  /**
   * Loads the routes into a context, which its owner starts.
   *
   * @throws InvalidDefinitionException if a route file is wrong
   */
  public static RunRoute load(
      CamelContext context, Workspace workspace, RunSteps steps, DeliverySteps delivery) {
    context.getRegistry().bind(STEPS, steps);
    context.getRegistry().bind(DELIVERY, delivery);
    for (Path file : files(workspace)) {
      load(context, file);
    }
    return new RunRoute(context.createProducerTemplate());
  }

  /** As {@link #load}, and starts the context. */
  static RunRoute start(
      CamelContext context, Workspace workspace, RunSteps steps, DeliverySteps delivery) {
    RunRoute route = load(context, workspace, steps, delivery);
    start(context);
    return route;
  }

  /** Only what a delivery needs: files whose names begin with delivery, and the one of failures. */
  static RunRoute startDelivery(CamelContext context, Workspace workspace, DeliverySteps delivery) {
    context.getRegistry().bind(DELIVERY, delivery);
    for (Path file : files(workspace)) {
      String name = file.getFileName().toString();
      if (name.startsWith("delivery") || name.startsWith("failures")) {
        load(context, file);
      }
    }
    requireEntry(context, WAY_OUT);
    start(context);
    return new RunRoute(context.createProducerTemplate());
  }

  private static void start(CamelContext context) {
    try {
      context.start();
    } catch (RuntimeException fault) {
      throw wrong("routes", 0, rootMessage(fault));
    }
  }

  /**
   * Loads the routes without running them.
   *
   * @throws InvalidDefinitionException if a route file is wrong, or the way of a run or of a
   *     delivery is not there
   */
  static void check(CamelContext context, Workspace workspace) {
    for (Path file : files(workspace)) {
      load(context, file);
    }
    requireEntry(context, ENTRY);
    requireEntry(context, WAY_OUT);
  }

  private static void requireEntry(CamelContext context, String entry) {
    boolean there =
        context
            .getCamelContextExtension()
            .getContextPlugin(Model.class)
            .getRouteDefinitions()
            .stream()
            .anyMatch(route -> route.getInput().getEndpointUri().equals(entry));
    if (!there) {
      throw wrong("routes", 0, "no route begins with " + entry);
    }
  }

  @Override
  public RunDossier apply(RunDossier dossier) {
    try {
      return producer.requestBody(ENTRY, dossier, RunDossier.class);
    } catch (CamelExecutionException fault) {
      throw unwrapped(fault);
    }
  }

  @Override
  public OutgoingReport deliver(OutgoingReport report) {
    try {
      return producer.requestBody(WAY_OUT, report, OutgoingReport.class);
    } catch (CamelExecutionException fault) {
      throw unwrapped(fault);
    }
  }

  private static RuntimeException unwrapped(Throwable fault) {
    Throwable at = fault;
    while (at.getCause() != null && isCamels(at)) {
      at = at.getCause();
    }
    return at instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(at);
  }

  private static boolean isCamels(Throwable fault) {
    return fault instanceof RuntimeCamelException
        || fault.getClass().getName().startsWith("org.apache.camel.");
  }

  private static List<Path> files(Workspace workspace) {
    try (Stream<Path> files = Files.list(workspace.routes())) {
      return files.filter(file -> file.toString().endsWith(".camel.yaml")).sorted().toList();
    } catch (IOException fault) {
      throw wrong("routes", 0, "there is no such folder in the workspace");
    }
  }

  private static void load(CamelContext context, Path file) {
    String name = "routes/" + file.getFileName();
    Resource resource = ResourceHelper.resolveResource(context, "file:" + file);
    try {
      PluginHelper.getRoutesLoader(context).loadRoutes(resource);
    } catch (Exception fault) {
      throw wrong(name, lineIn(fault), rootMessage(fault));
    }
  }

  private static InvalidDefinitionException wrong(String file, int line, String message) {
    String oneLine = message.lines().findFirst().orElse("cannot be read").strip();
    return new InvalidDefinitionException(
        List.of(
            new DefinitionError(
                file, line, 0, oneLine, "compare it with the file of the product's repository")));
  }

  /** The YAML loader says "in ..., line N, column M" in the message of its cause. */
  private static int lineIn(Throwable fault) {
    for (Throwable at = fault; at != null; at = at.getCause()) {
      var matcher =
          java.util.regex.Pattern.compile("line (\\d+)").matcher(String.valueOf(at.getMessage()));
      if (matcher.find()) {
        return Integer.parseInt(matcher.group(1));
      }
    }
    return 0;
  }

  private static String rootMessage(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
