package dev.rapporteur.model.triton;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.exception.RetriableException;
import dev.rapporteur.model.triton.TritonFailure.Kind;
import io.grpc.Status;
import io.grpc.StatusException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TritonErrorsTest {

  /** Texts as Triton and vLLM write them. */
  @ParameterizedTest
  @CsvSource({
    "INTERNAL, Error generating stream: CUDA out of memory, UNAVAILABLE",
    "INTERNAL, Error generating stream: 'NoneType' object has no attribute 'lora_name', REFUSED",
    "INTERNAL, Error generating stream: The decoder prompt (length 40000) is longer than the maximum"
        + " model length of 32768., REFUSED",
    "INTERNAL, This model's maximum context length is 32768 tokens., REFUSED",
    "INVALID_ARGUMENT, unexpected inference input 'x', REFUSED",
    "UNAVAILABLE, GRPC server is shutting down and has stopped accepting new requests., UNAVAILABLE",
    "UNAVAILABLE, Exceeds maximum queue size, OVERLOADED",
    "NOT_FOUND, Request for unknown model: 'm' is not found, NO_MODEL",
    "UNAVAILABLE, Request for unknown model: 'm' has no available versions, NO_MODEL",
    "RESOURCE_EXHAUSTED, gRPC message exceeds maximum size 4194304: 5000000, BROKEN",
    "RESOURCE_EXHAUSTED, quota, OVERLOADED",
    "UNAUTHENTICATED, no, FORBIDDEN",
    "DEADLINE_EXCEEDED, 5.0 s, TIMEOUT",
    "UNIMPLEMENTED, Method not found, NO_MODEL"
  })
  void knowsWhatAStatusMeans(Status.Code code, String message, Kind kind) {
    StatusException fault = code.toStatus().withDescription(message).asException();
    assertThat(TritonErrors.status("gpu:8001", fault).kind()).isEqualTo(kind);
  }

  @Test
  void tellsAServerThatIsNotThereFromOneThatAnswers() {
    StatusException fault =
        Status.UNAVAILABLE.withCause(new ConnectException("Connection refused")).asException();
    TritonFailure failure = TritonErrors.status("gpu:8001", fault);
    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure)
        .hasMessage("The connection to the model server gpu:8001 failed: Connection refused");
  }

  @Test
  void blamesTheRequestForWhatTheServerSaysWithoutAskingTheModel() {
    assertThat(TritonErrors.inBand("s", "unexpected shape for input", false).kind())
        .isEqualTo(Kind.REFUSED);
    assertThat(TritonErrors.inBand("s", "something broke", true).kind())
        .isEqualTo(Kind.UNAVAILABLE);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void isRetriableForLangChainAsForUs(Kind kind) {
    TritonFailure failure = new TritonFailure(kind, "x");
    assertThat(failure.translated() instanceof RetriableException).isEqualTo(failure.retriable());
    assertThat(failure.translated()).hasMessage("x").hasCause(failure);
  }
}
