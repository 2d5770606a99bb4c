package dev.rapporteur.writing;

import dev.rapporteur.access.Actor;
import dev.rapporteur.analysis.AnalysisInput;
import dev.rapporteur.analysis.Entity;
import dev.rapporteur.analysis.Figure;
import dev.rapporteur.analysis.FigureAnalyzer;
import dev.rapporteur.analysis.FigureEntry;
import dev.rapporteur.analysis.FigureFormat;
import dev.rapporteur.analysis.FigureSheet;
import dev.rapporteur.analysis.Measure;
import dev.rapporteur.function.DataSourceDefinition;
import dev.rapporteur.function.FunctionCall;
import dev.rapporteur.function.FunctionDefinitions;
import dev.rapporteur.function.FunctionRegistry;
import dev.rapporteur.function.QueryResult;
import dev.rapporteur.function.RegisteredFunction;
import dev.rapporteur.function.jdbc.JdbcFunctionExecutor;
import dev.rapporteur.function.jdbc.SourceDatabases;
import dev.rapporteur.knowledge.DocumentSourceDefinition;
import dev.rapporteur.knowledge.Passage;
import dev.rapporteur.knowledge.PassageQuery;
import dev.rapporteur.knowledge.RetrievedPassage;
import dev.rapporteur.knowledge.Validity;
import dev.rapporteur.knowledge.extraction.FileDocumentReader;
import dev.rapporteur.knowledge.lucene.LucenePassageRetriever;
import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportDefinition.DataCall;
import dev.rapporteur.report.ReportDefinition.SectionDefinition;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.yaml.YamlReportCatalog;
import dev.rapporteur.testing.SampleDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Briefs over real figures and passages: the reports of a workspace, for any of its months. */
public final class SampleBriefs implements AutoCloseable {
  private static final Set<String> ROLES = Set.of("employee", "sales-manager");

  private final Path workspace;
  private final YamlReportCatalog catalog;
  private final FunctionRegistry registry;
  private final SourceDatabases databases;
  private final JdbcFunctionExecutor executor;
  private final Map<String, LucenePassageRetriever> retrievers = new LinkedHashMap<>();
  private final Path indexes;

  /** The reports of this project, in a workspace of its own so that its database is too. */
  public SampleBriefs() throws IOException {
    this(linked());
  }

  private static Path linked() throws IOException {
    Path workspace = Files.createTempDirectory("workspace");
    for (String part : List.of("datasources", "tasks")) {
      Files.createSymbolicLink(workspace.resolve(part), Path.of(part).toAbsolutePath());
    }
    return workspace;
  }

  public SampleBriefs(Path workspace) throws IOException {
    this.workspace = workspace;
    catalog = new YamlReportCatalog(workspace);
    Map<String, DataSourceDefinition> sources = DataSourceDefinition.readAll(workspace, Map.of());
    registry = new FunctionRegistry(FunctionDefinitions.read(workspace, sources));
    databases = new SourceDatabases(sources);
    executor = new JdbcFunctionExecutor(databases);
    indexes = Files.createTempDirectory("passages");
  }

  public ReportDefinition definition(String report) {
    return catalog.report(report);
  }

  public FigureSheet sheet(String report, ReportingPeriod period) {
    ReportDefinition definition = definition(report);
    Map<String, FunctionCall> current = new LinkedHashMap<>();
    definition.data().forEach((name, call) -> current.put(name, call(call, period)));
    Map<Base, Map<String, FunctionCall>> bases = new EnumMap<>(Base.class);
    AnalysisInput.basesNeeded(definition)
        .forEach(
            (base, names) -> {
              Map<String, FunctionCall> calls = new LinkedHashMap<>();
              ReportingPeriod then = AnalysisInput.periodOf(base, period);
              names.forEach(name -> calls.put(name, call(definition.data().get(name), then)));
              bases.put(base, calls);
            });
    return FigureAnalyzer.analyze(new AnalysisInput(definition, period, current, bases));
  }

  /** The briefs of all sections, in the order of the definition, none with earlier sections. */
  public List<NarrativeBrief> briefs(String report, ReportingPeriod period) {
    ReportDefinition definition = definition(report);
    FigureSheet sheet = sheet(report, period);
    List<NarrativeBrief> briefs = new ArrayList<>();
    for (SectionDefinition section : definition.sections()) {
      briefs.add(
          new NarrativeBrief(
              definition,
              period,
              section,
              instruction(report, section),
              sheet,
              figures(section, sheet),
              passages(definition, section, sheet, period),
              List.of()));
    }
    return briefs;
  }

  /** A text as a reader sees it: references filled, citations written out. */
  public static String filled(SectionDraft draft, FigureSheet sheet, FigureFormat format) {
    StringBuilder all = new StringBuilder();
    for (SectionDraft.Paragraph paragraph : draft.paragraphs()) {
      StringBuilder text = new StringBuilder();
      int from = 0;
      for (FigureReference reference : FigureReference.in(paragraph.text())) {
        Figure figure = sheet.figure(reference.id()).orElseThrow();
        text.append(paragraph.text(), from, reference.start());
        text.append(
            switch (reference.style()) {
              case TEXT -> format.text(figure.value(), figure.unit());
              case SIGNED -> format.signed(figure.value(), figure.unit());
              case MAGNITUDE -> format.magnitude(figure.value(), figure.unit());
            });
        from = reference.end();
      }
      text.append(paragraph.text().substring(from));
      String cited = text.toString();
      for (SectionDraft.LabeledCitation citation : paragraph.citations()) {
        cited = cited.replace("[" + citation.label() + "]", citation.citation().label());
      }
      all.append(paragraph.bullet() ? "- " : "").append(cited).append("\n");
    }
    return all.toString();
  }

  /** Prints the texts of a report: {@code REPORT PERIOD...}. */
  public static void main(String[] arguments) throws IOException {
    String workspace = System.getProperty("workspace");
    try (SampleBriefs samples =
        workspace == null ? new SampleBriefs() : new SampleBriefs(Path.of(workspace))) {
      for (int i = 1; i < arguments.length; i++) {
        samples.print(arguments[0], ReportingPeriod.parse(arguments[i]).orElseThrow());
      }
    }
  }

  private void print(String report, ReportingPeriod period) {
    if (Boolean.getBoolean("figures")) {
      FigureFormat format = new FigureFormat(definition(report).locale());
      sheet(report, period)
          .entries()
          .values()
          .forEach(
              entry ->
                  System.out.println(
                      entry instanceof Figure figure
                          ? entry.id()
                              + " | "
                              + entry.name()
                              + " | "
                              + format.text(figure.value(), figure.unit())
                          : entry));
      sheet(report, period).quality().forEach(System.out::println);
      return;
    }
    System.out.println("######## " + report + " " + period);
    NarrativeWriter writer = new dev.rapporteur.writing.rules.RuleBasedWriter();
    for (NarrativeBrief brief : briefs(report, period)) {
      System.out.println("## " + brief.section().heading());
      if (Boolean.getBoolean("passages")) {
        brief.passages().forEach(passage -> System.out.println("   p: " + passage.text()));
      }
      System.out.println(
          filled(
              writer.write(brief), brief.sheet(), new FigureFormat(brief.definition().locale())));
    }
  }

  @Override
  public void close() {
    databases.close();
    retrievers.values().forEach(LucenePassageRetriever::close);
  }

  private FunctionCall call(DataCall call, ReportingPeriod period) {
    RegisteredFunction function = registry.find(call.function()).orElseThrow();
    ObjectNode arguments = JsonMapper.shared().valueToTree(call.with());
    arguments.put("month", period.toString());
    function
        .parameters()
        .path("properties")
        .properties()
        .forEach(
            parameter -> {
              if (parameter.getValue().has("default") && !arguments.has(parameter.getKey())) {
                arguments.set(parameter.getKey(), parameter.getValue().get("default"));
              }
            });
    QueryResult result = executor.execute(function, arguments);
    return new FunctionCall(
        call.function() + "@" + period,
        call.function(),
        Optional.empty(),
        arguments,
        List.of(),
        Optional.empty(),
        Actor.of("sample", Actor.Kind.PERSON, List.of("sales-manager")),
        period.endExclusive().plusDays(5).atStartOfDay(ZoneOffset.UTC).toInstant(),
        Duration.ZERO,
        result.hash(),
        result);
  }

  private String instruction(String report, SectionDefinition section) {
    try {
      return Files.readString(catalog.folder(report).resolve(section.ask()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<FigureEntry> figures(SectionDefinition section, FigureSheet sheet) {
    return sheet.entries().values().stream()
        .filter(entry -> section.figures().stream().anyMatch(id -> belongs(entry.id(), id)))
        .toList();
  }

  private static boolean belongs(String figure, String definition) {
    return figure.equals(definition) || figure.startsWith(definition + ".");
  }

  private List<Passage> passages(
      ReportDefinition definition,
      SectionDefinition section,
      FigureSheet sheet,
      ReportingPeriod period) {
    Path folder = workspace.resolve("datasources").resolve("strategy");
    String language = definition.locale().getLanguage();
    if (section.documents().isEmpty() || !Files.isDirectory(folder.resolve(language))) {
      return List.of();
    }
    LucenePassageRetriever retriever =
        retrievers.computeIfAbsent(language, any -> retriever(folder.resolve(language), language));
    // What the section asks for first, then what the documents say of whom it speaks.
    Set<Passage> found = new LinkedHashSet<>();
    for (String text :
        List.of(section.documents(), section.documents() + " " + entities(sheet, section))) {
      retriever.retrieve(new PassageQuery(text, ROLES, Validity.during(period), 16, 6000)).stream()
          .map(RetrievedPassage::passage)
          .filter(passage -> isValid(passage.document().id(), period))
          .limit(3)
          .forEach(found::add);
    }
    return List.copyOf(found);
  }

  /** Whether a document speaks for the period, as {@code documents.yaml} says. */
  private boolean isValid(String document, ReportingPeriod period) {
    Map<?, ?> files = (Map<?, ?>) documents().get("files");
    Map<?, ?> valid = (Map<?, ?>) ((Map<?, ?>) files.get(document)).get("valid");
    LocalDate from = LocalDate.parse(String.valueOf(valid.get("from")));
    Object to = valid.get("to");
    return period.endExclusive().isAfter(from)
        && (to == null || !period.start().isAfter(LocalDate.parse(String.valueOf(to))));
  }

  private Map<?, ?> documents() {
    try {
      return (Map<?, ?>)
          SampleDatabase.yaml(workspace.resolve("datasources/strategy/documents.yaml"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private LucenePassageRetriever retriever(Path folder, String language) {
    DocumentSourceDefinition source = DocumentSourceDefinition.readableBy(ROLES, language, folder);
    LucenePassageRetriever retriever =
        new LucenePassageRetriever(
            indexes, List.of(source), new FileDocumentReader(), Optional.empty());
    retriever.follow(line -> {});
    return retriever;
  }

  private static String entities(FigureSheet sheet, SectionDefinition section) {
    return sheet
        .figures()
        .filter(figure -> section.figures().contains(figure.metric()))
        .filter(figure -> figure.measure() == Measure.CHANGE)
        .filter(figure -> figure.entity().isPresent())
        .sorted(Comparator.comparing((Figure figure) -> figure.value().abs()).reversed())
        .map(Figure::entity)
        .flatMap(Optional::stream)
        .map(Entity::label)
        .distinct()
        .limit(3)
        .collect(Collectors.joining(" "));
  }
}
