package dev.rapporteur.report.yaml;

import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks documents of one kind against the JSON Schema that the product ships for it under {@code
 * schemas/KIND.schema.json}. What the schema says of a part in {@code description} is the hint
 * where that part is missing or not written as it must be.
 *
 * <p>A text {@code ${NAME}} stands for a variable of the environment. It is an error everywhere but
 * in the parts given at construction, so that no secret wanders into a text by accident.
 */
public final class SchemaCheck {
  private static final Pattern ENVIRONMENT = Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*}");

  private final JsonSchema schema;
  private final Set<String> environmentAt;

  /**
   * @param kind name of the schema: {@code function}, {@code data-source}
   * @param environmentAt JSON pointers of the parts in which a variable of the environment may
   *     stand
   */
  public SchemaCheck(String kind, Set<String> environmentAt) {
    this.schema = JsonSchema.of(resource("/schemas/" + kind + ".schema.json"));
    this.environmentAt = Set.copyOf(environmentAt);
  }

  /** Every mistake, in the order of the file. */
  public List<DefinitionError> check(YamlDocument document) {
    List<DefinitionError> errors = new ArrayList<>();
    for (Violation violation : schema.check(document.root())) {
      errors.add(
          violation.onKey()
              ? document.keyError(violation.pointer(), violation.message(), violation.hint())
              : document.error(violation.pointer(), violation.message(), violation.hint()));
    }
    findStrayVariables(document, document.root(), "", errors);
    errors.sort(
        Comparator.comparingInt(DefinitionError::line).thenComparingInt(DefinitionError::column));
    return errors;
  }

  /**
   * @throws InvalidDefinitionException with every mistake, if there is one
   */
  public void require(YamlDocument document) {
    List<DefinitionError> errors = check(document);
    if (!errors.isEmpty()) {
      throw new InvalidDefinitionException(errors);
    }
  }

  private void findStrayVariables(
      YamlDocument document, JsonNode part, String pointer, List<DefinitionError> errors) {
    if (part.isString()) {
      if (ENVIRONMENT.matcher(part.stringValue()).find() && !environmentAt.contains(pointer)) {
        errors.add(
            document.error(
                pointer,
                "a variable of the environment cannot stand here",
                environmentAt.isEmpty() ? "" : "only in " + String.join(", ", environmentAt)));
      }
      return;
    }
    part.forEachEntry(
        (key, child) ->
            findStrayVariables(document, child, YamlDocument.child(pointer, key), errors));
    if (part.isArray()) {
      for (int i = 0; i < part.size(); i++) {
        findStrayVariables(document, part.get(i), pointer + "/" + i, errors);
      }
    }
  }

  private static JsonNode resource(String name) {
    try (InputStream in = SchemaCheck.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no schema " + name);
      }
      return JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
