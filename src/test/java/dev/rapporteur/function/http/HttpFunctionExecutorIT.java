package dev.rapporteur.function.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rapporteur.function.Cell;
import dev.rapporteur.function.DataSourceDefinition;
import dev.rapporteur.function.ExactJson;
import dev.rapporteur.function.FunctionDefinitions;
import dev.rapporteur.function.QueryFailedException;
import dev.rapporteur.function.QueryResult;
import dev.rapporteur.function.RegisteredFunction;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.InvalidDefinitionException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Functions over a real HTTP server on the loopback interface. */
class HttpFunctionExecutorIT {
  private static final String OPEN_API =
      """
      openapi: 3.1.0
      info: { title: CRM, version: "1" }
      servers: [ { url: https://elsewhere.example.org } ]
      paths:
        /orders/{id}:
          parameters:
            - { name: id, in: path, required: true, schema: { type: string } }
          get:
            operationId: getOrder
            parameters:
              - { name: since, in: query, schema: { type: string } }
          post:
            operationId: noteOrder
            requestBody: { $ref: "#/components/requestBodies/Note" }
        /secret:
          get:
            operationId: secret
            parameters:
              - { name: X-Tenant, in: header, required: true }
      components:
        requestBodies:
          Note: { content: { application/json: {} } }
      """;
  private static final String FUNCTION =
      """
      function: order
      description: One order.
      parameters:
        id: { type: string }
        since: { type: string, format: date, default: 2024-01-01 }
      columns:
        id: { key: true }
        amount: { unit: CNY }
        sold_on: { type: date }
        open: { type: boolean }
      datasource: crm
      operation: getOrder
      rows: /items
      roles: [employee]
      effect: read
      limits: { rows: 3, seconds: 1 }
      """;

  @TempDir Path workspace;
  private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;
  private volatile String answer = "{\"items\":[]}";
  private volatile int status = 200;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::respond);
    server.start();
    write("datasources/crm/openapi.yaml", OPEN_API);
    write(
        "datasources/crm.yaml",
        "datasource: crm\nurl: http://127.0.0.1:"
            + server.getAddress().getPort()
            + "/api/\nopenapi: crm/openapi.yaml\nauthorization: Bearer ${TOKEN}\nreadOnly: false\n");
    write("tasks/functions/order.yaml", FUNCTION);
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  @Test
  void givesRowsOfTypedCells() throws Exception {
    answer =
        "{\"items\":[{\"id\":\"o-1\",\"amount\":12345678901234567.89,\"sold_on\":\"2024-02-29\",\"open\":true,"
            + "\"more\":1},{\"id\":\"o-2\",\"amount\":null}]}";
    QueryResult result = call("{\"id\":\"o-1\",\"since\":\"2024-01-01\"}");
    assertThat(result.number(0, "amount")).contains(new BigDecimal("12345678901234567.89"));
    assertThat(result.cell(0, "sold_on")).hasToString("2024-02-29");
    assertThat(result.rows().get(1))
        .containsExactly(new Cell.Text("o-2"), Cell.EMPTY, Cell.EMPTY, Cell.EMPTY);
    assertThat(requests).containsExactly("GET /api/orders/o-1?since=2024-01-01 Bearer s3cret ");
  }

  @ParameterizedTest
  @CsvSource({
    "../admin, %2E%2E%2Fadmin",
    "a/b?x=1#y, a%2Fb%3Fx%3D1%23y",
    "客户, %E5%AE%A2%E6%88%B7",
    "@evil.example, %40evil%2Eexample"
  })
  void keepsAnArgumentInItsPlace(String id, String sent) throws Exception {
    call(ExactJson.parse("{\"since\":\"x\"}").toString().replace("}", ",\"id\":\"" + id + "\"}"));
    assertThat(requests).containsExactly("GET /api/orders/" + sent + "?since=x Bearer s3cret ");
  }

  @Test
  void putsTheOtherArgumentsIntoTheBody() throws Exception {
    write(
        "tasks/functions/order.yaml",
        FUNCTION
            .replace("getOrder", "noteOrder")
            .replace(
                "since: { type: string, format: date, default: 2024-01-01 }",
                "note: { type: string }")
            .replace("effect: read", "effect: write"));
    call("{\"id\":\"o-1\",\"note\":\"a \\\"b\\\"\"}");
    assertThat(requests)
        .containsExactly("POST /api/orders/o-1 Bearer s3cret {\"note\":\"a \\\"b\\\"\"}");
  }

  @Test
  void followsNoRedirect() {
    status = 302;
    assertThat(failure()).hasMessageContaining("answered with status 302");
    assertThat(requests).hasSize(1);
  }

  @Test
  void namesWhatTheServiceAnswered() {
    status = 404;
    assertThat(failure()).hasMessage("the function 'order' failed: 'crm' answered with status 404");
    status = 200;
    answer = "<html>";
    assertThat(failure()).hasMessageContaining("no JSON");
    answer = "{\"items\":[" + "{},".repeat(3) + "{}]}";
    assertThat(failure()).hasMessageContaining("more than its limit of 3 rows");
    answer = "[\"" + "x".repeat(6 * 1024 * 1024) + "\"]";
    assertThat(failure()).hasMessageContaining("more than 5 MiB");
    server.stop(0);
    assertThat(failure()).hasMessageContaining("'crm' does not answer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"items\":[{\"amount\":\"12\"}]} | the column 'amount' holds \"12\"",
        "{\"items\":[{\"id\":3}]} | the column 'id' holds 3",
        "{\"items\":[{\"sold_on\":\"2024-02-30\"}]} | the column 'sold_on' holds \"2024-02-30\"",
        "{\"items\":[{\"open\":\"true\"}]} | the column 'open' holds \"true\"",
        "{\"items\":[3]} | no object, and no list of objects, stands at '/items'",
        "{} | no object, and no list of objects, stands at '/items'"
      })
  void convertsNothing(String body, String message) {
    answer = body;
    QueryFailedException fault = failure();
    assertThat(fault).hasMessageContaining(message);
    assertThat(fault.kind()).isEqualTo(FailureKind.DATA);
  }

  @Test
  void stopsAtTheTimeLimit() {
    answer = "wait";
    QueryFailedException fault = failure();
    assertThat(fault).hasMessageContaining("took longer than its limit of 1 s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "operation: getOrder | operation: getOrders | order.yaml:12:12: there is no operation 'getOrders' (did you mean 'getOrder'?)",
        "operation: getOrder | operation: secret | openapi.yaml:19:11: 'X-Tenant' goes neither into the path nor into the query",
        "operation: getOrder | operation: noteOrder | order.yaml:15:9: the operation is a POST, so it does more than read",
        "id: { type: string } | ids: { type: string } | order.yaml:12:1: the operation needs the parameter 'id', which is not declared (did you mean 'ids'?)",
        "id: { type: string } | ids: { type: string } | order.yaml:4:3: the operation has no parameter 'ids'",
        "operation: getOrder |  | order.yaml:13:1: 'rows' needs the key 'operation' beside it",
        "datasource: crm | datasource: shop | order.yaml:12:1: the data source 'shop' is no HTTP service"
      })
  void refusesADefinitionThatDoesNotFitTheDescription(String part, String replacement, String error)
      throws Exception {
    write("datasources/shop.yaml", "datasource: shop\nurl: jdbc:h2:mem:x\n");
    String text = FUNCTION.replace(part, replacement == null ? "" : replacement);
    write("tasks/functions/order.yaml", text);
    var fault = catchThrowableOfType(InvalidDefinitionException.class, this::function);
    assertThat(fault).hasMessageContaining(error);
  }

  @Test
  void showsNoSecret() {
    assertThat(sources().get("crm").toString()).doesNotContain("s3cret");
    assertThat(sources().get("crm").service().toString()).doesNotContain("s3cret");
  }

  private void respond(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization")
            + " "
            + body);
    if (answer.equals("wait")) {
      await();
    }
    exchange.getResponseHeaders().set("Location", "/api/elsewhere");
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private QueryFailedException failure() {
    return catchThrowableOfType(
        QueryFailedException.class, () -> call("{\"id\":\"o-1\",\"since\":\"2024-01-01\"}"));
  }

  private QueryResult call(String arguments) {
    return new HttpFunctionExecutor(sources())
        .execute(function(), (ObjectNode) ExactJson.parse(arguments));
  }

  private RegisteredFunction function() {
    List<RegisteredFunction> functions = FunctionDefinitions.read(workspace, sources());
    return functions.getFirst();
  }

  private Map<String, DataSourceDefinition> sources() {
    return DataSourceDefinition.readAll(workspace, Map.of("TOKEN", "s3cret"));
  }

  private void write(String file, String text) throws Exception {
    Path path = workspace.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
