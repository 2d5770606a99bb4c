package dev.rapporteur.model;

import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON that an answer must be. Servers hold the model to it while it writes; this looks again
 * when the answer arrives, because servers ignore parts of a schema, or all of it, without a word.
 */
public final class AnswerFormat {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final JsonNode schema;
  private final ValueSchema check;

  private AnswerFormat(JsonNode schema) {
    this.schema = schema;
    this.check = ValueSchema.of(schema);
  }

  /** The format that a request asks for; empty if it asks for text. */
  public static Optional<AnswerFormat> of(@Nullable ResponseFormat format) {
    if (format == null || format.type() != ResponseFormatType.JSON) {
      return Optional.empty();
    }
    JsonNode schema =
        format.jsonSchema() == null
            ? JSON.createObjectNode().put("type", "object")
            : JSON.valueToTree(JsonSchemaElementUtils.toMap(format.jsonSchema().rootElement()));
    return Optional.of(new AnswerFormat(schema));
  }

  public JsonNode schema() {
    return schema;
  }

  /** Why the text is not of this format; empty if it is. */
  public Optional<String> problem(@Nullable String text) {
    try {
      List<String> problems = check.problems(JSON.readTree(text == null ? "" : text));
      return problems.isEmpty()
          ? Optional.empty()
          : Optional.of("does not satisfy its schema: " + problems.getFirst());
    } catch (JacksonException e) {
      return Optional.of("is not the JSON that was asked for");
    }
  }
}
