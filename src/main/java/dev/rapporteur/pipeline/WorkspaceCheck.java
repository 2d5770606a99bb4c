package dev.rapporteur.pipeline;

import dev.rapporteur.delivery.settings.DeliverySettings;
import dev.rapporteur.function.Column;
import dev.rapporteur.function.DataSourceDefinition;
import dev.rapporteur.function.Definitions;
import dev.rapporteur.function.FunctionDefinitions;
import dev.rapporteur.function.RegisteredFunction;
import dev.rapporteur.function.jdbc.FunctionCheck;
import dev.rapporteur.function.jdbc.SourceDatabases;
import dev.rapporteur.knowledge.DocumentSourceDefinition;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.docx.WordTemplate;
import dev.rapporteur.rendering.html.HtmlTemplate;
import dev.rapporteur.rendering.pdf.FormTemplate;
import dev.rapporteur.report.CellPath;
import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.FigureDefinition;
import dev.rapporteur.report.InvalidDefinitionException;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportCatalog;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportDefinition.ChartDefinition;
import dev.rapporteur.report.ReportDefinition.DataCall;
import dev.rapporteur.report.ReportDefinition.DeliveryTarget;
import dev.rapporteur.report.ReportDefinition.ReadinessDefinition;
import dev.rapporteur.report.ReportDefinition.SplitDefinition;
import dev.rapporteur.report.Secrets;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.report.yaml.ClosestName;
import dev.rapporteur.report.yaml.YamlDocument;
import dev.rapporteur.report.yaml.YamlReportCatalog;
import dev.rapporteur.trigger.ReportSchedule;
import dev.rapporteur.trigger.ScheduleReader;
import dev.rapporteur.trigger.WorkingDayCalendars;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Loads everything that a workspace defines and holds each part against its neighbors: data against
 * functions, figures against columns, statements against the live schema, templates against the
 * report's names, schedules against calendars, routes against Camel. All mistakes are found in one
 * go.
 */
public final class WorkspaceCheck {
  private final Workspace workspace;
  private final Set<DefinitionError> errors = new LinkedHashSet<>();

  private WorkspaceCheck(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Every mistake in the workspace. */
  public static List<DefinitionError> check(Workspace workspace) {
    WorkspaceCheck check = new WorkspaceCheck(workspace);
    Definitions<RegisteredFunction> functions = check.functions();
    check.trying(() -> DocumentSourceDefinition.readAll(workspace.folder()));
    check.trying(() -> check.routes());
    Optional<DeliverySettings> delivery = check.delivery();
    check.reports(functions, delivery);
    return List.copyOf(check.errors);
  }

  private Definitions<RegisteredFunction> functions() {
    Definitions<DataSourceDefinition> sources =
        DataSourceDefinition.definitions(workspace.folder(), System.getenv());
    Definitions<RegisteredFunction> functions =
        FunctionDefinitions.definitions(workspace.folder(), sources);
    errors.addAll(sources.errors());
    errors.addAll(functions.errors());
    trying(
        () -> {
          try (SourceDatabases databases = new SourceDatabases(sources.good())) {
            errors.addAll(
                new FunctionCheck(workspace.folder(), sources.good(), databases)
                    .check(functions.good().values()));
          }
        });
    return functions;
  }

  /** A workspace without reports may do without routes. */
  private void routes() {
    if (new YamlReportCatalog(workspace.folder()).names().isEmpty()
        && !Files.exists(workspace.folder().resolve("routes"))) {
      return;
    }
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      RunRoute.check(context, workspace);
    } catch (IOException fault) {
      throw new java.io.UncheckedIOException(fault);
    }
  }

  private Optional<DeliverySettings> delivery() {
    try {
      return Optional.of(
          DeliverySettings.read(
              workspace.folder(), new Secrets(System.getenv()), Clock.systemUTC()));
    } catch (InvalidDefinitionException wrong) {
      errors.addAll(wrong.errors());
      return Optional.empty();
    }
  }

  private void reports(
      Definitions<RegisteredFunction> functions, Optional<DeliverySettings> delivery) {
    ReportCatalog catalog = new YamlReportCatalog(workspace.folder());
    for (String name : catalog.names()) {
      trying(
          () -> {
            ReportDefinition definition = catalog.report(name);
            YamlDocument document =
                YamlDocument.read(workspace.folder(), Path.of("tasks", name, "report.yaml"));
            new ReportCheck(definition, document, functions).check();
            delivery.ifPresent(settings -> targets(definition, document, settings));
            template(definition.templates().word(), definition, this::word);
            template(definition.templates().pdf(), definition, this::print);
            definition.templates().form().ifPresent(form -> template(form, definition, this::form));
          });
    }
  }

  /** A target that names a part of the data can be looked up when the part is known. */
  private void targets(
      ReportDefinition definition, YamlDocument document, DeliverySettings settings) {
    for (int i = 0; i < definition.deliver().size(); i++) {
      DeliveryTarget target = definition.deliver().get(i);
      Set<String> known = settings.targets(target.channel());
      if (!target.target().contains("{") && !known.contains(target.target())) {
        errors.add(
            document.error(
                "/deliver/" + i + "/" + target.channel(),
                "there is no target '"
                    + target.target()
                    + "' of "
                    + target.channel()
                    + " in tasks/delivery.yaml",
                ClosestName.hint(target.target(), known)));
      }
    }
  }

  private interface TemplateCheck {
    List<DefinitionError> check(String name, byte[] bytes, ReportContent content);
  }

  private void template(String file, ReportDefinition definition, TemplateCheck check) {
    String name = "templates/" + file;
    try {
      byte[] bytes = Files.readAllBytes(workspace.templates().resolve(file));
      trying(() -> errors.addAll(check.check(name, bytes, PreviewContent.of(definition))));
    } catch (IOException missing) {
      errors.add(
          new DefinitionError(
              name,
              0,
              0,
              "there is no such file",
              "the report " + definition.name() + " names it"));
    }
  }

  private List<DefinitionError> word(String name, byte[] bytes, ReportContent content) {
    return WordTemplate.read(name, bytes).check(content);
  }

  private List<DefinitionError> form(String name, byte[] bytes, ReportContent content) {
    return FormTemplate.compile(name, bytes).check(content);
  }

  private List<DefinitionError> print(String name, byte[] bytes, ReportContent content) {
    return HtmlTemplate.compile(name, new String(bytes, StandardCharsets.UTF_8)).check(content);
  }

  private void trying(Runnable part) {
    try {
      part.run();
    } catch (InvalidDefinitionException wrong) {
      errors.addAll(wrong.errors());
    } catch (RapporteurException fault) {
      errors.add(new DefinitionError("workspace", 0, 0, fault.getMessage(), fault.nextStep()));
    }
  }

  /** One report against the functions that it calls. */
  private final class ReportCheck {
    private final ReportDefinition definition;
    private final YamlDocument document;
    private final Definitions<RegisteredFunction> functions;

    ReportCheck(
        ReportDefinition definition,
        YamlDocument document,
        Definitions<RegisteredFunction> functions) {
      this.definition = definition;
      this.document = document;
      this.functions = functions;
    }

    void check() {
      definition.data().forEach((name, call) -> call("/data/" + name, call));
      definition.ready().ifPresent(this::ready);
      for (int i = 0; i < definition.figures().size(); i++) {
        figure("/figures/" + i, definition.figures().get(i));
      }
      for (int i = 0; i < definition.sections().size(); i++) {
        String at = "/sections/" + i + "/chart";
        definition.sections().get(i).chart().ifPresent(chart -> chart(at, chart));
      }
      definition.keyChart().ifPresent(chart -> chart("/keyChart", chart));
      schedule();
      definition.split().ifPresent(this::split);
    }

    /** Every call must be limited to its part, or one part would see another's numbers. */
    private void split(SplitDefinition split) {
      definition.data().forEach((name, call) -> limited("/data/" + name, call, split.by()));
      definition.ready().ifPresent(ready -> limited("/ready", ready.call(), split.by()));
      boolean found =
          definition.data().entrySet().stream()
              .filter(data -> split.from().isEmpty() || split.from().equals(data.getKey()))
              .map(data -> functions.good().get(data.getValue().function()))
              .anyMatch(
                  function ->
                      function != null
                          && function.columns().stream()
                              .anyMatch(column -> column.name().equals(split.by())));
      if (!found) {
        wrong(
            "/split",
            "no data has the column '" + split.by() + "' that tells the parts apart",
            "add a call that has it");
      }
    }

    private void limited(String at, DataCall call, String by) {
      RegisteredFunction function = functions.good().get(call.function());
      if (function != null && !function.parameters().path("properties").has(by)) {
        wrong(
            at + "/call",
            call.function() + " has no parameter '" + by + "', by which the report is split",
            "give it the parameter and filter by it");
      }
    }

    private void ready(ReadinessDefinition ready) {
      call("/ready", ready.call());
      ready
          .minimum()
          .keySet()
          .forEach(
              name ->
                  column("/ready/minimum/" + name, ready.call(), name)
                      .filter(column -> column.type() != Column.Type.NUMBER)
                      .ifPresent(
                          column ->
                              wrong(
                                  "/ready/minimum/" + name,
                                  name + " is no number",
                                  "take a column with a unit")));
      ready
          .loadedSinceEnd()
          .flatMap(name -> column("/ready/loadedSinceEnd", ready.call(), name))
          .filter(
              column -> column.type() != Column.Type.DATE && column.type() != Column.Type.TIMESTAMP)
          .ifPresent(
              column ->
                  wrong(
                      "/ready/loadedSinceEnd",
                      column.name() + " is no time",
                      "take a column of the type date or timestamp"));
      if (document.root().at("/ready/closed").isString()) {
        column("/ready/closed", ready.call(), ready.closed());
      }
    }

    private void call(String at, DataCall call) {
      if (functions.broken().contains(call.function())) {
        return;
      }
      RegisteredFunction function = functions.good().get(call.function());
      if (function == null) {
        wrong(
            at + "/call",
            "there is no function '" + call.function() + "'",
            ClosestName.hint(call.function(), functions.good().keySet()));
        return;
      }
      var parameters = function.parameters().path("properties");
      for (String argument : call.with().keySet()) {
        if (!parameters.has(argument)) {
          wrong(
              at + "/with/" + argument,
              call.function() + " has no parameter '" + argument + "'",
              ClosestName.hint(argument, parameters.propertyNames()));
        }
      }
      if (definition.roles().stream().noneMatch(function.roles()::contains)
          && definition.schedule().isPresent()) {
        wrong(
            at + "/call",
            "no role in runAs may call " + call.function(),
            "one of: " + function.roles());
      }
    }

    private void figure(String at, FigureDefinition figure) {
      switch (figure) {
        case FigureDefinition.Total total -> {
          number(at + "/total", total.cells());
          total.by().ifPresent(by -> column(at + "/by", total.cells().data(), by));
        }
        case FigureDefinition.Ratio ratio -> {
          number(at + "/ratio/0", ratio.over());
          number(at + "/ratio/1", ratio.under());
        }
        case FigureDefinition.Share share -> by(at, "share", share.cells(), share.by());
        case FigureDefinition.Contribution part -> by(at, "contribution", part.cells(), part.by());
        case FigureDefinition.Rank rank -> by(at, "rank", rank.cells(), rank.by());
        case FigureDefinition.YearToDate toDate ->
            over(at, "yearToDate", toDate.cells(), toDate.over());
        case FigureDefinition.Rolling rolling ->
            over(at, "rolling", rolling.cells(), rolling.over());
        case FigureDefinition.Trend trend -> over(at, "trend", trend.cells(), trend.over());
        case FigureDefinition.Target target -> {
          number(at + "/against", target.against());
          target.by().ifPresent(by -> column(at + "/by", target.against().data(), by));
        }
      }
    }

    private void by(String at, String kind, CellPath cells, String by) {
      number(at + "/" + kind, cells);
      column(at + "/by", cells.data(), by);
    }

    private void over(String at, String kind, CellPath cells, String over) {
      number(at + "/" + kind, cells);
      column(at + "/over", cells.data(), over);
    }

    private void chart(String at, ChartDefinition chart) {
      CellPath.parse(chart.subject()).ifPresent(cells -> number(at + "/" + chart.kind(), cells));
    }

    private void number(String at, CellPath cells) {
      column(at, cells.data(), cells.column())
          .filter(column -> column.type() != Column.Type.NUMBER)
          .ifPresent(column -> wrong(at, cells + " is no number", "take a column with a unit"));
    }

    private Optional<Column> column(String at, String data, String name) {
      DataCall call = definition.data().get(data);
      return call == null ? Optional.empty() : column(at, call, name);
    }

    private Optional<Column> column(String at, DataCall call, String name) {
      RegisteredFunction function = functions.good().get(call.function());
      if (function == null) {
        return Optional.empty();
      }
      Optional<Column> found =
          function.columns().stream().filter(column -> column.name().equals(name)).findFirst();
      if (found.isEmpty()) {
        List<String> known = function.columns().stream().map(Column::name).toList();
        wrong(
            at,
            call.function() + " gives no column '" + name + "'",
            ClosestName.of(name, known)
                .map(closest -> "did you mean '" + closest + "'?")
                .orElse("it gives: " + String.join(", ", known)));
      }
      return found;
    }

    private void schedule() {
      ReportSchedule.of(definition)
          .ifPresent(
              schedule -> {
                try {
                  new ScheduleReader(
                          new WorkingDayCalendars(
                              workspace.folder().resolve("tasks").resolve("calendars")))
                      .read(schedule.definition(), schedule.period(), schedule.zone());
                } catch (RapporteurException wrong) {
                  wrong("/schedule", wrong.getMessage(), wrong.nextStep());
                }
              });
    }

    private void wrong(String at, String message, String hint) {
      errors.add(document.error(at, message, hint));
    }
  }
}
