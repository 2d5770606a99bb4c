package dev.rapporteur.model.triton;

import dev.langchain4j.exception.LangChain4jException;
import dev.rapporteur.model.ModelAccess;
import dev.rapporteur.model.ModelMetrics;
import dev.rapporteur.model.ModelReadiness.Finding;
import dev.rapporteur.model.ModelReadiness.NotReady;
import dev.rapporteur.model.ModelReadiness.Ready;
import dev.rapporteur.model.ModelSettings;
import dev.rapporteur.model.TokenCounter;
import dev.rapporteur.model.qwen.QwenTokens;
import dev.rapporteur.model.triton.TritonFailure.Kind;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The connections to a model that one or several Triton servers serve. Each question goes to the
 * server with the fewest open ones; a server that fails again and again is left alone until a probe
 * finds it well. For use from many threads; close it when done, which cancels what is under way.
 */
public final class TritonClient implements AutoCloseable {
  /** For those who want the whole answer only. */
  static final Consumer<String> NOBODY = piece -> {};

  private final TritonAddress address;
  private final ModelSettings settings;
  private final Endpoints endpoints;
  private final TokenCounter tokens;

  private TritonClient(TritonAddress address, ModelSettings settings, List<Endpoint> servers) {
    this.address = address;
    this.settings = settings;
    this.tokens = QwenTokens.with(settings.tokens().vocabulary());
    this.endpoints = new Endpoints(servers, this::probe);
  }

  /**
   * Prepares the connections; the first question makes them.
   *
   * @param url {@code grpc://host:port/model}, {@code grpcs://} for TLS; several servers as {@code
   *     host:port,host:port}
   * @throws RapporteurException of kind DEFINITION if the URL is of another form or a certificate
   *     cannot be read
   */
  public static TritonClient open(URI url, ModelSettings settings) {
    TritonAddress address = TritonAddress.of(url);
    ChannelCredentials credentials =
        address.encrypted() ? tls(settings.access()) : InsecureChannelCredentials.create();
    List<Endpoint> servers =
        address.servers().stream()
            .map(
                server ->
                    new Endpoint(
                        server,
                        Grpc.newChannelBuilder(server, credentials).build(),
                        headers(settings.access()),
                        settings.limits()))
            .toList();
    return new TritonClient(address, settings, servers);
  }

  /** The model's name on the servers. */
  public String model() {
    return address.model();
  }

  /** The model's URL; holds no secrets. */
  public String url() {
    return address.url();
  }

  /** Counts tokens as the model does. */
  public TokenCounter tokens() {
    return tokens;
  }

  ModelSettings settings() {
    return settings;
  }

  /**
   * Asks, again if need be, until there is an answer that passes the check.
   *
   * @param pieces is given the text as it comes; once it has had a piece, nothing is tried again;
   *     {@link #NOBODY} if only the whole answer is wanted
   * @throws LangChain4jException which one, and whether it is of the retriable ones, says why there
   *     is no answer
   */
  Answer ask(
      Generation generation, Consumer<String> pieces, Check check, Cancellation cancellation) {
    Stopwatch watch = new Stopwatch(pieces);
    Answer answer =
        insist(
            generation.model(),
            (endpoint, time) -> {
              Answer whole = endpoint.ask(generation, time, watch, cancellation);
              check.accept(whole);
              return whole;
            },
            () -> !watch.handedOn() && !cancellation.isCancelled());
    watch.answered(settings.metrics(), generation.model(), answer);
    return answer;
  }

  /**
   * The vectors of texts, in their order.
   *
   * @throws LangChain4jException as {@link #ask}
   */
  List<float[]> embed(List<String> texts) {
    return insist(model(), (endpoint, time) -> endpoint.embed(model(), texts, time), () -> true);
  }

  private <T> T insist(String model, Attempt<T> attempt, BooleanSupplier mayTryAgain) {
    TimeLeft time = new TimeLeft(settings.limits().total());
    Set<Endpoint> tried = new HashSet<>();
    for (int count = 1; ; count++) {
      try {
        return once(attempt, time, tried);
      } catch (TritonFailure e) {
        boolean elsewhere = e.kind() == Kind.NO_MODEL && tried.size() < endpoints.count();
        boolean again =
            (e.retriable() || elsewhere)
                && count < settings.attempts()
                && mayTryAgain.getAsBoolean()
                && endpoints.anyUsable()
                && !time.isOver();
        if (!again || !paused(count, tried, time)) {
          settings.metrics().failed(model, e.kind().word());
          throw e.translated();
        }
      }
    }
  }

  private <T> T once(Attempt<T> attempt, TimeLeft time, Set<Endpoint> tried) throws TritonFailure {
    Endpoint endpoint = endpoints.choose(tried);
    tried.add(endpoint);
    try {
      T result = attempt.on(endpoint, time);
      endpoints.succeeded(endpoint);
      return result;
    } catch (TritonFailure e) {
      endpoints.failed(endpoint, e);
      throw e;
    }
  }

  /** Another server is asked at once; the same one after a while. */
  private boolean paused(int attempt, Set<Endpoint> tried, TimeLeft time) {
    if (tried.size() < endpoints.count()) {
      return true;
    }
    try {
      Thread.sleep(time.atMost(Duration.ofMillis(100L << attempt)));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Probes the servers; ready if one of them is. */
  Finding probe() {
    Finding finding = new NotReady("No server is configured.");
    for (Endpoint endpoint : endpoints.all()) {
      finding = probe(endpoint);
      if (finding instanceof Ready) {
        return finding;
      }
    }
    return finding;
  }

  private Finding probe(Endpoint endpoint) {
    long begin = System.nanoTime();
    TimeLeft time = new TimeLeft(settings.limits().firstToken());
    try {
      endpoint.probe(model(), time);
      endpoints.succeeded(endpoint);
      return new Ready(Duration.ofNanos(System.nanoTime() - begin));
    } catch (TritonFailure e) {
      endpoints.failed(endpoint, e);
      return new NotReady(e.getMessage());
    }
  }

  @Override
  public void close() {
    endpoints.close();
  }

  /** One attempt on one server. */
  private interface Attempt<T> {
    T on(Endpoint endpoint, TimeLeft time) throws TritonFailure;
  }

  /** Looks at an answer before it is handed on. */
  @FunctionalInterface
  interface Check {
    void accept(Answer answer) throws TritonFailure;
  }

  private static Map<String, String> headers(ModelAccess access) {
    Map<String, String> headers = new HashMap<>(access.headers());
    access.apiKey().ifPresent(key -> headers.put("authorization", "Bearer " + key));
    return headers;
  }

  private static ChannelCredentials tls(ModelAccess access) {
    TlsChannelCredentials.Builder credentials = TlsChannelCredentials.newBuilder();
    try {
      if (access.authorities().isPresent()) {
        credentials.trustManager(access.authorities().get().toFile());
      }
      if (access.certificate().isPresent()) {
        Path key = access.key().orElseThrow();
        credentials.keyManager(access.certificate().get().toFile(), key.toFile());
      }
      return credentials.build();
    } catch (IOException e) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "A certificate for the model server cannot be read: " + e.getMessage(),
          "Check the files named as authorities, certificate and key.",
          e);
    }
  }

  /** Measures one question, over all its attempts. */
  private static final class Stopwatch implements Consumer<String> {
    private final Consumer<String> pieces;
    private final long begin = System.nanoTime();
    private long first;

    Stopwatch(Consumer<String> pieces) {
      this.pieces = pieces;
    }

    @Override
    public void accept(String piece) {
      if (first == 0) {
        first = System.nanoTime();
      }
      pieces.accept(piece);
    }

    void answered(ModelMetrics metrics, String model, Answer answer) {
      long now = System.nanoTime();
      metrics.answered(
          model,
          Duration.ofNanos(first == 0 ? 0 : first - begin),
          Duration.ofNanos(now - begin),
          answer.inputTokens().orElse(0),
          answer.outputTokens().orElse(0));
    }

    boolean handedOn() {
      return first != 0 && pieces != NOBODY;
    }
  }
}
