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
import dev.rapporteur.report.ReportDefinition.Output;
import dev.rapporteur.report.ReportDefinition.ReadinessDefinition;
import dev.rapporteur.report.ReportDefinition.ReviewDefinition;
import dev.rapporteur.report.ReportDefinition.ScheduleDefinition;
import dev.rapporteur.report.ReportDefinition.SectionDefinition;
import dev.rapporteur.report.ReportDefinition.SplitDefinition;
import dev.rapporteur.report.ReportDefinition.TableDefinition;
import dev.rapporteur.report.ReportDefinition.TemplateSet;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.UnknownReportException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
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
  /** What may stand beside each kind of figure. */
  private static final Map<String, Set<String>> FIGURE_KEYS =
      Map.of(
          "total", Set.of("id", "name", "unit", "by", "compare"),
          "ratio", Set.of("id", "name", "unit", "compare"),
          "share", Set.of("id", "name", "by", "compare"),
          "contribution", Set.of("id", "name", "by", "compare"),
          "rank", Set.of("id", "name", "by", "top", "compare"),
          "yearToDate", Set.of("id", "name", "over", "compare"),
          "rolling", Set.of("id", "name", "over", "periods", "compare"),
          "trend", Set.of("id", "name", "over"),
          "target", Set.of("id", "name", "by", "against"));

  private static final Set<String> CHART_KINDS = Set.of("bar", "column", "line", "waterfall");
  private static final int ALL_ROWS = 10_000;

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
    YamlDocument document = YamlDocument.read(workspace, Path.of("tasks", name, "report.yaml"));
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
      List<FigureDefinition> figures = figures(data, period);
      List<SectionDefinition> sections = sections(data, figures, period);
      return new ReportDefinition(
          name,
          root.get("title").asString(),
          text(root, "subtitle"),
          text(root, "company"),
          Locale.forLanguageTag(root.get("locale").asString()),
          zone(),
          period,
          schedule(),
          readiness(),
          roles(),
          data,
          figures,
          keyFigures(figures),
          optional(root, "keyChart")
              .map(chart -> chart(chart, "/keyChart", data, ids(figures), period)),
          sections,
          new TemplateSet(
              root.get("templates").get("word").asString(),
              root.get("templates").get("pdf").asString(),
              optional(root.get("templates"), "form").map(JsonNode::asString)),
          outputs(),
          review(),
          deliver(),
          split(data));
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
      List<String> kinds = Stream.of("cron", "workday", "day").filter(node::has).toList();
      if (kinds.size() != 1) {
        wrong(
            "/schedule", "a schedule has one of cron, workday and day", "give exactly one of them");
      }
      if (!node.has("cron") && !node.has("at")) {
        wrong("/schedule", "a day needs a time of day", "add at: \"08:00\"");
      }
      if (node.has("roll") && !node.has("day")) {
        wrong("/schedule/roll", "'roll' goes with 'day' only", "say where a day off goes");
      }
      return Optional.of(
          new ScheduleDefinition(
              optional(node, "cron").map(JsonNode::asString),
              optional(node, "workday").map(JsonNode::asInt),
              optional(node, "day").map(JsonNode::asInt),
              node.has("day")
                  ? optional(node, "roll").map(JsonNode::asString).orElse("following")
                  : "",
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
                      optional(node, "closed").map(JsonNode::asString).orElse("closed"),
                      minimum(node),
                      optional(node, "loadedSinceEnd").map(JsonNode::asString),
                      text(node, "owner"),
                      optional(node, "deadline")
                          .map(
                              deadline ->
                                  new ReadinessDefinition.Deadline(
                                      deadline.get("workday").asInt(),
                                      deadline.get("at").asString())),
                      ReadinessDefinition.Otherwise.valueOf(
                          optional(node, "otherwise")
                              .map(JsonNode::asString)
                              .orElse("escalate")
                              .toUpperCase(Locale.ROOT))));
    }

    private static Map<String, BigDecimal> minimum(JsonNode ready) {
      Map<String, BigDecimal> minimum = new LinkedHashMap<>();
      optional(ready, "minimum")
          .ifPresent(
              node -> node.forEachEntry((name, least) -> minimum.put(name, least.decimalValue())));
      return minimum;
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
                          with.put(name, JsonMapper.shared().treeToValue(value, Object.class))));
      return new DataCall(node.get("call").asString(), with);
    }

    private List<FigureDefinition> figures(
        Map<String, DataCall> data, ReportingPeriod.Kind period) {
      List<FigureDefinition> figures = new ArrayList<>();
      Set<String> ids = new LinkedHashSet<>();
      JsonNode list = root.get("figures");
      for (int i = 0; i < list.size(); i++) {
        String at = "/figures/" + i;
        Optional<FigureDefinition> figure = figure(list.get(i), at, data, period);
        figure.ifPresent(figures::add);
        if (figure.isPresent() && !ids.add(figure.get().id())) {
          wrong(at, "two figures have the id '" + figure.get().id() + "'", "give one an id:");
        }
        if (figure.isPresent()
            && figure.get() instanceof FigureDefinition.Target target
            && !ids.contains(target.actual())) {
          unknown(at + "/target", "figure above this one", target.actual(), ids);
        }
      }
      return figures;
    }

    private Optional<FigureDefinition> figure(
        JsonNode node, String at, Map<String, DataCall> data, ReportingPeriod.Kind period) {
      List<String> kinds = FIGURE_KEYS.keySet().stream().filter(node::has).sorted().toList();
      if (kinds.size() != 1) {
        wrong(
            at,
            kinds.isEmpty() ? "the figure has no kind" : "the figure has several kinds: " + kinds,
            "exactly one of " + String.join(", ", new TreeSet<>(FIGURE_KEYS.keySet())));
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
      CellPath cells = cellsOf(node, kind, at, data);
      String id = optional(node, "id").map(JsonNode::asString).orElse(cells.data());
      String name = optional(node, "name").map(JsonNode::asString).orElse(id);
      Optional<String> unit = optional(node, "unit").map(JsonNode::asString);
      Optional<String> by = optional(node, "by").map(JsonNode::asString);
      List<Base> compare = compare(node, at, period);
      return Optional.of(
          switch (kind) {
            case "total" -> new FigureDefinition.Total(id, name, cells, by, unit, compare);
            case "ratio" -> {
              CellPath under = cells(node.get("ratio").get(1), at + "/ratio/1", data);
              yield new FigureDefinition.Ratio(id, name, cells, under, unit, compare);
            }
            case "share" ->
                new FigureDefinition.Share(id, name, cells, need(node, at, "by"), compare);
            case "contribution" ->
                new FigureDefinition.Contribution(id, name, cells, need(node, at, "by"), compare);
            case "rank" ->
                new FigureDefinition.Rank(
                    id, name, cells, need(node, at, "by"), number(node, "top", 5), compare);
            case "yearToDate" ->
                new FigureDefinition.YearToDate(id, name, cells, need(node, at, "over"), compare);
            case "rolling" ->
                new FigureDefinition.Rolling(
                    id, name, cells, need(node, at, "over"), number(node, "periods", 12), compare);
            case "trend" -> new FigureDefinition.Trend(id, name, cells, need(node, at, "over"));
            default ->
                new FigureDefinition.Target(id, name, node.get("target").asString(), cells, by);
          });
    }

    private CellPath cellsOf(JsonNode node, String kind, String at, Map<String, DataCall> data) {
      return switch (kind) {
        case "ratio" -> cells(node.get("ratio").get(0), at + "/ratio/0", data);
        case "target" -> {
          String against = need(node, at, "against");
          yield against.isEmpty()
              ? new CellPath("none", "none")
              : cells(node.get("against"), at + "/against", data);
        }
        default -> cells(node.get(kind), at + "/" + kind, data);
      };
    }

    private static int number(JsonNode node, String key, int otherwise) {
      return optional(node, key).map(JsonNode::asInt).orElse(otherwise);
    }

    private List<Base> compare(JsonNode node, String at, ReportingPeriod.Kind period) {
      List<Base> bases = new ArrayList<>();
      JsonNode list = node.get("compare");
      for (int i = 0; list != null && i < list.size(); i++) {
        base(list.get(i).asString(), at + "/compare/" + i, period).ifPresent(bases::add);
      }
      return bases;
    }

    private Optional<Base> base(String text, String at, ReportingPeriod.Kind period) {
      String previous = "previous-" + period.name().toLowerCase(Locale.ROOT);
      if (text.equals("previous-year")) {
        return Optional.of(Base.PREVIOUS_YEAR);
      }
      if (text.equals(previous)) {
        return Optional.of(Base.PREVIOUS_PERIOD);
      }
      wrong(at, "this report has no " + text, previous + " or previous-year");
      return Optional.empty();
    }

    private List<SectionDefinition> sections(
        Map<String, DataCall> data, List<FigureDefinition> figures, ReportingPeriod.Kind period) {
      Set<String> figureIds = ids(figures);
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
        List<String> spokenOf = strings(node.get("figures"));
        for (int k = 0; k < spokenOf.size(); k++) {
          if (!figureIds.contains(spokenOf.get(k))) {
            unknown(at + "/figures/" + k, "figure", spokenOf.get(k), figureIds);
          }
        }
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
                spokenOf,
                text(node, "documents"),
                optional(node, "chart")
                    .map(chart -> chart(chart, at + "/chart", data, figureIds, period)),
                optional(node, "table").map(table -> table(table, at + "/table", data)),
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

    private ChartDefinition chart(
        JsonNode node,
        String at,
        Map<String, DataCall> data,
        Set<String> figures,
        ReportingPeriod.Kind period) {
      List<String> kinds = CHART_KINDS.stream().filter(node::has).sorted().toList();
      if (kinds.size() != 1) {
        wrong(at, "a chart has exactly one kind", "one of bar, column, line, waterfall");
        return new ChartDefinition("bar", "", Optional.empty());
      }
      String kind = kinds.getFirst();
      String subject = node.get(kind).asString();
      if (CellPath.parse(subject).isPresent()) {
        cells(node.get(kind), at + "/" + kind, data);
      } else if (!figures.contains(subject)) {
        unknown(at + "/" + kind, "figure", subject, figures);
      }
      return new ChartDefinition(
          kind,
          subject,
          optional(node, "compare")
              .flatMap(base -> base(base.asString(), at + "/compare", period)));
    }

    private TableDefinition table(JsonNode node, String at, Map<String, DataCall> data) {
      String of = node.isString() ? node.asString() : node.get("of").asString();
      if (!data.containsKey(of)) {
        unknown(node.isString() ? at : at + "/of", "data", of, data.keySet());
      }
      return new TableDefinition(
          of, node.isString() ? ALL_ROWS : number(node, "rows", ALL_ROWS), text(node, "title"));
    }

    /** The workbook if nothing is said: it has the rows that do not stand in the documents. */
    private Set<Output> outputs() {
      if (!root.has("outputs")) {
        return Set.of(Output.WORKBOOK);
      }
      return strings(root.get("outputs")).stream()
          .map(name -> Output.valueOf(name.toUpperCase(Locale.ROOT)))
          .collect(Collectors.toSet());
    }

    private static Set<String> ids(List<FigureDefinition> figures) {
      return figures.stream()
          .map(FigureDefinition::id)
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<String> keyFigures(List<FigureDefinition> figures) {
      Set<String> known = ids(figures);
      List<String> keys = strings(root.get("keyFigures"));
      for (int i = 0; i < keys.size(); i++) {
        if (!known.contains(keys.get(i))) {
          unknown("/keyFigures/" + i, "figure", keys.get(i), known);
        }
      }
      return keys;
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
                                  targets.add(new DeliveryTarget(channel, target.asString())))));
      return targets;
    }

    private Optional<SplitDefinition> split(Map<String, DataCall> data) {
      return optional(root, "split")
          .map(
              node -> {
                String from = text(node, "from");
                if (!from.isEmpty() && !data.containsKey(from)) {
                  unknown("/split/from", "data", from, data.keySet());
                }
                return new SplitDefinition(
                    node.get("by").asString(), from, number(node, "parallel", 2));
              });
    }

    private CellPath cells(JsonNode node, String at, Map<String, DataCall> data) {
      CellPath path = CellPath.parse(node.asString()).orElseThrow();
      if (!data.containsKey(path.data())) {
        unknown(at, "data", path.data(), data.keySet());
      }
      return path;
    }

    private void unknown(String at, String what, String name, Collection<String> known) {
      wrong(
          at,
          "there is no " + what + " '" + name + "'",
          ClosestName.of(name, known)
              .map(closest -> "did you mean '" + closest + "'?")
              .orElse("there are: " + String.join(", ", known)));
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
