package dev.rapporteur.function;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON that others wrote so that nothing of it is lost or guessed. */
public final class ExactJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private ExactJson() {}

  /**
   * The tree of a text, its numbers exact decimals.
   *
   * @throws tools.jackson.core.JacksonException if the text is no JSON, has a key twice, or goes on
   *     after its end
   */
  public static JsonNode parse(String json) {
    return MAPPER.readTree(json);
  }
}
