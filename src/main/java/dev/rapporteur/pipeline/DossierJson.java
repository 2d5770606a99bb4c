package dev.rapporteur.pipeline;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rapporteur.function.Cell;
import dev.rapporteur.knowledge.Passage;
import dev.rapporteur.rendering.RenderedDocument;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Results of steps as JSON and back, numbers exact. */
final class DossierJson {
  private final JsonMapper mapper =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .addMixIn(Cell.class, ByName.class)
          .build();

  /** A step that keeps no result of its own. */
  record Done() {}

  /** Passages by section. */
  record Passages(Map<String, List<Passage>> bySection) {}

  /** Files written. */
  record Documents(List<RenderedDocument> documents) {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
  private interface ByName {}

  String write(Object result) {
    return mapper.writeValueAsString(result);
  }

  <T> T read(String text, Class<T> type) {
    return mapper.readValue(text, type);
  }
}
