package dev.rapporteur.model.triton;

import java.util.Optional;
import java.util.Set;

/**
 * The tensors of TensorRT-LLM's {@code ensemble} and {@code tensorrt_llm_bls}. It does not say why
 * an answer ended: an answer of as many tokens as were allowed counts as cut off.
 *
 * @param inputs what this version takes
 * @param batched as it is configured
 */
record EnsembleContract(Set<String> inputs, boolean batched) implements TensorContract {

  EnsembleContract {
    inputs = Set.copyOf(inputs);
  }

  @Override
  public void write(Generation generation, RequestTensors request) {
    Sampling sampling = generation.sampling();
    request.text("text_input", generation.prompt());
    request.int32("max_tokens", sampling.maxTokens());
    request.flag("stream", true);
    sampling.temperature().ifPresent(value -> request.fp32("temperature", value));
    sampling.topP().ifPresent(value -> request.fp32("top_p", value));
    sampling.topK().ifPresent(value -> request.int32("top_k", value));
    sampling.presencePenalty().ifPresent(value -> request.fp32("presence_penalty", value));
    sampling.frequencyPenalty().ifPresent(value -> request.fp32("frequency_penalty", value));
    sampling.seed().ifPresent(value -> request.uint64(seedInput(), value));
    if (!sampling.stop().isEmpty()) {
      request.texts("stop_words", sampling.stop());
    }
    if (inputs.contains("exclude_input_in_output")) {
      request.flag("exclude_input_in_output", true);
    }
    sampling
        .schema()
        .ifPresent(
            schema -> {
              request.text("guided_decoding_guide_type", "json_schema");
              request.text("guided_decoding_guide", schema.toString());
            });
    request.wants("text_output");
    ask("return_num_input_tokens", "num_input_tokens", request);
    ask("return_num_output_tokens", "num_output_tokens", request);
  }

  private String seedInput() {
    return inputs.contains("random_seed") ? "random_seed" : "seed";
  }

  private void ask(String input, String output, RequestTensors request) {
    if (inputs.contains(input)) {
      request.flag(input, true);
      request.wants(output);
    }
  }

  @Override
  public boolean saysWhyItEnds() {
    return false;
  }

  @Override
  public Piece read(ResponseTensors response) throws TritonFailure {
    String text =
        response
            .text("text_output")
            .orElseThrow(() -> ResponseTensors.broken("holds no text_output"));
    return new Piece(
        text,
        Optional.empty(),
        response.count("num_input_tokens"),
        response.count("num_output_tokens"));
  }
}
