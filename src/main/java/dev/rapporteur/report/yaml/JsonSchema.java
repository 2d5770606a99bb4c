package dev.rapporteur.report.yaml;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A JSON Schema (2020-12) that says in plain words what is wrong. Nothing is coerced: {@code "3"}
 * is no number and {@code 3.0} no integer. Formats are asserted; besides the standard ones there is
 * {@code year-month} ({@code 2024-03}). References to other documents are never followed.
 */
public final class JsonSchema {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          Dialect.builder(Dialects.getDraft202012()).format(new YearMonthFormat()).build(),
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private final JsonNode document;
  private final Schema schema;

  private JsonSchema(JsonNode document) {
    this.document = document;
    this.schema = REGISTRY.getSchema(document);
  }

  public static JsonSchema of(JsonNode document) {
    return new JsonSchema(document.deepCopy());
  }

  /** Every violation, in the order in which a reader meets them. */
  public List<Violation> check(JsonNode tree) {
    return new PlainWords(document, tree).of(schema.validate(tree));
  }

  private static final class YearMonthFormat implements Format {
    @Override
    public String getName() {
      return "year-month";
    }

    @Override
    public boolean matches(ExecutionContext context, String value) {
      try {
        return value.length() == 7 && YearMonth.parse(value).getYear() > 0;
      } catch (DateTimeException e) {
        return false;
      }
    }
  }
}
