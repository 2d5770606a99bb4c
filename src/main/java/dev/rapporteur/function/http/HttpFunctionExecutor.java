package dev.rapporteur.function.http;

import dev.rapporteur.function.DataSourceDefinition;
import dev.rapporteur.function.ExactJson;
import dev.rapporteur.function.FunctionExecutor;
import dev.rapporteur.function.HttpOperation;
import dev.rapporteur.function.QueryFailedException;
import dev.rapporteur.function.QueryResult;
import dev.rapporteur.function.RegisteredFunction;
import dev.rapporteur.function.TimeLimit;
import dev.rapporteur.report.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries out requests to HTTP services. Redirects are not followed; an answer that is no success,
 * no JSON, or larger than 5 MiB is an error.
 */
public final class HttpFunctionExecutor implements FunctionExecutor {
  private static final int MAX_ANSWER = 5 * 1024 * 1024;

  private final Map<String, DataSourceDefinition> sources;
  private final Map<String, HttpClient> clients = new ConcurrentHashMap<>();

  /**
   * @param sources by name
   */
  public HttpFunctionExecutor(Map<String, DataSourceDefinition> sources) {
    this.sources = Map.copyOf(sources);
  }

  @Override
  public QueryResult execute(RegisteredFunction function, ObjectNode arguments) {
    RegisteredFunction.Http body = (RegisteredFunction.Http) function.body();
    DataSourceDefinition source = sources.get(body.dataSource());
    HttpRequest request = request(source, body.operation(), arguments.deepCopy());
    HttpClient client = clients.computeIfAbsent(source.name(), name -> client(source));
    return TimeLimit.within(
        function,
        () -> AnswerRows.of(function, body.rows(), answer(function, source, client, request)));
  }

  private static HttpClient client(DataSourceDefinition source) {
    return HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(source.connectTime())
        .build();
  }

  /** Takes the arguments of path and query out of {@code left}; the rest is the body. */
  private static HttpRequest request(
      DataSourceDefinition source, HttpOperation operation, ObjectNode left) {
    String path = operation.path();
    for (String name : operation.inPath()) {
      path = path.replace("{" + name + "}", encoded(left.remove(name)));
    }
    StringBuilder query = new StringBuilder();
    for (String name : operation.inQuery()) {
      if (left.has(name)) {
        query.append(query.isEmpty() ? '?' : '&').append(encoded(name));
        query.append('=').append(encoded(left.remove(name)));
      }
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(source.url().replaceAll("/+$", "") + path + query))
            .header("Accept", "application/json");
    String authorization = source.service().orElseThrow().authorization();
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    if (!operation.hasBody()) {
      return request.method(operation.method(), BodyPublishers.noBody()).build();
    }
    return request
        .header("Content-Type", "application/json")
        .method(operation.method(), BodyPublishers.ofString(left.toString()))
        .build();
  }

  private static JsonNode answer(
      RegisteredFunction function,
      DataSourceDefinition source,
      HttpClient client,
      HttpRequest request)
      throws InterruptedException {
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        if (response.statusCode() / 100 != 2) {
          throw failed(function, source, "answered with status " + response.statusCode());
        }
        byte[] bytes = in.readNBytes(MAX_ANSWER + 1);
        if (bytes.length > MAX_ANSWER) {
          throw failed(function, source, "answered with more than 5 MiB");
        }
        return ExactJson.parse(new String(bytes, StandardCharsets.UTF_8));
      }
    } catch (JacksonException e) {
      throw failed(function, source, "answered with something that is no JSON");
    } catch (IOException e) {
      throw new QueryFailedException(
          FailureKind.EXTERNAL,
          "the data source '" + source.name() + "' does not answer: " + e.getMessage(),
          "check that it runs, and its address in " + source.file(),
          e);
    }
  }

  private static QueryFailedException failed(
      RegisteredFunction function, DataSourceDefinition source, String what) {
    return new QueryFailedException(
        FailureKind.EXTERNAL,
        "the function '" + function.name() + "' failed: '" + source.name() + "' " + what,
        "look at the service, or at the function's operation");
  }

  private static String encoded(JsonNode value) {
    return encoded(value.asString());
  }

  /** Every byte that is not unreserved (RFC 3986) is escaped; a dot too, so that no path climbs. */
  private static String encoded(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          b >= '0' && b <= '9'
              || b >= 'a' && b <= 'z'
              || b >= 'A' && b <= 'Z'
              || b == '-'
              || b == '_';
      out.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b & 0xFF));
    }
    return out.toString();
  }
}
