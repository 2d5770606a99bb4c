package dev.rapporteur.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.access.ApiKey.Scope;
import dev.rapporteur.access.ApiKeys;
import dev.rapporteur.access.KeyRing;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.report.yaml.YamlDocument;
import dev.rapporteur.testing.RunningDesk;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Programs at the API, with keys of several scopes and owners. */
class ApiIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path folder;
  private static RunningDesk desk;

  @BeforeAll
  static void open() throws Exception {
    desk =
        RunningDesk.withSensitiveFunction(folder)
            .with("mia", "sales-manager")
            .with("otto", "operator")
            .with("eve", "employee");
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  private static String key(String owner, Scope... scopes) {
    return desk.bean(KeyRing.class)
        .make(owner, "test", new TreeSet<>(Arrays.asList(scopes)), 1)
        .secret();
  }

  private static HttpResponse<String> get(String path, String key) throws Exception {
    return HTTP.send(request(path, key).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String path, String key, String body) throws Exception {
    return HTTP.send(
        request(path, key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path, String key) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(desk.url() + path));
    return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
  }

  private static JsonNode json(HttpResponse<String> reply) {
    return JsonMapper.shared().readTree(reply.body());
  }

  private static void assertProblem(HttpResponse<String> reply, int status) {
    assertThat(reply.statusCode()).isEqualTo(status);
    assertThat(reply.headers().firstValue("content-type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(json(reply).path("status").asInt()).isEqualTo(status);
    assertThat(reply.body()).doesNotContain("Exception", "dev.rapporteur");
  }

  @Test
  void aRunIsStartedFollowedAndCanceled() throws Exception {
    String key = key("mia", Scope.READ, Scope.RUN);
    HttpResponse<String> reply =
        post(
            "/api/v1/runs",
            key,
            "{\"report\":\"sales-monthly\",\"period\":\"2024-03\",\"writer\":\"rules\"}");
    assertThat(reply.statusCode()).isEqualTo(202);
    String place = reply.headers().firstValue("Location").orElseThrow();
    assertThat(json(get(place, key)).path("period").asString()).isEqualTo("2024-03");
    assertThat(json(get("/api/v1/runs?report=sales-monthly", key)).size()).isPositive();

    assertProblem(post(place + "/cancel", key("eve", Scope.READ, Scope.RUN), ""), 404);
    HttpResponse<String> canceled = post(place + "/cancel", key("otto", Scope.RUN, Scope.READ), "");
    assertThat(json(canceled).path("state").asString()).isEqualTo("CANCELED");
    assertProblem(post(place + "/cancel", key, ""), 409);
  }

  @Test
  void aKeyDoesNoMoreThanItsScopesAndItsOwnerMay() throws Exception {
    assertProblem(get("/api/v1/runs", ""), 401);
    assertProblem(get("/api/v1/runs", "rk_none"), 401);
    assertProblem(get("/api/v1/runs", key("mia", Scope.RUN)), 403);
    assertProblem(post("/api/v1/runs", key("mia", Scope.READ), "{}"), 403);
    assertThat(json(get("/api/v1/reports", key("eve", Scope.READ))).size()).isZero();
    assertThat(json(get("/api/v1/reports", key("mia", Scope.READ))).size()).isPositive();
    assertThat(get("/desk/runs", key("mia", Scope.READ)).statusCode()).isEqualTo(302);
  }

  @Test
  void anEndedKeyIsNotTaken() throws Exception {
    String key = key("mia", Scope.READ);
    assertThat(get("/api/v1/reports", key).statusCode()).isEqualTo(200);
    desk.bean(ApiKeys.class).revoke(key.split("_")[1], "mia");
    assertProblem(get("/api/v1/reports", key), 401);
  }

  @Test
  void whatIsWrongIsSaidAsAProblem() throws Exception {
    String key = key("mia", Scope.READ, Scope.RUN, Scope.CALL);
    assertProblem(get("/api/v1/runs/none", key), 404);
    assertProblem(post("/api/v1/runs", key, "{"), 400);
    assertProblem(post("/api/v1/runs", key, "{\"report\":\"none\"}"), 404);
    assertProblem(
        post("/api/v1/runs", key, "{\"report\":\"sales-monthly\",\"period\":\"2999-01\"}"), 422);
    assertProblem(post("/api/v1/functions/none/calls", key, "{}"), 404);
    assertProblem(post("/api/v1/functions/query_sales_data/calls", key, "{\"month\":3}"), 422);
    assertProblem(
        post("/api/v1/functions/query_sales_data/calls", key("otto", Scope.CALL), "{}"), 403);
  }

  @Test
  void functionsAreCalledAndSensitiveOnesWait() throws Exception {
    String key = key("mia", Scope.CALL);
    HttpResponse<String> answer =
        post("/api/v1/functions/query_sales_data/calls", key, "{\"month\":\"2024-03\"}");
    assertThat(json(answer).path("rows").size()).as(answer.body()).isEqualTo(1);
    HttpResponse<String> waits =
        post("/api/v1/functions/write_off/calls", key, "{\"product\":\"tent\",\"pieces\":2}");
    assertThat(waits.statusCode()).isEqualTo(202);
    assertThat(json(waits).has("confirmation")).isTrue();
  }

  @Test
  void theSecretIsKeptNowhere() {
    String key = key("mia", Scope.READ);
    StateDatabase state = desk.bean(OpenWorkspace.class).state();
    String kept =
        JdbcClient.create(state.dataSource())
            .sql("select * from api_key")
            .query()
            .listOfRows()
            .toString();
    assertThat(kept).contains(key.split("_")[1]).doesNotContain(key.substring(16));
  }

  @Test
  void theDescriptionNamesEveryAddressAndNoOther() throws Exception {
    Set<String> mapped =
        desk
            .context()
            .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
            .getHandlerMethods()
            .keySet()
            .stream()
            .flatMap(
                mapping ->
                    mapping.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/api/"))
                        .flatMap(
                            pattern ->
                                mapping.getMethodsCondition().getMethods().stream()
                                    .map(RequestMethod::name)
                                    .map(method -> method + " " + pattern)))
            .collect(Collectors.toCollection(TreeSet::new));
    String text = get("/api/v1/openapi.yaml", "").body();
    assertThat(text).isEqualTo(Files.readString(Path.of("src/main/resources/openapi.yaml")));
    JsonNode paths = YamlDocument.parse("openapi.yaml", text).root().path("paths");
    Set<String> described = new TreeSet<>();
    paths.forEachEntry(
        (path, item) ->
            item.forEachEntry(
                (method, operation) -> {
                  if (!method.equals("parameters")) {
                    described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path);
                  }
                }));
    assertThat(described).isEqualTo(mapped);
  }
}
