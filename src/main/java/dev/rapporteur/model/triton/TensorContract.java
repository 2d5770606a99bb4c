package dev.rapporteur.model.triton;

import dev.rapporteur.model.triton.TritonFailure.Kind;
import dev.rapporteur.model.triton.wire.ModelMetadataResponse;
import dev.rapporteur.model.triton.wire.ModelMetadataResponse.TensorMetadata;
import java.util.Set;
import java.util.stream.Collectors;

/** Which tensors a model takes and gives: the same question is put differently to each backend. */
sealed interface TensorContract permits VllmContract, EnsembleContract {

  /** Puts the question into tensors, to be answered in pieces. */
  void write(Generation generation, RequestTensors request);

  /**
   * Reads one response.
   *
   * @throws TritonFailure of kind BROKEN if it is not what this contract says
   */
  Piece read(ResponseTensors response) throws TritonFailure;

  /** Whether its tensors have a batch dimension before their own. */
  boolean batched();

  /** Whether the last response says why the answer ended. */
  boolean saysWhyItEnds();

  /**
   * The contract of a model, told by the names of its inputs.
   *
   * @throws TritonFailure of kind NO_MODEL if it is none that we speak
   */
  static TensorContract of(ModelMetadataResponse metadata) throws TritonFailure {
    Set<String> inputs =
        metadata.getInputsList().stream().map(TensorMetadata::getName).collect(Collectors.toSet());
    if (inputs.contains("text_input") && inputs.contains("sampling_parameters")) {
      return new VllmContract(inputs);
    }
    if (inputs.contains("text_input") && inputs.contains("max_tokens")) {
      return new EnsembleContract(inputs, batched(metadata));
    }
    throw new TritonFailure(
        Kind.NO_MODEL,
        "The model "
            + metadata.getName()
            + " takes neither the tensors of the vLLM backend nor those of TensorRT-LLM's ensemble,"
            + " but "
            + inputs.stream().sorted().toList()
            + ".");
  }

  private static boolean batched(ModelMetadataResponse metadata) {
    return metadata.getInputsList().stream()
        .anyMatch(input -> input.getName().equals("text_input") && input.getShapeCount() == 2);
  }
}
