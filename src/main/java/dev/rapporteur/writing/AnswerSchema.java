package dev.rapporteur.writing;

import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;

/** The shape of an answer: {@code {"paragraphs": [{"text": "...", "bullet": false}]}}. */
final class AnswerSchema {
  static final ResponseFormat FORMAT =
      ResponseFormat.builder()
          .type(ResponseFormatType.JSON)
          .jsonSchema(JsonSchema.builder().name("section").rootElement(section()).build())
          .build();

  private AnswerSchema() {}

  private static JsonObjectSchema section() {
    JsonObjectSchema paragraph =
        JsonObjectSchema.builder()
            .addStringProperty("text")
            .addBooleanProperty("bullet")
            .required("text", "bullet")
            .additionalProperties(false)
            .build();
    return JsonObjectSchema.builder()
        .addProperty("paragraphs", JsonArraySchema.builder().items(paragraph).build())
        .required("paragraphs")
        .additionalProperties(false)
        .build();
  }
}
