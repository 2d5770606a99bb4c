package dev.rapporteur.model;

import dev.langchain4j.model.chat.listener.ChatModelListener;
import java.util.List;

/**
 * How to speak to a model, whatever its kind.
 *
 * @param limits how long to wait
 * @param attempts how often a request is sent at most, the first time included, 1 to 10; only
 *     failures that another attempt may cure are tried again, and only while no piece of the answer
 *     has been handed on
 * @param tokens how long prompts and answers may be
 * @param access keys and certificates
 * @param metrics is told about each call
 * @param listeners LangChain4j's own
 */
public record ModelSettings(
    ModelTimeLimits limits,
    int attempts,
    TokenBudget tokens,
    ModelAccess access,
    ModelMetrics metrics,
    List<ChatModelListener> listeners) {

  public ModelSettings {
    if (attempts < 1 || attempts > 10) {
      throw new IllegalArgumentException("attempts is " + attempts + ", but must be 1 to 10");
    }
    listeners = List.copyOf(listeners);
  }

  /** Three attempts, standard limits, no keys, nobody told. */
  public static ModelSettings standard() {
    return new ModelSettings(
        ModelTimeLimits.standard(),
        3,
        TokenBudget.standard(),
        ModelAccess.open(),
        ModelMetrics.NONE,
        List.of());
  }

  public ModelSettings withLimits(ModelTimeLimits changed) {
    return new ModelSettings(changed, attempts, tokens, access, metrics, listeners);
  }

  public ModelSettings withAttempts(int changed) {
    return new ModelSettings(limits, changed, tokens, access, metrics, listeners);
  }

  public ModelSettings withTokens(TokenBudget changed) {
    return new ModelSettings(limits, attempts, changed, access, metrics, listeners);
  }

  public ModelSettings withAccess(ModelAccess changed) {
    return new ModelSettings(limits, attempts, tokens, changed, metrics, listeners);
  }

  public ModelSettings withMetrics(ModelMetrics changed) {
    return new ModelSettings(limits, attempts, tokens, access, changed, listeners);
  }

  public ModelSettings withListeners(List<ChatModelListener> changed) {
    return new ModelSettings(limits, attempts, tokens, access, metrics, changed);
  }
}
