package dev.rapporteur.model.triton;

import com.google.protobuf.ByteString;
import dev.rapporteur.model.triton.wire.ModelInferRequest;
import dev.rapporteur.model.triton.wire.ModelInferRequest.InferInputTensor;
import dev.rapporteur.model.triton.wire.ModelInferRequest.InferRequestedOutputTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Builds the inputs of a request, all of them raw; numbers are little-endian. */
final class RequestTensors {
  private final ModelInferRequest.Builder request;
  private final boolean batched;

  /**
   * @param batched whether the model has a batch dimension, so that one value has shape [1, 1]
   */
  RequestTensors(ModelInferRequest.Builder request, boolean batched) {
    this.request = request;
    this.batched = batched;
  }

  void text(String name, String value) {
    texts(name, List.of(value));
  }

  /** A BYTES element is preceded by its length in four bytes. */
  void texts(String name, List<String> values) {
    add(name, "BYTES", values.size(), encoded(values));
  }

  /** A batch of one text each. */
  void column(String name, List<String> values) {
    request.addInputs(
        InferInputTensor.newBuilder()
            .setName(name)
            .setDatatype("BYTES")
            .addShape(values.size())
            .addShape(1));
    request.addRawInputContents(ByteString.copyFrom(encoded(values).flip()));
  }

  private static ByteBuffer encoded(List<String> values) {
    List<byte[]> encoded =
        values.stream().map(value -> value.getBytes(StandardCharsets.UTF_8)).toList();
    ByteBuffer raw = buffer(encoded.stream().mapToInt(bytes -> 4 + bytes.length).sum());
    encoded.forEach(bytes -> raw.putInt(bytes.length).put(bytes));
    return raw;
  }

  void flag(String name, boolean value) {
    add(name, "BOOL", 1, buffer(1).put((byte) (value ? 1 : 0)));
  }

  void int32(String name, int value) {
    add(name, "INT32", 1, buffer(4).putInt(value));
  }

  void uint64(String name, long value) {
    add(name, "UINT64", 1, buffer(8).putLong(value));
  }

  void fp32(String name, double value) {
    add(name, "FP32", 1, buffer(4).putFloat((float) value));
  }

  void wants(String output) {
    request.addOutputs(InferRequestedOutputTensor.newBuilder().setName(output));
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void add(String name, String type, int count, ByteBuffer raw) {
    InferInputTensor.Builder tensor = InferInputTensor.newBuilder().setName(name).setDatatype(type);
    if (batched) {
      tensor.addShape(1);
    }
    request.addInputs(tensor.addShape(count));
    request.addRawInputContents(ByteString.copyFrom(raw.flip()));
  }
}
