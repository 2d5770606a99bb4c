package dev.rapporteur.server;

import dev.rapporteur.access.Actor;
import dev.rapporteur.function.CallRequest;
import dev.rapporteur.function.Effect;
import dev.rapporteur.function.ExactJson;
import dev.rapporteur.function.FunctionGate;
import dev.rapporteur.function.FunctionRegistry;
import dev.rapporteur.function.Outcome;
import dev.rapporteur.function.QueryResult;
import dev.rapporteur.function.RegisteredFunction;
import dev.rapporteur.report.RapporteurException;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The registered functions as tools of the Model Context Protocol. Each client sees the functions
 * that its roles allow, and each call passes the gate like any other.
 */
final class McpDoor {
  static final String PATH = "/mcp";
  private static final String ACTOR = "actor";
  private static final int LARGEST_REQUEST = 1 << 20;

  /** Numbers stay as they were written, and no name stands twice: a call is never another one. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final FunctionRegistry registry;
  private final FunctionGate gate;

  McpDoor(FunctionRegistry registry, FunctionGate gate) {
    this.registry = registry;
    this.gate = gate;
  }

  /** The servlet; it answers nobody before {@link #open} was called with it. */
  static HttpServletStatelessServerTransport servlet() {
    return HttpServletStatelessServerTransport.builder()
        .messageEndpoint(PATH)
        .jsonMapper(new JacksonMcpJsonMapper(JSON))
        .maxRequestSize(LARGEST_REQUEST)
        .contextExtractor(McpDoor::context)
        .build();
  }

  /** Who came in was found out before the servlet is reached. */
  private static McpTransportContext context(HttpServletRequest request) {
    Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
    if (signedIn == null || !(signedIn.getPrincipal() instanceof Actor actor)) {
      throw new IllegalStateException("nobody is signed in");
    }
    return McpTransportContext.create(Map.of(ACTOR, actor));
  }

  McpStatelessSyncServer open(HttpServletStatelessServerTransport servlet) {
    McpServer.StatelessSyncSpecification server =
        McpServer.sync(servlet)
            .serverInfo("rapporteur", version())
            .capabilities(ServerCapabilities.builder().tools(false).build())
            .immediateExecution(true)
            .validateToolInputs(false) // the gate does, and notes it on the trail
            .addToolFilter((context, tool) -> mayCall(actor(context), tool.name()));
    registry.functions().forEach(function -> server.toolCall(tool(function), this::call));
    return server.build();
  }

  private static String version() {
    return Optional.ofNullable(McpDoor.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  private static Actor actor(McpTransportContext context) {
    return (Actor) context.get(ACTOR);
  }

  private boolean mayCall(Actor actor, String function) {
    return registry.find(function).filter(known -> actor.hasAnyOf(known.roles())).isPresent();
  }

  private static Tool tool(RegisteredFunction function) {
    Map<String, Object> schema =
        JSON.convertValue(
            function.parameters(), new TypeReference<LinkedHashMap<String, Object>>() {});
    return Tool.builder(function.name(), schema)
        .description(function.description())
        .annotations(
            ToolAnnotations.builder().readOnlyHint(function.effect() == Effect.READ).build())
        .build();
  }

  private CallToolResult call(McpTransportContext context, CallToolRequest request) {
    Map<String, Object> given = request.arguments() == null ? Map.of() : request.arguments();
    JsonNode arguments = ExactJson.parse(JSON.writeValueAsString(given));
    CallRequest call =
        CallRequest.of(
            request.name(), arguments, Set.copyOf(registry.names()), actor(context), "mcp", "");
    try {
      return switch (gate.call(call)) {
        case Outcome.Answered answered -> said(rows(answered.call().result()), false);
        case Outcome.Parked parked ->
            said(
                "Nothing has happened yet: a second person must confirm it before "
                    + parked.confirmation().expiresAt()
                    + ".",
                false);
        case Outcome.Refused refused -> said(refused.message(), true);
      };
    } catch (RapporteurException e) {
      return said(e.getMessage(), true);
    }
  }

  private static CallToolResult said(String text, boolean isError) {
    return CallToolResult.builder().addTextContent(text).isError(isError).build();
  }

  private static String rows(QueryResult result) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode columns = json.putArray("columns");
    result
        .columns()
        .forEach(
            column ->
                columns.add(
                    column.name() + column.unit().map(unit -> " (" + unit + ")").orElse("")));
    json.set("rows", result.rowsAsJson());
    return json.toString();
  }
}
