package dev.rapporteur.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.access.Actor;
import dev.rapporteur.function.OfficeWorkspace;
import dev.rapporteur.report.RapporteurException;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The door for MCP clients in the real server, asked by the SDK's own client over loopback. */
class McpDoorIT {
  private static final String EMPLOYEE = "employee-key-0123456789abcdef";
  private static final String FINANCE = "finance-key-0123456789abcdefgh";

  @TempDir static Path folder;
  private static OfficeWorkspace office;
  private static ConfigurableApplicationContext server;
  private static String base;

  /** The door's own configuration, on the office of the function tests. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration(
      excludeName = {
        "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
        "org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration",
        "org.apache.camel.spring.boot.CamelAutoConfiguration"
      })
  @Import(McpConfiguration.Door.class)
  static class OnlyTheDoor {
    @Bean(destroyMethod = "close")
    McpStatelessSyncServer mcpServer(HttpServletStatelessServerTransport transport) {
      return new McpDoor(office.registry, office.gate()).open(transport);
    }
  }

  @BeforeAll
  static void start() throws Exception {
    office = new OfficeWorkspace(folder);
    SpringApplication application = new SpringApplication(OnlyTheDoor.class);
    application.setDefaultProperties(
        Map.of(
            "server.port", "0",
            "server.address", "127.0.0.1",
            "spring.config.location", "optional:classpath:/none/",
            "rapporteur.mcp.enabled", "true",
            "rapporteur.mcp.keys.desk.secret", EMPLOYEE,
            "rapporteur.mcp.keys.desk.roles", "employee",
            "rapporteur.mcp.keys.ledger.secret", FINANCE,
            "rapporteur.mcp.keys.ledger.roles", "finance"));
    server = application.run();
    int port = ((ServletWebServerApplicationContext) server).getWebServer().getPort();
    base = "http://127.0.0.1:" + port;
  }

  @AfterAll
  static void stop() {
    server.close();
    office.close();
  }

  @BeforeEach
  void reset() {
    office.reset();
  }

  @Test
  void listsToEachClientTheFunctionsOfItsRoles() {
    try (McpSyncClient desk = client(EMPLOYEE);
        McpSyncClient ledger = client(FINANCE)) {
      assertThat(desk.listTools().tools())
          .extracting(Tool::name)
          .containsExactlyInAnyOrder("count_orders", "read_orders");
      assertThat(ledger.listTools().tools())
          .extracting(Tool::name)
          .containsExactlyInAnyOrder("read_orders", "refund");
      Tool orders =
          desk.listTools().tools().stream()
              .filter(tool -> tool.name().equals("read_orders"))
              .findFirst()
              .orElseThrow();
      assertThat(orders.inputSchema().get("required").toString()).contains("customer", "month");
      assertThat(orders.annotations().readOnlyHint()).isTrue();
    }
  }

  @Test
  void answersACallAndLeavesItOnTheTrail() {
    try (McpSyncClient desk = client(EMPLOYEE)) {
      CallToolResult result =
          call(desk, "read_orders", Map.of("customer", "O'Neil; 50%_off", "month", "2024-03"));
      assertThat(result.isError()).isFalse();
      assertThat(text(result)).contains("\"amount (CNY)\"", "[\"o-7\",700.10,\"2024-03-07\"]");
    }
    assertThat(office.entryKinds()).containsExactly("call.intent", "call.result");
    assertThat(office.entries().getFirst().door()).isEqualTo("mcp");
    assertThat(office.entries().getFirst().actor()).isEqualTo("api_key:desk");
  }

  @Test
  void refusesWhatTheGateRefuses() {
    try (McpSyncClient desk = client(EMPLOYEE)) {
      assertRefused(call(desk, "read_orders", Map.of("customer", "x", "month", "March")));
      assertRefused(call(desk, "read_orders", Map.of("customer", 5, "month", "2024-03")));
      assertRefused(call(desk, "read_orders", Map.of()));
      assertRefused(
          call(desk, "read_orders", Map.of("customer", "x", "month", "2024-03", "more", 1)));
    }
    assertThat(office.executions).hasValue(0);
    assertThat(office.entryKinds()).containsOnly("call.refused").hasSize(4);
  }

  @Test
  void carriesOutNothingOfAnotherRole() {
    try (McpSyncClient desk = client(EMPLOYEE)) {
      for (String function : List.of("edit_note", "refund", "no_such_function")) {
        try {
          CallToolResult result = call(desk, function, Map.of("order_id", "o-1", "note", "x"));
          assertThat(result.isError()).isTrue();
        } catch (io.modelcontextprotocol.spec.McpError refused) {
          assertThat(refused).hasMessageContaining("Unknown tool");
        }
      }
    }
    assertThat(office.executions).hasValue(0);
  }

  @Test
  void parksASensitiveCall() {
    try (McpSyncClient ledger = client(FINANCE)) {
      CallToolResult result = call(ledger, "refund", Map.of("order_id", "o-1", "amount", 12.5));
      assertThat(text(result)).contains("a second person must confirm it");
    }
    assertThat(office.refunds()).isZero();
    Actor leo = office.people.get("leo");
    assertThat(office.gate().waiting(leo))
        .singleElement()
        .satisfies(
            waiting ->
                assertThat(waiting.call().arguments())
                    .isEqualTo("{\"amount\":12.5,\"order_id\":\"o-1\",\"reason\":\"goodwill\"}"));
  }

  @Test
  void letsNobodyInWithoutAKey() throws Exception {
    String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";
    for (String shown : List.of("", "Bearer ", "Bearer " + "x".repeat(29), "Basic " + EMPLOYEE)) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(base + McpDoor.PATH))
              .header("Content-Type", "application/json")
              .header("Accept", "application/json, text/event-stream")
              .POST(HttpRequest.BodyPublishers.ofString(body));
      if (!shown.isEmpty()) {
        request.header("Authorization", shown);
      }
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(shown).isEqualTo(401);
      assertThat(answer.body()).doesNotContain("read_orders");
    }
    assertThatThrownBy(() -> client("wrong-key-0123456789abcdefghi"));
    assertThat(office.entries()).isEmpty();
  }

  @Test
  void doesNotStartWithoutKeysOrWithShortOnes() {
    assertThatThrownBy(() -> new McpSettings(true, Map.of()))
        .isInstanceOf(RapporteurException.class)
        .hasMessageContaining("no key");
    McpSettings.Key shortOne = new McpSettings.Key("secret", List.of("employee"));
    assertThatThrownBy(() -> new McpSettings(true, Map.of("desk", shortOne)))
        .hasMessageContaining("shorter than 24")
        .hasMessageNotContaining("secret is secret");
    assertThat(shortOne.toString()).doesNotContain("secret");
  }

  private static McpSyncClient client(String key) {
    McpSyncClient client =
        McpClient.sync(
                HttpClientStreamableHttpTransport.builder(base)
                    .endpoint(McpDoor.PATH)
                    .requestBuilder(
                        HttpRequest.newBuilder().header("Authorization", "Bearer " + key))
                    .build())
            .build();
    client.initialize();
    return client;
  }

  private static CallToolResult call(
      McpSyncClient client, String function, Map<String, Object> arguments) {
    return client.callTool(new CallToolRequest(function, arguments));
  }

  private static void assertRefused(CallToolResult result) {
    assertThat(result.isError()).isTrue();
    assertThat(text(result)).contains("is refused");
  }

  private static String text(CallToolResult result) {
    return ((TextContent) result.content().getFirst()).text();
  }
}
