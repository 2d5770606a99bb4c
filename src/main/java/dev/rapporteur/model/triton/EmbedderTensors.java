package dev.rapporteur.model.triton;

import com.google.protobuf.ByteString;
import dev.rapporteur.model.triton.wire.ModelInferRequest;
import dev.rapporteur.model.triton.wire.ModelInferResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The tensors of {@code triton-model-repo/embedder}: {@code text} BYTES [n, 1] to {@code embedding}
 * FP32 [n, d].
 */
final class EmbedderTensors {
  private EmbedderTensors() {}

  static ModelInferRequest request(String model, List<String> texts) {
    List<byte[]> encoded =
        texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    int size = encoded.stream().mapToInt(bytes -> 4 + bytes.length).sum();
    ByteBuffer raw = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    encoded.forEach(bytes -> raw.putInt(bytes.length).put(bytes));
    return ModelInferRequest.newBuilder()
        .setModelName(model)
        .addInputs(
            ModelInferRequest.InferInputTensor.newBuilder()
                .setName("text")
                .setDatatype("BYTES")
                .addShape(texts.size())
                .addShape(1))
        .addOutputs(
            ModelInferRequest.InferRequestedOutputTensor.newBuilder().setName("embedding"))
        .addRawInputContents(ByteString.copyFrom(raw.flip()))
        .build();
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
