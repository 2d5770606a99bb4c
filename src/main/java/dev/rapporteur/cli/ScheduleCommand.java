package dev.rapporteur.cli;

import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.trigger.ReportSchedule;
import dev.rapporteur.trigger.ReportSchedules;
import dev.rapporteur.trigger.Schedule;
import dev.rapporteur.trigger.ScheduleReader;
import dev.rapporteur.trigger.jdbc.JdbcReportSchedules;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code rapporteur schedule}: when reports are made by themselves. */
@Command(
    name = "schedule",
    description = "Lists, pauses and resumes the schedules of reports.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT",
    subcommands = {
      ScheduleCommand.Next.class,
      ScheduleCommand.Pause.class,
      ScheduleCommand.Resume.class
    })
final class ScheduleCommand {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm", java.util.Locale.ENGLISH);

  /** One report's schedule, as its definition says and as it stands in the state database. */
  private record Standing(ReportSchedule schedule, boolean paused) {}

  /** {@code rapporteur schedule list}. */
  @Command(
      name = "list",
      description = "Lists the schedules with their next fires, each in its report's time zone.",
      mixinStandardHelpOptions = true)
  static final class Next implements Callable<Integer> {
    @Mixin Terminal terminal;

    @Option(
        names = "--count",
        defaultValue = "3",
        description = "How many fires of each: ${DEFAULT-VALUE}.")
    int count;

    @Override
    public Integer call() {
      try (OpenWorkspace workspace = terminal.open()) {
        ReportSchedules kept = new JdbcReportSchedules(workspace.state().dataSource());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("schedules");
        for (String report : workspace.catalog().names()) {
          standing(workspace, kept, report).ifPresent(one -> show(workspace, one, list));
        }
        if (terminal.json()) {
          terminal.printJson(json);
        }
        return ExitCode.DONE.code();
      }
    }

    private void show(OpenWorkspace workspace, Standing one, ArrayNode list) {
      ReportSchedule schedule = one.schedule();
      List<Instant> fires = new ArrayList<>();
      String problem = "";
      try {
        Schedule read =
            new ScheduleReader(workspace.calendars())
                .read(schedule.definition(), schedule.period(), schedule.zone());
        Optional<Instant> next = read.next(Instant.now());
        while (next.isPresent() && fires.size() < Math.clamp(count, 1, 100)) {
          fires.add(next.get());
          next = read.next(next.get());
        }
      } catch (RapporteurException fault) {
        problem = fault.getMessage();
      }
      ObjectNode json = list.addObject();
      json.put("report", schedule.report());
      json.put("paused", one.paused());
      json.put("misfire", schedule.definition().misfire());
      json.put("timeZone", schedule.zone().getId());
      ArrayNode next = json.putArray("next");
      fires.forEach(fire -> next.add(fire.atZone(schedule.zone()).toOffsetDateTime().toString()));
      json.put("problem", problem);
      if (!terminal.json()) {
        terminal
            .out()
            .printf(
                "%-24s %-7s %s%s (%s)%n",
                schedule.report(),
                one.paused() ? "paused" : "",
                String.join(
                    ", ",
                    fires.stream()
                        .map(fire -> LOCAL.format(fire.atZone(schedule.zone())))
                        .toList()),
                problem.isEmpty() || fires.isEmpty() ? problem : "; then " + problem,
                schedule.zone());
      }
    }
  }

  /** A command about the schedule of one report. */
  abstract static class OfOne implements Callable<Integer> {
    @Mixin Terminal terminal;

    @Parameters(paramLabel = "REPORT", description = "The report's name, as in tasks/.")
    String report;

    abstract boolean paused();

    @Override
    public final Integer call() {
      try (OpenWorkspace workspace = terminal.open()) {
        ReportSchedules kept = new JdbcReportSchedules(workspace.state().dataSource());
        Standing one =
            standing(workspace, kept, report)
                .orElseThrow(
                    () ->
                        new RapporteurException(
                            FailureKind.DEFINITION,
                            "the report " + report + " has no schedule",
                            "give its definition one; rapporteur schedule list shows those there are"));
        if (kept.find(report).isEmpty()) {
          // No service has brought it into force yet; it is paused before its first fire.
          kept.put(one.schedule(), Instant.now());
        }
        kept.pause(report, paused());
        if (terminal.json()) {
          ObjectNode json = JsonNodeFactory.instance.objectNode();
          terminal.printJson(json.put("report", report).put("paused", paused()));
        } else {
          terminal
              .out()
              .println(
                  paused()
                      ? report + " is paused: its fires wait, also over a restart"
                      : report
                          + " goes on: what it missed is made up as its misfire policy says ("
                          + one.schedule().definition().misfire()
                          + ")");
        }
        return ExitCode.DONE.code();
      }
    }
  }

  /** {@code rapporteur schedule pause}. */
  @Command(
      name = "pause",
      description = "Lets a report's fires wait, on all nodes.",
      mixinStandardHelpOptions = true)
  static final class Pause extends OfOne {
    @Override
    boolean paused() {
      return true;
    }
  }

  /** {@code rapporteur schedule resume}. */
  @Command(
      name = "resume",
      description = "Lets a paused schedule go on; missed fires follow its misfire policy.",
      mixinStandardHelpOptions = true)
  static final class Resume extends OfOne {
    @Override
    boolean paused() {
      return false;
    }
  }

  private static Optional<Standing> standing(
      OpenWorkspace workspace, ReportSchedules kept, String report) {
    return ReportSchedule.of(workspace.catalog().report(report))
        .map(
            schedule ->
                new Standing(
                    schedule, kept.find(report).map(ReportSchedules.Entry::paused).orElse(false)));
  }
}
