package dev.rapporteur.model.triton;

import dev.rapporteur.model.triton.wire.ModelInferRequest;
import dev.rapporteur.model.triton.wire.ModelInferResponse;
import dev.rapporteur.model.triton.wire.ModelMetadataResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The tensors of {@code triton-model-repo/embedder}: {@code text} BYTES [n, 1] to {@code embedding}
 * FP32 [n, d].
 */
final class EmbedderTensors {
  private EmbedderTensors() {}

  /** Whether a model takes these tensors. */
  static boolean fit(ModelMetadataResponse metadata) {
    return metadata.getInputsCount() == 1 && metadata.getInputs(0).getName().equals("text");
  }

  static ModelInferRequest request(String model, List<String> texts) {
    ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName(model);
    RequestTensors tensors = new RequestTensors(request, true);
    tensors.column("text", texts);
    tensors.wants("embedding");
    return request.build();
  }

  /** Refuses anything but {@code count} vectors of one length, all of whose numbers are finite. */
  static List<float[]> vectors(ModelInferResponse response, int count) throws TritonFailure {
    if (response.getOutputsCount() != 1 || response.getRawOutputContentsCount() != 1) {
      throw ResponseTensors.broken("holds not exactly one tensor");
    }
    ByteBuffer raw =
        response.getRawOutputContents(0).asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int length = raw.remaining() / Float.BYTES / count;
    if (length == 0 || raw.remaining() != length * Float.BYTES * count) {
      throw ResponseTensors.broken("holds no " + count + " vectors of one length");
    }
    List<float[]> vectors = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      float[] vector = new float[length];
      for (int j = 0; j < length; j++) {
        vector[j] = raw.getFloat();
        if (!Float.isFinite(vector[j])) {
          throw ResponseTensors.broken("holds a vector with a number that is none");
        }
      }
      vectors.add(vector);
    }
    return vectors;
  }
}
