package dev.rapporteur.model.triton;

import dev.langchain4j.exception.InvalidRequestException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * How the model draws its answer. Checked here, because the vLLM backend answers a bad parameter
 * with an error that names neither the parameter nor the mistake.
 *
 * @param maxTokens at least 1; the backend's own value would be 16
 * @param temperature 0 to 2
 * @param topP above 0, up to 1
 * @param topK at least 1
 * @param presencePenalty -2 to 2
 * @param frequencyPenalty -2 to 2
 * @param seed for draws that can be repeated
 * @param stop texts that end the answer and are not part of it; none empty
 * @param schema the JSON Schema that the answer is held to while it is drawn
 */
record Sampling(
    int maxTokens,
    OptionalDouble temperature,
    OptionalDouble topP,
    OptionalInt topK,
    OptionalDouble presencePenalty,
    OptionalDouble frequencyPenalty,
    OptionalLong seed,
    List<String> stop,
    Optional<JsonNode> schema) {

  Sampling {
    require(maxTokens >= 1, "maxOutputTokens", "at least 1");
    within("temperature", temperature, 0, 2);
    within("topP", topP, Double.MIN_VALUE, 1);
    require(topK.orElse(1) >= 1, "topK", "at least 1");
    within("presencePenalty", presencePenalty, -2, 2);
    within("frequencyPenalty", frequencyPenalty, -2, 2);
    require(stop.stream().noneMatch(String::isEmpty), "stopSequences", "texts that are not empty");
    stop = List.copyOf(stop);
  }

  /** The one token of a probe. */
  static Sampling oneToken() {
    return new Sampling(
        1,
        OptionalDouble.of(0),
        OptionalDouble.empty(),
        OptionalInt.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalLong.empty(),
        List.of(),
        Optional.empty());
  }

  private static void within(String name, OptionalDouble value, double least, double most) {
    double given = value.orElse(least);
    require(
        given >= least && given <= most,
        name,
        (least == Double.MIN_VALUE ? "above 0" : "from " + least) + " up to " + most);
  }

  private static void require(boolean good, String name, String rule) {
    if (!good) {
      throw new InvalidRequestException("The parameter " + name + " must be " + rule + ".");
    }
  }
}
