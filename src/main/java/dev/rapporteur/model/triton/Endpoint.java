package dev.rapporteur.model.triton;

import dev.rapporteur.model.ModelTimeLimits;
import dev.rapporteur.model.triton.TritonFailure.Kind;
import dev.rapporteur.model.triton.wire.GRPCInferenceServiceGrpc;
import dev.rapporteur.model.triton.wire.InferParameter;
import dev.rapporteur.model.triton.wire.ModelInferRequest;
import dev.rapporteur.model.triton.wire.ModelInferResponse;
import dev.rapporteur.model.triton.wire.ModelMetadataRequest;
import dev.rapporteur.model.triton.wire.ModelMetadataResponse;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusException;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One server, with its connection. Keep-alive pings are left off: Triton closes connections that
 * are pinged more often than every five minutes, and the time limits notice a dead server anyway.
 */
final class Endpoint implements AutoCloseable {
  /** Asks for a backend's error as the status of the stream, with its code. */
  private static final Metadata.Key<String> STATUS_ERRORS = key("triton_grpc_error");

  /** Our own limits come first, for they say what was waited for; the server's is for our death. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final String server;
  private final ManagedChannel channel;
  private final GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingV2Stub stub;
  private final ModelTimeLimits limits;
  private final Map<String, TensorContract> contracts = new ConcurrentHashMap<>();
  private final AtomicInteger outstanding = new AtomicInteger();
  private final CircuitBreaker breaker = new CircuitBreaker();

  Endpoint(
      String server, ManagedChannel channel, Map<String, String> headers, ModelTimeLimits limits) {
    this.server = server;
    this.channel = channel;
    this.limits = limits;
    Metadata metadata = new Metadata();
    metadata.put(STATUS_ERRORS, "true");
    headers.forEach((name, value) -> metadata.put(key(name), value));
    this.stub =
        GRPCInferenceServiceGrpc.newBlockingV2Stub(channel)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata));
  }

  String server() {
    return server;
  }

  int outstanding() {
    return outstanding.get();
  }

  CircuitBreaker breaker() {
    return breaker;
  }

  /** Asks once, and waits for the whole answer. */
  Answer ask(
      Generation generation, TimeLeft time, Consumer<String> pieces, Cancellation cancellation)
      throws TritonFailure {
    outstanding.incrementAndGet();
    try {
      connect(time.atMost(limits.connect()));
      TensorContract contract = contract(generation.model(), time);
      return new AnswerStream(
              server,
              stub.withDeadlineAfter(time.left().plus(GRACE).toNanos(), TimeUnit.NANOSECONDS)
                  .modelStreamInfer(),
              contract,
              generation,
              limits,
              time)
          .run(request(generation, contract), pieces, cancellation);
    } catch (TritonFailure e) {
      if (e.kind() == Kind.NO_MODEL || e.kind() == Kind.REFUSED) {
        contracts.remove(generation.model()); // the model may have been replaced by another kind
      }
      throw e;
    } finally {
      outstanding.decrementAndGet();
    }
  }

  /** The vectors of texts, in their order. */
  List<float[]> embed(String model, List<String> texts, TimeLeft time) throws TritonFailure {
    outstanding.incrementAndGet();
    try {
      connect(time.atMost(limits.connect()));
      ModelInferResponse response =
          stub.withDeadlineAfter(time.left().toNanos(), TimeUnit.NANOSECONDS)
              .modelInfer(EmbedderTensors.request(model, texts));
      return EmbedderTensors.vectors(response, texts.size());
    } catch (StatusException e) {
      throw TritonErrors.status(server, e);
    } finally {
      outstanding.decrementAndGet();
    }
  }

  /** Has the model do the least that it can do: one token, or one vector. */
  void probe(String model, TimeLeft time) throws TritonFailure {
    connect(time.atMost(limits.connect()));
    if (EmbedderTensors.fit(metadata(model, time.left()))) {
      embed(model, List.of("Hi"), time);
    } else {
      String hello = "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n";
      Generation oneToken = new Generation(model, hello, Sampling.oneToken());
      ask(oneToken, time, TritonClient.NOBODY, new Cancellation());
    }
  }

  private static ModelInferRequest request(Generation generation, TensorContract contract) {
    ModelInferRequest.Builder request =
        ModelInferRequest.newBuilder()
            .setModelName(generation.model())
            .setId(UUID.randomUUID().toString())
            // A model may end with a mark alone, which is otherwise not sent.
            .putParameters(
                "triton_enable_empty_final_response",
                InferParameter.newBuilder().setBoolParam(true).build());
    contract.write(generation, new RequestTensors(request, contract.batched()));
    return request.build();
  }

  private TensorContract contract(String model, TimeLeft time) throws TritonFailure {
    TensorContract known = contracts.get(model);
    if (known == null) {
      known = TensorContract.of(metadata(model, time.atMost(limits.firstToken())));
      contracts.put(model, known);
    }
    return known;
  }

  private ModelMetadataResponse metadata(String model, Duration limit) throws TritonFailure {
    try {
      return stub.withDeadlineAfter(limit.toNanos(), TimeUnit.NANOSECONDS)
          .modelMetadata(ModelMetadataRequest.newBuilder().setName(model).build());
    } catch (StatusException e) {
      throw TritonErrors.status(server, e);
    }
  }

  /**
   * Waits until there is a connection. A server whose machine takes connections while its process
   * stands still is found here, within the limit for connecting.
   */
  private void connect(Duration limit) throws TritonFailure {
    long end = System.nanoTime() + limit.toNanos();
    channel.resetConnectBackoff();
    ConnectivityState state = channel.getState(true);
    while (state == ConnectivityState.IDLE || state == ConnectivityState.CONNECTING) {
      CountDownLatch changed = new CountDownLatch(1);
      channel.notifyWhenStateChanged(state, changed::countDown);
      await(changed, end - System.nanoTime(), limit);
      state = channel.getState(true);
    }
    // In any other state the call itself says what is wrong, and better.
  }

  private void await(CountDownLatch changed, long nanos, Duration limit) throws TritonFailure {
    try {
      if (!changed.await(nanos, TimeUnit.NANOSECONDS)) {
        throw new TritonFailure(
            Kind.UNREACHABLE,
            "The model server %s could not be reached within %s s."
                .formatted(server, limit.toMillis() / 1000.0));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TritonFailure(Kind.CANCELED, "The question was canceled.", e);
    }
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
