package dev.rapporteur.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.access.Actor;
import dev.rapporteur.delivery.DeliveryReceipt;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.pipeline.QueuedRuns;
import dev.rapporteur.pipeline.RunProgress;
import dev.rapporteur.pipeline.SplitProgress;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.report.WriterChoice;
import dev.rapporteur.review.ReviewDesk;
import dev.rapporteur.testing.SampleWorkspace;
import dev.rapporteur.trigger.RunStarter.Done;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One report for each region, in which no number of another region stands. */
class SplitJourneyIT {
  private static final Actor ANNA = Actor.of("anna", Actor.Kind.PERSON, Set.of("sales-manager"));

  /** Names that would mean something else in SQL, in a scope's text, in a path or in a pattern. */
  private static final Map<String, String> HOSTILE =
      Map.of(
          "North", "East' OR '1'='1",
          "South", "\"East,region=Central\"",
          "Central", "E%",
          "Southwest", "../../East",
          "Northeast", "east",
          "Northwest", "East--",
          "Overseas", "{region}");

  private static final Pattern EXACT = Pattern.compile("\\d{1,3}(?:,\\d{3})+\\.\\d\\d");

  @TempDir Path folder;

  @Test
  void eachRegionHasItsOwnNumbersAndRecipientsAndNoneOfAnother() throws Exception {
    Workspace workspace = SampleWorkspace.in(folder);
    try (OpenWorkspace open = OpenWorkspace.embedded(workspace, Clock.systemUTC())) {
      SplitProgress made = split(open);
      assertThat(made.parts())
          .hasSize(8)
          .extracting(ReportRun::state)
          .containsOnly(RunState.IN_REVIEW);
      assertThat(made.whole().state()).isEqualTo(RunState.SPLIT);
      noneHasANumberOfAnother(open, made.parts());

      ReportRun east = part(made, "East");
      String read = open.reviewDesk().find(east.id(), ANNA).orElseThrow().draftSha256();
      open.reviewDesk().approve(new ReviewDesk.Attempt(east.id(), read, ANNA, "desk", ""), false);
      assertThat(open.receipts().of(east.id()))
          .extracting(receipt -> receipt.to().recipient())
          .containsExactlyInAnyOrder("east@linhe.example", "archive");
      assertThat(open.receipts().of(east.id()))
          .extracting(DeliveryReceipt::state)
          .containsOnly(DeliveryReceipt.State.SENT);
      assertThat(folder.resolve("output/archive/sales-monthly-2024-03-r1.docx")).doesNotExist();
      assertThat(folder.resolve("output/archive/sales-regional-East-2024-03-r1.docx")).exists();
    }
  }

  @Test
  void hostileNamesOfRegionsStayNamesAndTheServiceMakesEachPartOnce() throws Exception {
    Workspace workspace = SampleWorkspace.in(folder);
    Path regions = folder.resolve("datasources/sales/regions.csv");
    String csv = Files.readString(regions);
    for (Map.Entry<String, String> name : HOSTILE.entrySet()) {
      csv = csv.replace("," + name.getKey() + ",", "," + name.getValue() + ",");
    }
    Files.writeString(regions, csv);
    try (OpenWorkspace open = OpenWorkspace.embedded(workspace, Clock.systemUTC())) {
      Deque<ReportRun> queue = new ArrayDeque<>();
      List<String> started = new ArrayList<>();
      QueuedRuns queued =
          new QueuedRuns(
              open.startedRunner(Optional.empty(), RunProgress.SILENT),
              open.runs(),
              Clock.systemUTC(),
              part -> {
                if (!started.contains(part.id())) {
                  started.add(part.id());
                  queue.add(part);
                }
              });
      ReportRun whole = accept(open);
      while (!(queued.start(whole.id()) instanceof Done)) {
        assertThat(queue).as("limited in parallel").hasSizeLessThanOrEqualTo(2);
        while (!queue.isEmpty()) {
          queued.start(queue.remove().id());
        }
      }
      List<ReportRun> parts = open.parts().of(whole.id());
      assertThat(parts).hasSize(8).extracting(ReportRun::state).containsOnly(RunState.IN_REVIEW);
      Set<String> names = new TreeSet<>(HOSTILE.values());
      names.remove("\"East,region=Central\"");
      names.addAll(List.of("East,region=Central", "East"));
      assertThat(parts)
          .extracting(part -> part.request().scope().values().get("region"))
          .containsExactlyInAnyOrderElementsOf(names);
      noneHasANumberOfAnother(open, parts);
    }
  }

  @Test
  void aFunctionThatCannotBeLimitedOrDoesNotObeyStopsThePart() throws Exception {
    Workspace workspace = SampleWorkspace.in(folder);
    Path sql = folder.resolve("tasks/functions/sales_by_region.sql");
    Files.writeString(
        sql,
        Files.readString(sql)
            .replace("AND (:region = '' OR region = :region)", "AND :region = :region"));
    assertThatThrownBy(() -> ofEast(workspace))
        .isInstanceOf(RapporteurException.class)
        .hasMessage("sales_by_region was limited to region=East and gave rows of another region");

    Files.writeString(sql, Files.readString(sql).replace("AND :region = :region", ""));
    SampleWorkspace.edit(
        workspace,
        "tasks/functions/sales_by_region.yaml",
        "  region: { type: string, default: \"\", description: One region; all if empty }\n",
        "");
    assertThatThrownBy(() -> ofEast(workspace))
        .isInstanceOf(RapporteurException.class)
        .hasMessage(
            "sales_by_region has no parameter 'region', so it cannot be limited to region=East");
  }

  private static void ofEast(Workspace workspace) {
    try (OpenWorkspace open = OpenWorkspace.embedded(workspace, Clock.systemUTC())) {
      RunRequest east = request(RunScope.parse("region=East").orElseThrow());
      String run = open.runs().acceptAsRevision(east, Instant.now()).id();
      open.resumeNow(run, Optional.empty(), RunProgress.SILENT);
    }
  }

  /** Exact amounts differ between regions; each stands in the files of its own region alone. */
  private static void noneHasANumberOfAnother(OpenWorkspace open, List<ReportRun> parts)
      throws IOException {
    Map<String, Set<String>> amounts = new LinkedHashMap<>();
    Map<String, String> sales = new LinkedHashMap<>();
    for (ReportRun part : parts) {
      Path drafts = open.workspace().outputOf(part);
      String evidence = Files.readString(drafts.resolve("evidence.json"));
      String text = text(drafts.resolve("draft.pdf"));
      Set<String> found = new HashSet<>();
      Matcher matcher = EXACT.matcher(text + evidence);
      while (matcher.find()) {
        found.add(matcher.group());
      }
      assertThat(found).as("%s", part.request().scope()).hasSizeGreaterThan(20);
      amounts.put(part.id(), found);
      sales.put(part.request().scope().values().get("region"), sales(evidence));
    }
    List<String> ids = List.copyOf(amounts.keySet());
    for (int one = 0; one < ids.size(); one++) {
      for (int other = one + 1; other < ids.size(); other++) {
        Set<String> shared = new HashSet<>(amounts.get(ids.get(one)));
        shared.retainAll(amounts.get(ids.get(other)));
        assertThat(shared).as("%s and %s", parts.get(one), parts.get(other)).isEmpty();
      }
    }
    assertThat(new HashSet<>(sales.values())).hasSameSizeAs(parts);
  }

  private static String sales(String evidence) {
    for (JsonNode figure : JsonMapper.shared().readTree(evidence).get("figures")) {
      if (figure.get("id").asString().equals("sales")) {
        return figure.get("value").asString();
      }
    }
    throw new AssertionError("there is no figure sales");
  }

  private static String text(Path pdf) throws IOException {
    StringBuilder text = new StringBuilder();
    try (PdfReader reader = new PdfReader(Files.readAllBytes(pdf))) {
      PdfTextExtractor extractor = new PdfTextExtractor(reader);
      for (int page = 1; page <= reader.getNumberOfPages(); page++) {
        text.append(extractor.getTextFromPage(page)).append('\n');
      }
    }
    return text.toString();
  }

  private static SplitProgress split(OpenWorkspace open) {
    return open.startedRunner(Optional.empty(), RunProgress.SILENT).splitHere(accept(open).id());
  }

  private static ReportRun accept(OpenWorkspace open) {
    return open.runs().acceptOnce(request(RunScope.WHOLE), Instant.now()).run();
  }

  private static ReportRun part(SplitProgress made, String region) {
    return made.parts().stream()
        .filter(part -> region.equals(part.request().scope().values().get("region")))
        .findFirst()
        .orElseThrow();
  }

  private static RunRequest request(RunScope scope) {
    Actor ben = Actor.of("ben", Actor.Kind.PERSON, Set.of("sales-manager"));
    return new RunRequest(
        "sales-regional",
        ReportingPeriod.month(2024, 3),
        scope,
        new RunCause.Manual(ben),
        WriterChoice.RULES);
  }
}
