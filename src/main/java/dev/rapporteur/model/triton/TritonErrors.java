package dev.rapporteur.model.triton;

import dev.rapporteur.model.triton.TritonFailure.Kind;
import io.grpc.Status;
import io.grpc.StatusException;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Triton's errors mean. They come in two shapes: as the status that ends the stream, and as a
 * message in a response while the status stays OK.
 */
final class TritonErrors {
  private static final Pattern TOO_LONG =
      Pattern.compile(
          "longer than the maximum model length|maximum context length", Pattern.CASE_INSENSITIVE);
  private static final Pattern NO_MODEL =
      Pattern.compile("unknown model|is not found|no available versions", Pattern.CASE_INSENSITIVE);
  private static final Pattern NOT_NOW =
      Pattern.compile(
          "not at ready state|is not ready|shutting down|unavailable", Pattern.CASE_INSENSITIVE);
  private static final Pattern BUSY =
      Pattern.compile("maximum queue size", Pattern.CASE_INSENSITIVE);

  /** What a client sees when the vLLM backend could not read a sampling parameter. */
  private static final Pattern BAD_SAMPLING = Pattern.compile("no attribute 'lora_name'");

  private TritonErrors() {}

  /**
   * An error within the stream.
   *
   * @param fromModel whether the response came from the model ({@code triton_final_response} is
   *     there), rather than from the server's look at the request
   */
  static TritonFailure inBand(String server, String message, boolean fromModel) {
    Kind otherwise = fromModel ? Kind.UNAVAILABLE : Kind.REFUSED;
    return said(server, kind(message, otherwise), message, null);
  }

  /** The status that ended a call. */
  static TritonFailure status(String server, StatusException fault) {
    Status status = fault.getStatus();
    if (Thread.currentThread().isInterrupted()) {
      return new TritonFailure(Kind.CANCELED, "The question was canceled.", fault);
    }
    if (status.getCause() instanceof IOException broken) {
      return new TritonFailure(
          Kind.UNREACHABLE,
          "The connection to the model server " + server + " failed: " + broken.getMessage(),
          fault);
    }
    String message = status.getDescription() == null ? "" : status.getDescription();
    Kind kind =
        switch (status.getCode()) {
          case INVALID_ARGUMENT, OUT_OF_RANGE, FAILED_PRECONDITION -> kind(message, Kind.REFUSED);
          case NOT_FOUND -> Kind.NO_MODEL;
          case UNAUTHENTICATED, PERMISSION_DENIED -> Kind.FORBIDDEN;
          case DEADLINE_EXCEEDED -> Kind.TIMEOUT;
          case RESOURCE_EXHAUSTED ->
              message.contains("exceeds maximum size") ? Kind.BROKEN : Kind.OVERLOADED;
          case UNIMPLEMENTED -> Kind.NO_MODEL;
          default -> kind(message, Kind.UNAVAILABLE);
        };
    return said(server, kind, message.isEmpty() ? status.getCode().name() : message, fault);
  }

  private static Kind kind(String message, Kind otherwise) {
    if (found(TOO_LONG, message) || found(BAD_SAMPLING, message)) {
      return Kind.REFUSED;
    }
    if (found(NO_MODEL, message)) {
      return Kind.NO_MODEL;
    }
    if (found(BUSY, message)) {
      return Kind.OVERLOADED;
    }
    return found(NOT_NOW, message) ? Kind.UNAVAILABLE : otherwise;
  }

  private static TritonFailure said(
      String server, Kind kind, String message, @Nullable Throwable cause) {
    if (kind == Kind.TIMEOUT) {
      return new TritonFailure(
          kind, "The model server " + server + " did not answer in time.", cause);
    }
    if (found(BAD_SAMPLING, message)) {
      return new TritonFailure(
          kind, "The model server " + server + " did not accept a sampling parameter.", cause);
    }
    if (found(TOO_LONG, message)) {
      return new TritonFailure(
          kind, "The prompt is too long for the model: " + firstLine(message), cause);
    }
    return new TritonFailure(
        kind, "The model server " + server + " says: " + firstLine(message), cause);
  }

  private static String firstLine(String message) {
    String line = message.lines().findFirst().orElse("nothing");
    return line.length() > 300 ? line.substring(0, 300) + "..." : line;
  }

  private static boolean found(Pattern pattern, String message) {
    return pattern.matcher(message).find();
  }
}
