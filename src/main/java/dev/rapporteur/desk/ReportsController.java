package dev.rapporteur.desk;

import dev.rapporteur.access.Actor;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.pipeline.WorkspaceCheck;
import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportRights;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.WriterChoice;
import dev.rapporteur.trigger.Backfill;
import dev.rapporteur.trigger.DueReports;
import dev.rapporteur.trigger.InvalidScheduleException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Reports: start one by hand, when it starts by itself, pause it, make up what was missed. */
@Controller
final class ReportsController {
  private static final int PERIODS = 36;

  private final OpenWorkspace workspace;
  private final RunActions actions;
  private final DueReports due;

  ReportsController(OpenWorkspace workspace, RunActions actions, DueReports due) {
    this.workspace = workspace;
    this.actions = actions;
    this.due = due;
  }

  /**
   * A report in the list.
   *
   * @param definition absent if it is wrong
   * @param next its schedule, if it has one
   * @param last its latest run, if there is one
   */
  record Line(
      String name,
      @Nullable ReportDefinition definition,
      DueReports.@Nullable NextFire next,
      @Nullable ReportRun last) {}

  @GetMapping("/desk/reports")
  String list(Actor actor, Model model) {
    List<ReportRun> latest = actions.latest(actor, 500);
    model.addAttribute(
        "reports",
        workspace.catalog().names().stream()
            .filter(name -> actions.maySee(actor, name))
            .map(name -> line(name, latest))
            .toList());
    return "desk/reports";
  }

  private Line line(String name, List<ReportRun> latest) {
    return new Line(
        name,
        actions.definition(name).orElse(null),
        due.nextFire(name).orElse(null),
        latest.stream()
            .filter(run -> run.request().report().equals(name))
            .findFirst()
            .orElse(null));
  }

  @GetMapping("/desk/reports/{name}")
  String show(@PathVariable String name, Actor actor, Model model) {
    requireSeen(name, actor);
    Optional<ReportDefinition> definition = actions.definition(name);
    model.addAttribute("name", name);
    model.addAttribute("definition", definition.orElse(null));
    model.addAttribute("yaml", text(name));
    model.addAttribute(
        "periods", definition.map(known -> actions.periods(known, PERIODS)).orElse(List.of()));
    model.addAttribute("next", due.nextFire(name).orElse(null));
    model.addAttribute("mayOperate", ReportRights.mayOperate(actor));
    model.addAttribute(
        "runs",
        actions.latest(actor, 500).stream()
            .filter(run -> run.request().report().equals(name))
            .limit(12)
            .toList());
    return "desk/report";
  }

  /** Holds the definition against its neighbors and the live schema. */
  @GetMapping("/desk/reports/{name}/check")
  String check(@PathVariable String name, Actor actor, Model model) {
    requireSeen(name, actor);
    TreeSet<String> files = new TreeSet<>(List.of("tasks/" + name + "/"));
    actions
        .definition(name)
        .ifPresent(
            known -> {
              files.add("templates/" + known.templates().word());
              files.add("templates/" + known.templates().pdf());
              known
                  .data()
                  .values()
                  .forEach(call -> files.add("tasks/functions/" + call.function() + "."));
            });
    List<DefinitionError> errors =
        WorkspaceCheck.check(workspace.workspace()).stream()
            .filter(error -> files.stream().anyMatch(error.file()::startsWith))
            .toList();
    model.addAttribute("errors", errors);
    return "desk/report :: check";
  }

  @PostMapping("/desk/reports/{name}/runs")
  String start(
      @PathVariable String name,
      @RequestParam String period,
      @RequestParam(defaultValue = "AUTO") WriterChoice writer,
      Actor actor,
      RedirectAttributes next) {
    ReportDefinition definition = required(name, actor);
    Optional<ReportingPeriod> wanted = period(definition, period);
    if (wanted.isEmpty()) {
      next.addFlashAttribute("said", "report.no-period");
      return "redirect:/desk/reports/" + name;
    }
    ReportRun run = actions.start(definition, wanted.get(), writer, actor, "desk");
    return "redirect:/desk/runs/" + run.id();
  }

  @PostMapping("/desk/reports/{name}/schedule")
  String pause(
      @PathVariable String name,
      @RequestParam boolean paused,
      Actor actor,
      RedirectAttributes next) {
    requireOperator(name, actor);
    if (due.nextFire(name).isEmpty()) {
      throw gone();
    }
    actions.noteSchedule(paused ? "paused" : "resumed", name, actor, "desk");
    due.pause(name, paused);
    next.addFlashAttribute("said", paused ? "report.paused" : "report.resumed");
    return "redirect:/desk/reports/" + name;
  }

  @PostMapping("/desk/reports/{name}/backfill")
  String backfill(
      @PathVariable String name,
      @RequestParam String from,
      @RequestParam String to,
      Actor actor,
      RedirectAttributes next) {
    requireOperator(name, actor);
    ReportDefinition definition = required(name, actor);
    Optional<ReportingPeriod> first = period(definition, from);
    Optional<ReportingPeriod> last = period(definition, to);
    try {
      if (first.isEmpty() || last.isEmpty()) {
        next.addFlashAttribute("said", "report.no-period");
      } else {
        List<ReportingPeriod> periods = new Backfill(first.get(), last.get(), 1).periods();
        next.addFlashAttribute("said", "report.backfilled");
        next.addFlashAttribute("count", actions.backfill(definition, periods, actor, "desk"));
      }
    } catch (InvalidScheduleException wrong) {
      next.addFlashAttribute("said", "report.no-period");
    }
    return "redirect:/desk/reports/" + name;
  }

  /** A period of the report's kind that is over. */
  private Optional<ReportingPeriod> period(ReportDefinition definition, String text) {
    ReportingPeriod latest = actions.periods(definition, 1).getFirst();
    return ReportingPeriod.parse(text.strip())
        .filter(period -> period.kind() == definition.period())
        .filter(period -> period.compareTo(latest) <= 0);
  }

  private String text(String name) {
    try {
      Path file = workspace.catalog().folder(name).resolve("report.yaml");
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return "";
    }
  }

  private ReportDefinition required(String name, Actor actor) {
    requireSeen(name, actor);
    return actions.definition(name).orElseThrow(ReportsController::gone);
  }

  private void requireSeen(String name, Actor actor) {
    if (!workspace.catalog().names().contains(name) || !actions.maySee(actor, name)) {
      throw gone();
    }
  }

  private void requireOperator(String name, Actor actor) {
    requireSeen(name, actor);
    if (!ReportRights.mayOperate(actor)) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }
  }

  private static ResponseStatusException gone() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
