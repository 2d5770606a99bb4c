package dev.rapporteur.report.yaml;

import dev.rapporteur.access.Role;
import dev.rapporteur.report.CellPath;
import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.FigureDefinition;
import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.InvalidDefinitionException;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportCatalog;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportDefinition.ChartDefinition;
import dev.rapporteur.report.ReportDefinition.DataCall;
import dev.rapporteur.report.ReportDefinition.DeliveryTarget;
import dev.rapporteur.report.ReportDefinition.ReadinessDefinition;
import dev.rapporteur.report.ReportDefinition.ReviewDefinition;
import dev.rapporteur.report.ReportDefinition.ScheduleDefinition;
import dev.rapporteur.report.ReportDefinition.SectionDefinition;
import dev.rapporteur.report.ReportDefinition.TemplateSet;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.UnknownReportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code tasks/NAME/report.yaml}. */
public final class YamlReportCatalog implements ReportCatalog {
  private static final List<String> FIGURE_KINDS =
      List.of("total", "ratio", "share", "contribution", "rank", "series", "target");
  private static final Map<String, Set<String>> FIGURE_KEYS =
      Map.of(
          "total", Set.of("id", "name", "unit", "compare"),
          "ratio", Set.of("id", "name", "unit", "compare"),
          "share", Set.of("id", "name", "by", "compare"),
          "contribution", Set.of("id", "name", "by", "compare"),
          "rank", Set.of("id", "name", "by", "top", "compare"),
          "series", Set.of("id", "name", "over", "rolling", "yearToDate"),
          "target", Set.of("id", "name", "actual"));

  private final Path workspace;

  /**
   * @param workspace the folder that holds {@code tasks/}
   */
  public YamlReportCatalog(Path workspace) {
    this.workspace = workspace;
  }

  @Override
  public SortedSet<String> names() {
    Path tasks = workspace.resolve("tasks");
    if (!Files.isDirectory(tasks)) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "there is no folder tasks in " + workspace,
          "start in a workspace, or name one with --workspace");
    }
    try (Stream<Path> folders = Files.list(tasks)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("report.yaml")))
          .map(folder -> folder.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException fault) {
      throw new RapporteurException(
          FailureKind.CAPACITY, "the folder " + tasks + " cannot be read", "", fault);
    }
  }

  @Override
  public Path folder(String name) {
    return workspace.resolve("tasks").resolve(name);
  }

  @Override
  public ReportDefinition report(String name) {
    SortedSet<String> names = names();
    if (!names.contains(name)) {
      throw new UnknownReportException(name, names);
    }
    YamlDocument document =
        YamlDocument.read(workspace, Path.of("tasks", name, "report.yaml"));
    new SchemaCheck("report", Set.of()).require(document);
    Reader reader = new Reader(document);
    ReportDefinition definition = reader.definition(name);
    reader.throwIfWrong();
    return definition;
  }

  /** Reads one document that the schema has found well-formed, and checks what a schema cannot. */
  private final class Reader {
    private final YamlDocument document;
    private final JsonNode root;
    private final List<DefinitionError> errors = new ArrayList<>();

    Reader(YamlDocument document) {
      this.document = document;
      this.root = document.root();
    }

    void throwIfWrong() {
      if (!errors.isEmpty()) {
        throw new InvalidDefinitionException(errors);
      }
    }

    ReportDefinition definition(String folder) {
      String name = root.get("report").asString();
      if (!name.equals(folder)) {
        wrong("/report", "the report is named '" + name + "' but lies in tasks/" + folder, folder);
      }
      ReportingPeriod.Kind period =
          ReportingPeriod.Kind.valueOf(root.get("period").asString().toUpperCase(Locale.ROOT));
      Map<String, DataCall> data = data();
      return new ReportDefinition(
          name,
          root.get("title").asString(),
          text(root, "company"),
          Locale.forLanguageTag(root.get("locale").asString()),
          zone(),
          period,
          schedule(),
          readiness(),
          roles(),
          data,
          figures(data, period),
          sections(data),
          new TemplateSet(
              root.get("templates").get("word").asString(),
              root.get("templates").get("pdf").asString()),
          review(),
          deliver());
    }

    private ZoneId zone() {
      String zone = root.get("timeZone").asString();
      try {
        return ZoneId.of(zone);
      } catch (DateTimeException unknown) {
        wrong("/timeZone", "there is no time zone '" + zone + "'", "such as Asia/Shanghai");
        return ZoneId.of("UTC");
      }
    }

    private Optional<ScheduleDefinition> schedule() {
      JsonNode node = root.get("schedule");
      if (node == null) {
        return Optional.empty();
      }
      if (node.has("cron") == node.has("workday")) {
        wrong("/schedule", "a schedule has either cron or workday", "give exactly one of them");
      }
      if (node.has("workday") && !node.has("at")) {
        wrong("/schedule/workday", "a working day needs a time of day", "add at: \"08:00\"");
      }
      return Optional.of(
          new ScheduleDefinition(
              optional(node, "cron").map(JsonNode::asString),
              optional(node, "workday").map(JsonNode::asInt),
              text(node, "at"),
              text(node, "calendar"),
              optional(node, "misfire").map(JsonNode::asString).orElse("run-each")));
    }

    private Optional<ReadinessDefinition> readiness() {
      return optional(root, "ready")
          .map(
              node ->
                  new ReadinessDefinition(
                      call(node),
                      optional(node, "otherwise").map(JsonNode::asString).orElse("escalate")));
    }

    private Set<Role> roles() {
      Set<Role> roles = new LinkedHashSet<>();
      optional(root, "runAs")
          .ifPresent(node -> node.forEach(role -> roles.add(new Role(role.asString()))));
      return roles;
    }

    private Map<String, DataCall> data() {
      Map<String, DataCall> data = new LinkedHashMap<>();
      root.get("data").forEachEntry((name, node) -> data.put(name, call(node)));
      return data;
    }

    private DataCall call(JsonNode node) {
      Map<String, Object> with = new LinkedHashMap<>();
      optional(node, "with")
          .ifPresent(
              arguments ->
                  arguments.forEachEntry(
                      (name, value) ->
                          with.put(
                              name, JsonMapper.shared().treeToValue(value, Object.class))));
      return new DataCall(node.get("call").asString(), with);
    }

    private List<FigureDefinition> figures(
        Map<String, DataCall> data, ReportingPeriod.Kind period) {
      List<FigureDefinition> figures = new ArrayList<>();
      Set<String> totals = new HashSet<>();
      JsonNode list = root.get("figures");
      for (int i = 0; i < list.size(); i++) {
        figure(list.get(i), "/figures/" + i, data, period).ifPresent(figures::add);
      }
      for (int i = 0; i < figures.size(); i++) {
        FigureDefinition figure = figures.get(i);
        boolean single =
            figure instanceof FigureDefinition.Total || figure instanceof FigureDefinition.Ratio;
        if (single && !totals.add(figure.id())) {
          wrong(
              "/figures/" + i, "two figures have the id '" + figure.id() + "'", "give one an id:");
        }
      }
      for (int i = 0; i < figures.size(); i++) {
        if (figures.get(i) instanceof FigureDefinition.Target target
            && figures.stream().noneMatch(other -> covers(other, target.actual()))) {
          wrong("/figures/" + i + "/actual", "no figure has the id '" + target.actual() + "'", "");
        }
      }
      return figures;
    }

    private boolean covers(FigureDefinition figure, String id) {
      return !(figure instanceof FigureDefinition.Target)
          && (id.equals(figure.id()) || id.startsWith(figure.id() + "."));
    }

    private Optional<FigureDefinition> figure(
        JsonNode node, String at, Map<String, DataCall> data, ReportingPeriod.Kind period) {
      List<String> kinds = FIGURE_KINDS.stream().filter(node::has).toList();
      if (kinds.size() != 1) {
        wrong(
            at,
            kinds.isEmpty() ? "the figure has no kind" : "the figure has several kinds: " + kinds,
            "exactly one of " + String.join(", ", FIGURE_KINDS));
        return Optional.empty();
      }
      String kind = kinds.getFirst();
      node.forEachEntry(
          (key, value) -> {
            if (!key.equals(kind) && !FIGURE_KEYS.get(kind).contains(key)) {
              errors.add(
                  document.keyError(
                      at + "/" + key, "'" + key + "' does not belong to a " + kind, ""));
            }
          });
      String first = kind.equals("ratio") ? at + "/ratio/0" : at + "/" + kind;
      JsonNode cellsNode = kind.equals("ratio") ? node.get("ratio").get(0) : node.get(kind);
      CellPath cells = cells(cellsNode, first, data);
      String id = optional(node, "id").map(JsonNode::asString).orElse(cells.data());
      String name = optional(node, "name").map(JsonNode::asString).orElse("");
      Optional<String> unit = optional(node, "unit").map(JsonNode::asString);
      List<Base> compare = compare(node, at, period);
      return switch (kind) {
        case "total" -> Optional.of(new FigureDefinition.Total(id, name, cells, unit, compare));
        case "ratio" -> {
          CellPath under = cells(node.get("ratio").get(1), at + "/ratio/1", data);
          yield Optional.of(new FigureDefinition.Ratio(id, name, cells, under, unit, compare));
        }
        case "share" ->
            Optional.of(
                new FigureDefinition.Share(id, name, cells, need(node, at, "by"), compare));
        case "contribution" ->
            Optional.of(
                new FigureDefinition.Contribution(id, name, cells, need(node, at, "by"), compare));
        case "rank" ->
            Optional.of(
                new FigureDefinition.Rank(
                    id,
                    name,
                    cells,
                    need(node, at, "by"),
                    optional(node, "top").map(JsonNode::asInt).orElse(5),
                    compare));
        case "series" ->
            Optional.of(
                new FigureDefinition.Series(
                    id,
                    name,
                    cells,
                    need(node, at, "over"),
                    optional(node, "rolling").map(JsonNode::asInt).orElse(0),
                    optional(node, "yearToDate").map(JsonNode::asBoolean).orElse(false)));
        default ->
            Optional.of(
                new FigureDefinition.Target(id, name, cells, need(node, at, "actual")));
      };
    }

    private List<Base> compare(JsonNode node, String at, ReportingPeriod.Kind period) {
      List<Base> bases = new ArrayList<>();
      JsonNode list = node.get("compare");
      for (int i = 0; list != null && i < list.size(); i++) {
        String base = list.get(i).asString();
        if (base.equals("previous-year")) {
          bases.add(Base.PREVIOUS_YEAR);
        } else if (base.equals("previous-" + period.name().toLowerCase(Locale.ROOT))) {
          bases.add(Base.PREVIOUS_PERIOD);
        } else {
          wrong(
              at + "/compare/" + i,
              "a report by " + period.name().toLowerCase(Locale.ROOT) + " has no " + base,
              "previous-" + period.name().toLowerCase(Locale.ROOT) + " or previous-year");
        }
      }
      return bases;
    }

    private List<SectionDefinition> sections(Map<String, DataCall> data) {
      List<SectionDefinition> sections = new ArrayList<>();
      Set<String> ids = new LinkedHashSet<>();
      JsonNode list = root.get("sections");
      for (int i = 0; i < list.size(); i++) {
        JsonNode node = list.get(i);
        String at = "/sections/" + i;
        String id = node.get("id").asString();
        if (!ids.add(id)) {
          wrong(at + "/id", "two sections have the id '" + id + "'", "");
        }
        optional(node, "table")
            .filter(table -> !data.containsKey(table.asString()))
            .ifPresent(table -> unknownData(at + "/table", table.asString(), data));
        String ask = node.get("ask").asString();
        Path prompt = folder(root.get("report").asString()).resolve(ask).normalize();
        if (!prompt.startsWith(folder(root.get("report").asString()))
            || !Files.isRegularFile(prompt)) {
          wrong(at + "/ask", "there is no file " + ask, "write it beside report.yaml");
        }
        sections.add(
            new SectionDefinition(
                id,
                node.get("heading").asString(),
                ask,
                strings(node.get("figures")),
                text(node, "documents"),
                optional(node, "chart").map(chart -> chart(chart, at + "/chart", data)),
                optional(node, "table").map(JsonNode::asString),
                strings(node.get("after"))));
      }
      for (int i = 0; i < list.size(); i++) {
        List<String> after = sections.get(i).after();
        for (int k = 0; k < after.size(); k++) {
          if (!ids.contains(after.get(k)) || after.get(k).equals(sections.get(i).id())) {
            String at = "/sections/" + i + "/after/" + k;
            wrong(at, "there is no other section '" + after.get(k) + "'", String.join(", ", ids));
          }
        }
      }
      return sections;
    }

    private ChartDefinition chart(JsonNode node, String at, Map<String, DataCall> data) {
      Map.Entry<String, JsonNode> only = node.properties().iterator().next();
      return new ChartDefinition(
          only.getKey(), cells(only.getValue(), at + "/" + only.getKey(), data));
    }

    private ReviewDefinition review() {
      JsonNode node = root.get("review");
      String due = optional(node, "due").map(JsonNode::asString).orElse("2 workdays");
      return new ReviewDefinition(
          new Role(node.get("by").asString()),
          Integer.parseInt(due.split(" ")[0]),
          optional(node, "fourEyes").map(JsonNode::asBoolean).orElse(true));
    }

    private List<DeliveryTarget> deliver() {
      List<DeliveryTarget> targets = new ArrayList<>();
      optional(root, "deliver")
          .ifPresent(
              list ->
                  list.forEach(
                      node ->
                          node.forEachEntry(
                              (channel, target) ->
                                  targets.add(
                                      new DeliveryTarget(channel, target.asString())))));
      return targets;
    }

    private CellPath cells(JsonNode node, String at, Map<String, DataCall> data) {
      CellPath path = CellPath.parse(node.asString()).orElseThrow();
      if (!data.containsKey(path.data())) {
        unknownData(at, path.data(), data);
      }
      return path;
    }

    private void unknownData(String at, String name, Map<String, DataCall> data) {
      wrong(
          at,
          "there is no data '" + name + "'",
          ClosestName.of(name, data.keySet())
              .map(closest -> "did you mean '" + closest + "'?")
              .orElse("the report has: " + String.join(", ", data.keySet())));
    }

    private String need(JsonNode node, String at, String key) {
      return optional(node, key)
          .map(JsonNode::asString)
          .orElseGet(
              () -> {
                wrong(at, "the figure needs '" + key + "'", "");
                return "";
              });
    }

    private void wrong(String at, String message, String hint) {
      errors.add(document.error(at, message, hint));
    }

    private static Optional<JsonNode> optional(JsonNode node, String key) {
      return Optional.ofNullable(node.get(key));
    }

    private static String text(JsonNode node, String key) {
      return optional(node, key).map(JsonNode::asString).orElse("");
    }

    private static List<String> strings(JsonNode list) {
      List<String> strings = new ArrayList<>();
      if (list != null) {
        list.forEach(text -> strings.add(text.asString()));
      }
      return strings;
    }
  }
}
