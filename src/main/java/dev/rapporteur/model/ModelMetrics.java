package dev.rapporteur.model;

import java.time.Duration;

/** Is told what each call to a model took. Called on the threads of the calls; must not block. */
public interface ModelMetrics {

  /**
   * A call ended with an answer.
   *
   * @param model the model's name
   * @param firstToken from the request to the first piece; zero if the answer came in one piece
   * @param total from the request to the end
   * @param inputTokens 0 if the server did not say
   * @param outputTokens 0 if the server did not say
   */
  void answered(
      String model, Duration firstToken, Duration total, int inputTokens, int outputTokens);

  /**
   * A call, after all retries, ended without an answer.
   *
   * @param reason a short fixed word such as {@code timeout}, {@code unavailable}, {@code canceled}
   */
  void failed(String model, String reason);

  /** For those who do not count. */
  ModelMetrics NONE =
      new ModelMetrics() {
        @Override
        public void answered(
            String model, Duration firstToken, Duration total, int inputTokens, int outputTokens) {}

        @Override
        public void failed(String model, String reason) {}
      };
}
