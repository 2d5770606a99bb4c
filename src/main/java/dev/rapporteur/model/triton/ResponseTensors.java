package dev.rapporteur.model.triton;

import com.google.protobuf.ByteString;
import dev.rapporteur.model.triton.TritonFailure.Kind;
import dev.rapporteur.model.triton.wire.ModelInferResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the outputs of a response. Shapes are not relied on: the vLLM backend declares one value
 * and sends a scalar.
 */
final class ResponseTensors {
  private final Map<String, ByteString> outputs = new HashMap<>();

  ResponseTensors(ModelInferResponse response) throws TritonFailure {
    if (response.getOutputsCount() != response.getRawOutputContentsCount()) {
      throw broken("holds tensors without their data");
    }
    for (int i = 0; i < response.getOutputsCount(); i++) {
      outputs.put(response.getOutputs(i).getName(), response.getRawOutputContents(i));
    }
  }

  /** The one text of an output; empty if the output is not there. */
  Optional<String> text(String name) throws TritonFailure {
    ByteString raw = outputs.get(name);
    if (raw == null) {
      return Optional.empty();
    }
    ByteBuffer bytes = raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.remaining() < 4 || bytes.getInt() != bytes.remaining()) {
      throw broken("holds not exactly one text in " + name);
    }
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      throw broken("holds bytes in " + name + " that are not UTF-8");
    }
  }

  /** The one 32-bit count of an output. */
  OptionalInt count(String name) throws TritonFailure {
    ByteString raw = outputs.get(name);
    if (raw == null) {
      return OptionalInt.empty();
    }
    if (raw.size() != 4) {
      throw broken("holds not exactly one number in " + name);
    }
    return OptionalInt.of(raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getInt());
  }

  static TritonFailure broken(String what) {
    return new TritonFailure(Kind.BROKEN, "A response of the model " + what + ".");
  }
}
