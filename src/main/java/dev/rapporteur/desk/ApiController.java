package dev.rapporteur.desk;

import dev.rapporteur.access.Actor;
import dev.rapporteur.function.CallRequest;
import dev.rapporteur.function.Column;
import dev.rapporteur.function.FunctionCall;
import dev.rapporteur.function.Outcome;
import dev.rapporteur.function.RegisteredFunction;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.WriterChoice;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1}: what the desk does, for programs with a key. Described in openapi.yaml, which is
 * served at {@code /api/v1/openapi.yaml}; refusals are problems (RFC 9457).
 */
@RestController
final class ApiController {
  private static final String DOOR = "api";

  private final OpenWorkspace workspace;
  private final OpenWorkspace.Functions functions;
  private final RunActions actions;

  ApiController(OpenWorkspace workspace, OpenWorkspace.Functions functions, RunActions actions) {
    this.workspace = workspace;
    this.functions = functions;
    this.actions = actions;
  }

  /**
   * A report.
   *
   * @param title absent if its definition is wrong
   */
  record Report(String name, @Nullable String title, @Nullable String period) {}

  /** A run, as it is now. */
  record Run(
      String id,
      String report,
      String period,
      String scope,
      int revision,
      String state,
      int attempt,
      String requestedAt,
      String changedAt,
      String failure) {
    static Run of(ReportRun run) {
      return new Run(
          run.id(),
          run.request().report(),
          run.request().period().toString(),
          run.request().scope().toString(),
          run.revision(),
          run.state().name(),
          run.attempt(),
          run.requestedAt().toString(),
          run.changedAt().toString(),
          run.failure());
    }
  }

  /**
   * What is asked for.
   *
   * @param writer {@code auto}, {@code model} or {@code rules}; auto if absent
   */
  record Wanted(@Nullable String report, @Nullable String period, @Nullable String writer) {}

  @GetMapping("/api/v1/openapi.yaml")
  ResponseEntity<Resource> description() {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/yaml"))
        .body(new ClassPathResource("openapi.yaml"));
  }

  @GetMapping("/api/v1/reports")
  List<Report> reports(Actor actor) {
    return workspace.catalog().names().stream()
        .filter(name -> actions.maySee(actor, name))
        .map(
            name ->
                actions
                    .definition(name)
                    .map(
                        known ->
                            new Report(
                                name,
                                known.title(),
                                known.period().name().toLowerCase(Locale.ROOT)))
                    .orElse(new Report(name, null, null)))
        .toList();
  }

  @GetMapping("/api/v1/runs")
  List<Run> runs(
      @RequestParam(defaultValue = "") String report,
      @RequestParam(defaultValue = "") String state,
      Actor actor) {
    return actions.latest(actor, 200).stream()
        .filter(run -> report.isEmpty() || run.request().report().equals(report))
        .filter(run -> state.isEmpty() || run.state().name().equals(state))
        .map(Run::of)
        .toList();
  }

  @GetMapping("/api/v1/runs/{id}")
  Run run(@PathVariable String id, Actor actor) {
    return Run.of(find(id, actor));
  }

  @PostMapping("/api/v1/runs")
  ResponseEntity<Run> start(@RequestBody Wanted wanted, Actor actor) {
    String name = Optional.ofNullable(wanted.report()).orElse("");
    if (!actions.maySee(actor, name)) {
      throw new Refused(HttpStatus.NOT_FOUND, "there is no report of this name");
    }
    ReportDefinition report =
        actions
            .definition(name)
            .orElseThrow(
                () -> new Refused(HttpStatus.CONFLICT, "the report's definition is wrong"));
    ReportingPeriod period =
        Optional.ofNullable(wanted.period())
            .flatMap(ReportingPeriod::parse)
            .filter(one -> one.kind() == report.period())
            .filter(one -> one.compareTo(actions.periods(report, 1).getFirst()) <= 0)
            .orElseThrow(
                () ->
                    new Refused(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "period is not one of the report's that is over"));
    ReportRun run = actions.start(report, period, writer(wanted.writer()), actor, DOOR);
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/runs/" + run.id()))
        .body(Run.of(run));
  }

  private static WriterChoice writer(@Nullable String text) {
    try {
      return text == null ? WriterChoice.AUTO : WriterChoice.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "writer is one of auto, model and rules");
    }
  }

  @PostMapping("/api/v1/runs/{id}/retry")
  Run retry(@PathVariable String id, Actor actor) {
    return steered(id, actor, actions.retry(steerable(id, actor), actor, DOOR));
  }

  @PostMapping("/api/v1/runs/{id}/cancel")
  Run cancel(@PathVariable String id, Actor actor) {
    return steered(id, actor, actions.cancel(steerable(id, actor), actor, DOOR));
  }

  private Run steered(String id, Actor actor, boolean done) {
    if (!done) {
      throw new Refused(HttpStatus.CONFLICT, "the run is in a state that does not allow it");
    }
    return run(id, actor);
  }

  private ReportRun steerable(String id, Actor actor) {
    ReportRun run = find(id, actor);
    if (!actions.maySteer(actor, run.request().report())) {
      throw new Refused(HttpStatus.FORBIDDEN, "no role of the key's owner allows it");
    }
    return run;
  }

  private ReportRun find(String id, Actor actor) {
    return actions
        .find(id, actor)
        .orElseThrow(() -> new Refused(HttpStatus.NOT_FOUND, "there is no run of this id"));
  }

  /** A function that the owner of the key may call. */
  record Function(String name, String description, String effect, JsonNode parameters) {
    static Function of(RegisteredFunction function) {
      return new Function(
          function.name(),
          function.description(),
          function.effect().name().toLowerCase(Locale.ROOT),
          function.parameters());
    }
  }

  @GetMapping("/api/v1/functions")
  List<Function> functions(Actor actor) {
    return functions.registry().functions().stream()
        .filter(function -> actor.hasAnyOf(function.roles()))
        .map(Function::of)
        .toList();
  }

  /** What a call gave. */
  record Answer(String call, List<String> columns, JsonNode rows) {
    static Answer of(FunctionCall call) {
      return new Answer(
          call.id(),
          call.result().columns().stream().map(Column::name).toList(),
          call.result().rowsAsJson());
    }
  }

  /** Carries a call out, or parks it for a second person, who confirms at the desk. */
  @PostMapping("/api/v1/functions/{name}/calls")
  ResponseEntity<Object> call(
      @PathVariable String name, @RequestBody JsonNode arguments, Actor actor) {
    Outcome outcome =
        functions.gate().call(CallRequest.of(name, arguments, Set.of(name), actor, DOOR, ""));
    return switch (outcome) {
      case Outcome.Answered answered -> ResponseEntity.ok(Answer.of(answered.call()));
      case Outcome.Parked parked -> {
        ObjectNode waits = JsonNodeFactory.instance.objectNode();
        waits.put("confirmation", parked.confirmation().id());
        waits.put("expires", parked.confirmation().expiresAt().toString());
        yield ResponseEntity.accepted().body(waits);
      }
      case Outcome.Refused refused ->
          throw new Refused(
              switch (refused.reason()) {
                case UNKNOWN_FUNCTION -> HttpStatus.NOT_FOUND;
                case ARGUMENTS -> HttpStatus.UNPROCESSABLE_CONTENT;
                default -> HttpStatus.FORBIDDEN;
              },
              refused.message());
    };
  }

  /** A request that is not carried out. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final HttpStatus status;

    Refused(HttpStatus status, String why) {
      super(why);
      this.status = status;
    }
  }

  @ExceptionHandler
  ProblemDetail problem(Refused refused) {
    return ProblemDetail.forStatusAndDetail(refused.status, refused.getMessage());
  }

  @ExceptionHandler
  ProblemDetail problem(RapporteurException fault) {
    HttpStatus status =
        switch (fault.kind()) {
          case DEFINITION, DATA -> HttpStatus.CONFLICT;
          case CAPACITY, EXTERNAL -> HttpStatus.SERVICE_UNAVAILABLE;
          case INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    return ProblemDetail.forStatusAndDetail(status, fault.getMessage());
  }

  @ExceptionHandler({
    HttpMessageNotReadableException.class,
    MethodArgumentTypeMismatchException.class
  })
  ProblemDetail unreadable(Exception wrong) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "the body cannot be read");
  }
}
