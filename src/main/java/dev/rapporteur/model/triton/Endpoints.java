package dev.rapporteur.model.triton;

import dev.rapporteur.model.triton.TritonFailure.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The servers of one model. A server whose breaker opens is probed in the background until it
 * answers; nobody's question is risked on it before.
 */
final class Endpoints implements AutoCloseable {
  private final List<Endpoint> all;
  private final Consumer<Endpoint> probe;
  private final ScheduledExecutorService probes =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("model-probe").factory());

  /**
   * @param probe asks a server for one token and reports to {@link #succeeded} or {@link #failed}
   */
  Endpoints(List<Endpoint> all, Consumer<Endpoint> probe) {
    this.all = List.copyOf(all);
    this.probe = probe;
  }

  List<Endpoint> all() {
    return all;
  }

  int count() {
    return all.size();
  }

  /**
   * The server with the fewest open questions; one that was not tried yet, if there is one.
   *
   * @throws TritonFailure if all of them are being spared
   */
  Endpoint choose(Set<Endpoint> tried) throws TritonFailure {
    return all.stream()
        .filter(endpoint -> !endpoint.breaker().isOpen())
        .min(
            Comparator.<Endpoint, Boolean>comparing(tried::contains)
                .thenComparing(Endpoint::outstanding))
        .orElseThrow(this::noneLeft);
  }

  boolean anyUsable() {
    return all.stream().anyMatch(endpoint -> !endpoint.breaker().isOpen());
  }

  void succeeded(Endpoint endpoint) {
    endpoint.breaker().succeeded();
  }

  void failed(Endpoint endpoint, TritonFailure failure) {
    if (failure.blamesServer() && endpoint.breaker().failed(failure.getMessage())) {
      probeLater(endpoint);
    }
  }

  private TritonFailure noneLeft() {
    return new TritonFailure(
        Kind.UNAVAILABLE,
        "No model server is asked for now, after %d failures in a row; the last: %s"
            .formatted(CircuitBreaker.FAILURES, all.getFirst().breaker().lastFailure()));
  }

  private void probeLater(Endpoint endpoint) {
    try {
      probes.schedule(
          () -> probeAgain(endpoint),
          endpoint.breaker().nextProbe().toMillis(),
          TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      // Nobody will ask any more.
    }
  }

  private void probeAgain(Endpoint endpoint) {
    probe.accept(endpoint);
    if (endpoint.breaker().isOpen()) {
      probeLater(endpoint);
    }
  }

  @Override
  public void close() {
    probes.shutdownNow();
    all.forEach(Endpoint::close);
  }
}
