package dev.rapporteur.trigger;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON reader for strangers: bounded depth and length, no name twice in an object, nothing after
 * the object, whole characters only.
 */
final class StrictJson {
  static final int MOST_DEPTH = 16;

  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MOST_DEPTH)
                          .maxDocumentLength(WebhookVerifier.MOST_BYTES)
                          .maxNumberLength(100)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /**
   * Reads one object.
   *
   * @throws JacksonException if it is none, or breaks a bound
   * @throws CharacterCodingException if the bytes are not UTF-8
   */
  static ObjectNode object(byte[] body) throws CharacterCodingException {
    // Decoded strictly first: a JSON parser would take UTF-16 and repair broken bytes.
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    if (MAPPER.readTree(text) instanceof ObjectNode object && isWhole(object)) {
      return object;
    }
    throw new NotAnObject();
  }

  private static boolean isWhole(JsonNode node) {
    return (!node.isString() || isWhole(node.stringValue()))
        && node.propertyNames().stream().allMatch(StrictJson::isWhole)
        && node.values().stream().allMatch(StrictJson::isWhole);
  }

  /** No NUL and no half of a surrogate pair, which databases and documents cannot hold. */
  private static boolean isWhole(String text) {
    return text.codePoints()
        .noneMatch(
            point ->
                point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }

  static String reason(JacksonException e) {
    String message = e.getOriginalMessage().lines().findFirst().orElse("");
    return message.length() > 200 ? message.substring(0, 200) : message;
  }

  private static final class NotAnObject extends JacksonException {
    private static final long serialVersionUID = 1L;

    NotAnObject() {
      super("The body is not one JSON object of whole characters.");
    }
  }
}
