package dev.rapporteur.desk;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rapporteur.access.Account;
import dev.rapporteur.access.Accounts;
import dev.rapporteur.access.Actor;
import dev.rapporteur.access.ApiKey.Scope;
import dev.rapporteur.access.KeyRing;
import dev.rapporteur.assistant.Conversations;
import dev.rapporteur.assistant.Turn;
import dev.rapporteur.function.CallRequest;
import dev.rapporteur.function.Outcome;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.pipeline.ReportRunner;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.WriterChoice;
import dev.rapporteur.testing.DeskVisitor;
import dev.rapporteur.testing.RunningDesk;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Every address of the service, asked by everybody over HTTP and held against the table in
 * who-may.txt; and what every answer says to browsers.
 */
class WhoMayIT {
  private static final Path TABLE = Path.of("src/test/resources/dev/rapporteur/desk/who-may.txt");
  private static final Map<String, String[]> PEOPLE = new TreeMap<>();

  static {
    PEOPLE.put("employee", new String[] {"employee"});
    PEOPLE.put("manager", new String[] {"sales-manager"});
    PEOPLE.put("operator", new String[] {"operator"});
    PEOPLE.put("auditor", new String[] {"auditor"});
    PEOPLE.put("administrator", new String[] {"administrator"});
  }

  /** What forms send: of the right form, and without effect. */
  private static final Map<String, String> FORM =
      Map.ofEntries(
          Map.entry("period", "none"),
          Map.entry("paused", "false"),
          Map.entry("from", "none"),
          Map.entry("to", "none"),
          Map.entry("current", "wrong"),
          Map.entry("wanted", "a"),
          Map.entry("again", "b"),
          Map.entry("shown", "0"),
          Map.entry("question", " "),
          Map.entry("user", "not a name"),
          Map.entry("enabled", "true"),
          Map.entry("call", "none"),
          Map.entry("file", "none"),
          Map.entry("figure", "none"),
          Map.entry("paragraph", "none"),
          Map.entry("base", "0"),
          Map.entry("text", " "),
          Map.entry("section", "none"),
          Map.entry("version", "0"),
          Map.entry("locked", "false"),
          Map.entry("comment", "0"),
          Map.entry("resolved", "false"),
          Map.entry("finding", "none"),
          Map.entry("decision", "approve"),
          Map.entry("sha256", "of-another-draft"));

  private static final Set<String> ENDING =
      Set.of("POST /desk/confirmations/{id}/reject", "POST /desk/runs/{id}/cancel");

  @TempDir static Path folder;
  private static RunningDesk desk;
  private static final Map<String, DeskVisitor> visitors = new LinkedHashMap<>();
  private static final Map<String, String> objects = new TreeMap<>();
  private static final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeAll
  static void open() throws Exception {
    desk = RunningDesk.withSensitiveFunction(folder);
    log.start();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(log);
    visitors.put("nobody", new DeskVisitor(desk.url()));
    PEOPLE.forEach(
        (name, roles) -> {
          desk.with(name, roles);
          DeskVisitor visitor = new DeskVisitor(desk.url());
          visitor.signIn(name, RunningDesk.PASSWORD);
          visitors.put(name, visitor);
        });
    Actor manager = Actor.of("manager", Actor.Kind.PERSON, List.of("sales-manager"));
    ReportRun run =
        desk.bean(ReportRuns.class)
            .acceptOnce(
                new RunRequest(
                    "sales-monthly",
                    ReportingPeriod.month(2024, 3),
                    RunScope.WHOLE,
                    new RunCause.Manual(manager),
                    WriterChoice.RULES),
                Instant.now())
            .run();
    desk.bean(ReportRunner.class).execute(run.id());
    Conversations conversations = desk.bean(Conversations.class);
    var conversation = conversations.begin(manager);
    conversations.add(
        conversation, manager, new Turn(Instant.now(), "How much?", "As said.", List.of()));
    Outcome parked =
        desk.bean(OpenWorkspace.Functions.class)
            .gate()
            .call(
                CallRequest.of(
                    "write_off",
                    JsonNodeFactory.instance.objectNode().put("product", "tent").put("pieces", 3),
                    Set.of("write_off"),
                    manager,
                    "desk",
                    ""));
    objects.put("runs", run.id());
    objects.put("reports", "sales-monthly");
    objects.put("functions", "query_sales_data");
    objects.put("confirmations", ((Outcome.Parked) parked).confirmation().id());
    objects.put("assistant", conversation.id());
    objects.put("users", "manager");
    objects.put(
        "keys",
        desk.bean(KeyRing.class)
            .make("manager", "of the tests", new TreeSet<>(List.of(Scope.READ)), 1)
            .key()
            .id());
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  private static Map<String, Set<String>> table() throws IOException {
    Map<String, Set<String>> table = new LinkedHashMap<>();
    for (String line : Files.readAllLines(TABLE)) {
      if (!line.startsWith("#") && !line.isBlank()) {
        int colon = line.indexOf(": ");
        String actors = line.substring(colon + 2).strip();
        table.put(
            line.substring(0, colon),
            actors.isEmpty() ? Set.of() : new TreeSet<>(List.of(actors.split(" "))));
      }
    }
    return table;
  }

  /** {@code GET /desk/runs/{id}}, of all controllers; OPTIONS says nothing of content. */
  private static Set<String> mappings() {
    Set<String> mappings = new TreeSet<>();
    desk.context()
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .forEach(
            mapping -> {
              for (String pattern : mapping.getPatternValues()) {
                for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
                  if (method != RequestMethod.OPTIONS) {
                    mappings.add(method + " " + pattern);
                  }
                }
              }
            });
    return mappings;
  }

  private static String filled(String pattern) {
    String[] parts = pattern.split("/");
    String place = parts.length > 2 && parts[1].equals("desk") ? parts[2] : "runs";
    return pattern
        .replace("/files/{name}", "/files/draft.docx")
        .replace("{kind}", "word")
        .replace("{run}", objects.get("runs"))
        .replaceAll("\\{(id|name)}", objects.getOrDefault(place, "none"))
        .replaceAll("\\{[a-z]+}", "none");
  }

  /** Whether the answer is that of the controller: neither the door, nor refused, nor hidden. */
  private static boolean isAllowed(String pattern, HttpResponse<?> reply) {
    int status = reply.statusCode();
    String where = reply.headers().firstValue("Location").orElse("");
    boolean toTheDoor = status == 302 && where.endsWith("/sign-in");
    assertThat(status).as(pattern).isNotIn(500, 501, 503);
    return !toTheDoor && status != 401 && status != 403 && status != 404;
  }

  @Test
  void everybodyMayWhatTheTableSaysAndNothingElse() throws IOException {
    Map<String, Set<String>> table = table();
    assertThat(mappings())
        .as("addresses that stand in who-may.txt")
        .isEqualTo(new TreeSet<>(table.keySet()));
    List<String> wrong = new ArrayList<>();
    int cells = 0;
    for (Map.Entry<String, Set<String>> row : table.entrySet()) {
      String method = row.getKey().split(" ")[0];
      String path = filled(row.getKey().split(" ")[1]);
      for (Map.Entry<String, DeskVisitor> visitor : visitors.entrySet()) {
        if (ENDING.contains(row.getKey()) && row.getValue().contains(visitor.getKey())) {
          continue; // It would end what the others are tried on.
        }
        cells++;
        boolean may = row.getValue().contains(visitor.getKey());
        boolean does = does(method, path, visitor.getValue(), row.getKey());
        if (may != does) {
          wrong.add(visitor.getKey() + (does ? " may " : " may not ") + row.getKey());
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(cells).isGreaterThan(200);
  }

  private static boolean does(String method, String path, DeskVisitor visitor, String key) {
    if (method.equals("GET")) {
      return isAllowed(key, key.endsWith("/events") ? visitor.head(path) : visitor.get(path));
    }
    return isAllowed(
        key,
        path.endsWith("/upload") ? visitor.upload(path, "no Word file") : visitor.post(path, FORM));
  }

  @Test
  void aFormWithoutTheTokenOfTheDeskIsRefused() {
    for (String mapping : mappings()) {
      String path = filled(mapping.split(" ")[1]);
      if (mapping.startsWith("POST ") && !path.startsWith("/hooks/") && !path.startsWith("/api/")) {
        for (DeskVisitor visitor : visitors.values()) {
          assertThat(visitor.postWithoutToken(path, FORM).statusCode()).as(mapping).isEqualTo(403);
        }
      }
    }
  }

  @Test
  void everyAnswerTellsBrowsersToTrustNothingElse() {
    List<String> paths = new ArrayList<>(List.of("/desk/nothing", "/sign-in", "/assets/desk.css"));
    mappings().stream()
        .filter(mapping -> mapping.startsWith("GET ") && !mapping.endsWith("/events"))
        .forEach(mapping -> paths.add(filled(mapping.split(" ")[1])));
    for (String path : paths) {
      for (String who : List.of("nobody", "manager", "administrator")) {
        HttpResponse<String> reply = visitors.get(who).get(path);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        reply.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
        assertThat(headers)
            .as(path)
            .containsEntry("x-content-type-options", "nosniff")
            .containsEntry("x-frame-options", "DENY")
            .doesNotContainKeys("server", "x-powered-by");
        if (path.startsWith("/assets/")) {
          assertThat(headers.get("cache-control")).contains("max-age=2592000");
        } else {
          assertThat(headers.get("cache-control")).as(path).contains("no-store");
        }
        if (!path.startsWith("/runs/") && !path.startsWith("/api/")) {
          assertThat(headers.get("content-security-policy"))
              .as(path)
              .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
              .doesNotContain("unsafe");
          assertThat(headers)
              .containsEntry("referrer-policy", "same-origin")
              .containsEntry("cross-origin-opener-policy", "same-origin");
        }
        assertThat(reply.body()).as(path).doesNotContain("at dev.rapporteur", "Exception");
      }
    }
  }

  @Test
  void nothingForDevelopersIsOpen() {
    for (String path :
        List.of(
            "/actuator",
            "/actuator/env",
            "/actuator/heapdump",
            "/actuator/beans",
            "/h2-console",
            "/v3/api-docs",
            "/templates/layout.html",
            "/application.yaml",
            "/messages/desk.properties")) {
      assertThat(isAllowed(path, visitors.get("nobody").get(path))).as(path).isFalse();
      assertThat(isAllowed(path, visitors.get("administrator").get(path))).as(path).isFalse();
    }
  }

  @Test
  void aSessionBeginsAnewAtSignInAndEndsWhenTheAccountChanges() {
    desk.with("zoe", "employee");
    DeskVisitor visitor = new DeskVisitor(desk.url());
    visitor.get("/sign-in");
    String before = visitor.session();
    HttpResponse<String> reply = visitor.signIn("zoe", RunningDesk.PASSWORD);

    assertThat(visitor.session()).isNotEmpty().isNotEqualTo(before);
    assertThat(reply.headers().allValues("set-cookie"))
        .anySatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax"));
    assertThat(visitor.get("/desk/runs").statusCode()).isEqualTo(200);

    Accounts accounts = desk.bean(Accounts.class);
    Account zoe = accounts.find("zoe").orElseThrow();
    accounts.change(zoe.with(zoe.displayName(), zoe.mail(), zoe.roles(), false));
    assertThat(isAllowed("/desk/runs", visitor.get("/desk/runs"))).isFalse();
    assertThat(isAllowed("sign-in", visitor.signIn("zoe", RunningDesk.PASSWORD))).isTrue();
    assertThat(isAllowed("/desk/runs", visitor.get("/desk/runs"))).isFalse();
  }

  @Test
  void signingOutEndsTheSession() {
    DeskVisitor visitor = new DeskVisitor(desk.url());
    visitor.signIn("auditor", RunningDesk.PASSWORD);
    assertThat(visitor.get("/desk/audit").statusCode()).isEqualTo(200);
    String session = visitor.session();
    visitor.post("/sign-out", Map.of());
    assertThat(isAllowed("/desk/audit", visitor.get("/desk/audit"))).isFalse();
    assertThat(visitor.session()).isNotEqualTo(session);
  }

  @Test
  void secretsStandNeitherInTheLogNorOnTheTrail() {
    String canary = "canary-of-a-password-4711";
    DeskVisitor visitor = new DeskVisitor(desk.url());
    visitor.signIn("manager", canary);
    visitor.signIn("manager", RunningDesk.PASSWORD);
    visitor.post("/desk/password", Map.of("current", canary, "wanted", canary, "again", canary));

    StringBuilder all = new StringBuilder();
    List.copyOf(log.list).forEach(event -> all.append(event.getFormattedMessage()).append('\n'));
    desk.bean(OpenWorkspace.class)
        .trail()
        .forEach(entry -> all.append(entry.exportLine()).append('\n'));
    assertThat(all)
        .contains("access.refused")
        .doesNotContain(canary, RunningDesk.PASSWORD, visitor.token(), visitor.session());
  }
}
