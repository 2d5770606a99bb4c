package dev.rapporteur.model;

import java.time.Duration;

/**
 * Whether a model really answers. Readiness endpoints of model servers stay green while the engine
 * behind them is dead, so the probe asks for one token and waits for it.
 */
public interface ModelReadiness {

  /** Asks for one token now. Never throws: a model that cannot be reached is a finding. */
  Finding probe();

  /** What the probe found. */
  sealed interface Finding {}

  /**
   * The model produced a token.
   *
   * @param took from the request to the end of the answer
   */
  record Ready(Duration took) implements Finding {}

  /**
   * The model produced no token.
   *
   * @param reason one sentence for an operator
   */
  record NotReady(String reason) implements Finding {}
}
