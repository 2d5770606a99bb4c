package dev.rapporteur.desk;

import dev.rapporteur.access.Actor;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.pipeline.RunFeed;
import dev.rapporteur.pipeline.StepLedger;
import dev.rapporteur.rendering.RenderedDocument;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.RunState;
import dev.rapporteur.review.ReviewItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Runs: what is under way, what waits, what failed and why, and the files. */
@Controller
final class RunsController {
  private static final int LISTED = 200;

  /** The steps that are carried out by themselves, in order. */
  private static final List<RunState> STEPS =
      List.of(
          RunState.QUERIED,
          RunState.ANALYZED,
          RunState.RETRIEVED,
          RunState.WRITTEN,
          RunState.GROUNDED,
          RunState.RENDERED,
          RunState.IN_REVIEW);

  private final OpenWorkspace workspace;
  private final RunActions actions;
  private final RunFeed feed;

  RunsController(OpenWorkspace workspace, RunActions actions, RunFeed feed) {
    this.workspace = workspace;
    this.actions = actions;
    this.feed = feed;
  }

  /**
   * One step as the page shows it.
   *
   * @param took empty while it is not finished
   * @param running whether it is the next one of a run that is under way
   */
  record Step(RunState state, Optional<Duration> took, boolean running) {}

  @GetMapping("/desk/runs")
  String list(
      @RequestParam(defaultValue = "") String report,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String period,
      Actor actor,
      Model model) {
    List<ReportRun> all = actions.latest(actor, LISTED);
    List<ReportRun> wanted =
        all.stream()
            .filter(run -> report.isEmpty() || run.request().report().equals(report))
            .filter(run -> state.isEmpty() || run.state().name().equals(state))
            .filter(run -> period.isBlank() || run.request().period().toString().startsWith(period))
            .toList();
    model.addAttribute("runs", wanted);
    model.addAttribute("any", !all.isEmpty());
    model.addAttribute(
        "reports", all.stream().map(run -> run.request().report()).distinct().sorted().toList());
    model.addAttribute("states", RunState.values());
    model.addAttribute("report", report);
    model.addAttribute("state", state);
    model.addAttribute("period", period);
    return "desk/runs";
  }

  @GetMapping("/desk/runs/{id}")
  String show(@PathVariable String id, Actor actor, Model model) {
    ReportRun run = find(id, actor);
    addProgress(run, model);
    Optional<ReviewItem> draft = draft(run, actor);
    model.addAttribute("draft", draft.orElse(null));
    model.addAttribute("files", files(run, actor));
    model.addAttribute("mayRead", actions.mayRead(actor, run.request().report()));
    model.addAttribute("maySteer", actions.maySteer(actor, run.request().report()));
    model.addAttribute(
        "revisions",
        workspace.runs().of(run.request().report(), run.request().period(), run.request().scope()));
    return "desk/run";
  }

  /** The part of the page that changes while the run is under way. */
  @GetMapping("/desk/runs/{id}/progress")
  String progress(@PathVariable String id, Actor actor, Model model) {
    addProgress(find(id, actor), model);
    return "desk/run :: progress";
  }

  private void addProgress(ReportRun run, Model model) {
    boolean working = RunActions.isWorking(run.state());
    List<StepLedger.FinishedStep> finished = workspace.ledger().of(run.id());
    List<Step> steps = new ArrayList<>();
    boolean next = working && run.attempt() > 0 && run.state() != RunState.WAITING;
    for (RunState state : STEPS) {
      Optional<Duration> took =
          finished.stream()
              .filter(step -> step.step() == state)
              .map(step -> Duration.between(step.startedAt(), step.finishedAt()))
              .findFirst();
      steps.add(new Step(state, took, took.isEmpty() && next));
      next = next && took.isPresent();
    }
    model.addAttribute("run", run);
    model.addAttribute("steps", steps);
    model.addAttribute("working", working);
    model.addAttribute(
        "dataMissing",
        run.state() == RunState.WAITING ? workspace.waiting().find(run.id()).orElse(null) : null);
    model.addAttribute("waits", working && run.attempt() == 0);
    model.addAttribute("ahead", working && run.attempt() == 0 ? ahead(run) : 0);
    model.addAttribute(
        "sum",
        steps.stream().flatMap(step -> step.took().stream()).reduce(Duration.ZERO, Duration::plus));
  }

  private long ahead(ReportRun run) {
    return workspace.runs().pending().stream()
        .filter(other -> other.requestedAt().isBefore(run.requestedAt()))
        .count();
  }

  /** Tells the page when there is something new; from other nodes as well. */
  @GetMapping(path = "/desk/runs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events(@PathVariable String id, Actor actor) {
    find(id, actor);
    return new RunEvents(workspace.runs(), feed, id).open();
  }

  @PostMapping("/desk/runs/{id}/retry")
  String retry(@PathVariable String id, Actor actor, RedirectAttributes next) {
    ReportRun run = steered(id, actor);
    next.addFlashAttribute("said", actions.retry(run, actor, "desk") ? "run.retried" : "run.over");
    return "redirect:/desk/runs/" + run.id();
  }

  @PostMapping("/desk/runs/{id}/go-on")
  String goOnAnyway(@PathVariable String id, Actor actor, RedirectAttributes next) {
    ReportRun run = steered(id, actor);
    next.addFlashAttribute(
        "said", actions.goOnAnyway(run, actor, "desk") ? "run.goes-on" : "run.over");
    return "redirect:/desk/runs/" + run.id();
  }

  @PostMapping("/desk/runs/{id}/cancel")
  String cancel(@PathVariable String id, Actor actor, RedirectAttributes next) {
    ReportRun run = steered(id, actor);
    next.addFlashAttribute(
        "said", actions.cancel(run, actor, "desk") ? "run.canceled" : "run.over");
    return "redirect:/desk/runs/" + run.id();
  }

  @GetMapping("/desk/runs/{id}/files/{kind}")
  ResponseEntity<Resource> file(@PathVariable String id, @PathVariable String kind, Actor actor) {
    RenderedDocument document =
        files(find(id, actor), actor).stream()
            .filter(each -> each.kind().equals(kind))
            .findFirst()
            .orElseThrow(RunsController::gone);
    Resource file = new FileSystemResource(document.file());
    if (!file.exists()) {
      throw gone();
    }
    String name = document.file().getFileName().toString();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(id + "-" + name).build().toString())
        .body(file);
  }

  /** The approved files for who may read the report, else the draft's for who reviews it. */
  private List<RenderedDocument> files(ReportRun run, Actor actor) {
    if (!actions.mayRead(actor, run.request().report())) {
      return List.of();
    }
    List<RenderedDocument> approved = workspace.reviewDesk().approvedFiles(run.id());
    return approved.isEmpty()
        ? draft(run, actor).map(ReviewItem::documents).orElse(List.of())
        : approved;
  }

  private Optional<ReviewItem> draft(ReportRun run, Actor actor) {
    boolean hasDraft = workspace.ledger().find(run.id(), RunState.IN_REVIEW).isPresent();
    if (!hasDraft) {
      return Optional.empty();
    }
    try {
      return workspace.reviewDesk().find(run.id(), actor);
    } catch (RapporteurException unreadable) {
      return Optional.empty();
    }
  }

  private ReportRun steered(String id, Actor actor) {
    ReportRun run = find(id, actor);
    if (!actions.maySteer(actor, run.request().report())) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }
    return run;
  }

  private ReportRun find(String id, Actor actor) {
    return actions.find(id, actor).orElseThrow(RunsController::gone);
  }

  private static ResponseStatusException gone() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
