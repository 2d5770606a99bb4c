package dev.rapporteur.model.triton;

import dev.rapporteur.model.ModelTimeLimits;
import dev.rapporteur.model.triton.TritonFailure.Kind;
import dev.rapporteur.model.triton.wire.InferParameter;
import dev.rapporteur.model.triton.wire.ModelInferRequest;
import dev.rapporteur.model.triton.wire.ModelInferResponse;
import dev.rapporteur.model.triton.wire.ModelStreamInferResponse;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request on one stream, until its answer is complete or has failed. An answer is complete when
 * the response with the final flag has come and says why it ended; whatever else the stream does is
 * a failure.
 */
final class AnswerStream {
  private static final String FINAL = "triton_final_response";
  private static final Duration CLOSING = Duration.ofSeconds(1);

  /** No token of Qwen's vocabulary is longer; more text than this a token is a flood. */
  private static final int LONGEST_TOKEN = 256;

  private final String server;
  private final BlockingClientCall<ModelInferRequest, ModelStreamInferResponse> call;
  private final TensorContract contract;
  private final Generation generation;
  private final ModelTimeLimits limits;
  private final TimeLeft time;
  private final StringBuilder text = new StringBuilder();
  private OptionalInt inputTokens = OptionalInt.empty();
  private OptionalInt outputTokens = OptionalInt.empty();
  private String end = "";
  private boolean begun;

  AnswerStream(
      String server,
      BlockingClientCall<ModelInferRequest, ModelStreamInferResponse> call,
      TensorContract contract,
      Generation generation,
      ModelTimeLimits limits,
      TimeLeft time) {
    this.server = server;
    this.call = call;
    this.contract = contract;
    this.generation = generation;
    this.limits = limits;
    this.time = time;
  }

  /**
   * Sends the request and reads to the end. The call is over when this returns, whatever happens.
   *
   * @param pieces is given each new text as it comes, never an empty one
   */
  Answer run(ModelInferRequest request, Consumer<String> pieces, Cancellation cancellation)
      throws TritonFailure {
    cancellation.onCancel(() -> call.cancel("no longer wanted", null));
    boolean complete = false;
    try {
      call.write(request);
      call.halfClose();
      while (!complete) {
        complete = take(next(cancellation), pieces);
      }
      finish();
      return answer(request.getId());
    } catch (StatusException e) {
      throw cancellation.isCancelled() ? canceled(e) : TritonErrors.status(server, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw canceled(e);
    } finally {
      if (!complete) {
        call.cancel("the answer is given up", null);
      }
    }
  }

  private ModelStreamInferResponse next(Cancellation cancellation)
      throws TritonFailure, InterruptedException, StatusException {
    Duration patience = begun ? limits.idle() : limits.firstToken();
    Duration wait = time.atMost(patience);
    ModelStreamInferResponse response;
    try {
      response = call.read(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw tooSlow(e);
    }
    if (cancellation.isCancelled()) {
      throw canceled(null);
    }
    if (response == null) {
      throw new TritonFailure(
          Kind.BROKEN, "The model server " + server + " ended its answer without the final mark.");
    }
    return response;
  }

  private TritonFailure tooSlow(TimeoutException cause) {
    String what =
        time.isOver()
            ? "no complete answer within " + seconds(time.limit())
            : begun
                ? "nothing more for " + seconds(limits.idle())
                : "no first token within " + seconds(limits.firstToken());
    return new TritonFailure(
        Kind.TIMEOUT,
        "The model " + generation.model() + " at " + server + " gave " + what + ".",
        cause);
  }

  private static String seconds(Duration limit) {
    return limit.toMillis() / 1000.0 + " s";
  }

  /** Takes one response; true if it is the last. */
  private boolean take(ModelStreamInferResponse response, Consumer<String> pieces)
      throws TritonFailure {
    ModelInferResponse inference = response.getInferResponse();
    InferParameter mark = inference.getParametersMap().get(FINAL);
    if (!response.getErrorMessage().isEmpty()) {
      throw TritonErrors.inBand(server, response.getErrorMessage(), mark != null);
    }
    boolean last = mark != null && mark.getBoolParam();
    if (inference.getOutputsCount() > 0) {
      take(contract.read(new ResponseTensors(inference)), pieces);
    } else if (!last) {
      throw ResponseTensors.broken("holds nothing");
    }
    return last;
  }

  private void take(Piece piece, Consumer<String> pieces) throws TritonFailure {
    begun = true;
    text.append(piece.text());
    if (piece.inputTokens().isPresent()) {
      inputTokens = piece.inputTokens();
    }
    if (piece.outputTokens().isPresent()) {
      outputTokens = OptionalInt.of(outputTokens.orElse(0) + piece.outputTokens().getAsInt());
    }
    piece.end().ifPresent(reason -> end = reason);
    int allowed = generation.sampling().maxTokens();
    if (outputTokens.orElse(0) > allowed || text.length() > (long) allowed * LONGEST_TOKEN) {
      throw new TritonFailure(
          Kind.BROKEN,
          "The model "
              + generation.model()
              + " at "
              + server
              + " said more than it was allowed to.");
    }
    if (!piece.text().isEmpty()) {
      pieces.accept(piece.text());
    }
  }

  /**
   * The server closes the stream behind the last response; what it does after that is its affair.
   */
  private void finish() throws InterruptedException {
    try {
      call.read(CLOSING.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | StatusException e) {
      call.cancel("the answer is complete", null);
    }
  }

  private Answer answer(String id) throws TritonFailure {
    boolean cutOff =
        switch (end) {
          case "stop" -> false;
          case "length" -> true;
          case "" -> withoutReason();
          default ->
              throw new TritonFailure(
                  Kind.UNAVAILABLE,
                  "The model server " + server + " ended the answer with '" + end + "'.");
        };
    return new Answer(id, text.toString(), cutOff, inputTokens, outputTokens);
  }

  /** Whether the answer is cut off where the contract gives no reason for the end. */
  private boolean withoutReason() throws TritonFailure {
    if (contract.saysWhyItEnds()) {
      throw new TritonFailure(
          Kind.BROKEN, "The model server " + server + " ended the answer without a reason.");
    }
    return outputTokens.orElse(0) >= generation.sampling().maxTokens();
  }

  private TritonFailure canceled(@Nullable Exception cause) {
    return new TritonFailure(
        Kind.CANCELED, "The question to " + generation.model() + " was canceled.", cause);
  }
}
