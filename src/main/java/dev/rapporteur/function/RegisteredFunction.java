package dev.rapporteur.function;

import dev.rapporteur.access.Role;
import dev.rapporteur.audit.CanonicalJson;
import dev.rapporteur.report.yaml.JsonSchema;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A function that may be called, by those whose role allows it.
 *
 * @param name lower-case letters, digits and underscores
 * @param description what it answers or does, for people and for the model
 * @param parameters JSON Schema of the arguments: an object, closed, each property typed
 * @param columns of its result; at least one
 * @param roles an actor with one of them may call it; never empty
 * @param approvers an actor with one of them may confirm a sensitive call
 * @param effect what a call does
 * @param limits how much a call may give and take
 * @param body how it is carried out
 */
public record RegisteredFunction(
    String name,
    String description,
    ObjectNode parameters,
    List<Column> columns,
    SortedSet<Role> roles,
    SortedSet<Role> approvers,
    Effect effect,
    Limits limits,
    Body body) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  /**
   * How much a call may give and take.
   *
   * @param rows at most so many rows; one more is an error
   * @param time at most so long
   */
  public record Limits(int rows, Duration time) {
    public Limits {
      if (rows < 1 || time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException("limits are positive");
      }
    }
  }

  /** How a function is carried out. */
  public sealed interface Body {}

  /**
   * By a statement on a data source.
   *
   * @param dataSource the source's name
   * @param sql the statement
   */
  public record Sql(String dataSource, NamedSql sql) implements Body {}

  /**
   * By a request to an HTTP service.
   *
   * @param dataSource the source's name
   * @param operation what is requested
   * @param rows JSON pointer of the rows in the answer; empty for the whole
   */
  public record Http(String dataSource, HttpOperation operation, String rows) implements Body {}

  /**
   * By code that the deployer put on the class path.
   *
   * @param function the code
   */
  public record Java(JavaFunction function) implements Body {}

  public RegisteredFunction {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a function is named with lower-case letters, digits and underscores, not '"
              + name
              + "'");
    }
    if (roles.isEmpty() || columns.isEmpty()) {
      throw new IllegalArgumentException("a function has at least one role and one column");
    }
    parameters = parameters.deepCopy();
    columns = List.copyOf(columns);
    roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    approvers = Collections.unmodifiableSortedSet(new TreeSet<>(approvers));
  }

  /** JSON Schema of the arguments; a copy. */
  @Override
  public ObjectNode parameters() {
    return parameters.deepCopy();
  }

  /** SHA-256 over all that decides what a call does: an approval is bound to it. */
  public String hash() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put("name", name);
    all.put("description", description);
    all.set("parameters", parameters);
    all.put("columns", columns.toString());
    all.put("roles", roles.toString());
    all.put("approvers", approvers.toString());
    all.put("effect", effect.name());
    all.put("limits", limits.toString());
    switch (body) {
      case Sql sql -> all.put("dataSource", sql.dataSource()).put("sql", sql.sql().text());
      case Http http ->
          all.put("dataSource", http.dataSource())
              .put("operation", http.operation().toString())
              .put("rows", http.rows());
      case Java java -> all.put("java", java.function().getClass().getName());
    }
    return CanonicalJson.sha256(all);
  }

  JsonSchema argumentSchema() {
    return JsonSchema.of(parameters);
  }
}
