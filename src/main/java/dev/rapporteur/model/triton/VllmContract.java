package dev.rapporteur.model.triton;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tensors of Triton's vLLM backend, from Triton 25.12 (vLLM 0.11) on.
 *
 * <p>Qwen's two end tokens are named as stops: the engine knows only the one in its configuration.
 *
 * @param inputs what this version of the backend takes; the older ones cannot count tokens
 */
record VllmContract(Set<String> inputs) implements TensorContract {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final int END_OF_TURN = 151_645;
  private static final int END_OF_TEXT = 151_643;

  /** What the backend writes while the answer goes on. */
  private static final String GOES_ON = "None";

  VllmContract {
    inputs = Set.copyOf(inputs);
  }

  @Override
  public void write(Generation generation, RequestTensors request) {
    request.text("text_input", generation.prompt());
    request.text("sampling_parameters", parameters(generation.sampling()).toString());
    request.flag("stream", true);
    request.flag("exclude_input_in_output", true);
    request.wants("text_output");
    ask("return_finish_reason", "finish_reason", request);
    ask("return_num_input_tokens", "num_input_tokens", request);
    ask("return_num_output_tokens", "num_output_tokens", request);
  }

  private void ask(String input, String output, RequestTensors request) {
    if (inputs.contains(input)) {
      request.flag(input, true);
      request.wants(output);
    }
  }

  /** Numbers and lists are real JSON; only the schema is a JSON text within the JSON. */
  private static ObjectNode parameters(Sampling sampling) {
    ObjectNode json = JSON.createObjectNode().put("max_tokens", sampling.maxTokens());
    sampling.temperature().ifPresent(value -> json.put("temperature", value));
    sampling.topP().ifPresent(value -> json.put("top_p", value));
    sampling.topK().ifPresent(value -> json.put("top_k", value));
    sampling.presencePenalty().ifPresent(value -> json.put("presence_penalty", value));
    sampling.frequencyPenalty().ifPresent(value -> json.put("frequency_penalty", value));
    sampling.seed().ifPresent(value -> json.put("seed", value));
    json.putArray("stop_token_ids").add(END_OF_TURN).add(END_OF_TEXT);
    if (!sampling.stop().isEmpty()) {
      ArrayNode stop = json.putArray("stop");
      sampling.stop().forEach(stop::add);
    }
    sampling
        .schema()
        .ifPresent(
            schema -> {
              ObjectNode guide = JSON.createObjectNode();
              guide.set("json", schema);
              json.put("structured_outputs", guide.toString());
            });
    return json;
  }

  @Override
  public boolean batched() {
    return false;
  }

  @Override
  public boolean saysWhyItEnds() {
    return inputs.contains("return_finish_reason");
  }

  @Override
  public Piece read(ResponseTensors response) throws TritonFailure {
    String text =
        response
            .text("text_output")
            .orElseThrow(() -> ResponseTensors.broken("holds no text_output"));
    Optional<String> end = response.text("finish_reason").filter(reason -> !reason.equals(GOES_ON));
    return new Piece(
        text, end, response.count("num_input_tokens"), response.count("num_output_tokens"));
  }
}
