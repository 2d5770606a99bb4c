package dev.rapporteur.model;

import dev.langchain4j.model.chat.listener.ChatModelListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to speak to a model, whatever its kind.
 *
 * @param limits how long to wait
 * @param attempts how often a request is sent at most, the first time included, 1 to 10; only
 *     failures that another attempt may cure are tried again, and only before the first piece of
 *     the answer has been handed on
 * @param contextTokens prompt and answer together must fit into this many tokens
 * @param maxOutputTokens the longest answer if the request does not say
 * @param security certificates for encrypted connections
 * @param apiKey sent by providers that know keys; empty if none is needed
 * @param headers sent with each call, for instance the key of a restricted Triton protocol
 * @param vocabulary a tiktoken file of the model's vocabulary for exact token counts
 * @param metrics is told about each call
 * @param listeners LangChain4j's own
 */
public record ModelSettings(
    ModelTimeLimits limits,
    int attempts,
    int contextTokens,
    int maxOutputTokens,
    ModelSecurity security,
    Optional<String> apiKey,
    Map<String, String> headers,
    Optional<Path> vocabulary,
    ModelMetrics metrics,
    List<ChatModelListener> listeners) {

  public ModelSettings {
    within("attempts", attempts, 1, 10);
    within("contextTokens", contextTokens, 256, 10_000_000);
    within("maxOutputTokens", maxOutputTokens, 1, contextTokens - 1);
    headers = Map.copyOf(headers);
    listeners = List.copyOf(listeners);
  }

  /** For Qwen3-14B: 32,768 tokens of context, answers of up to 2,048, three attempts. */
  public static ModelSettings standard() {
    return new ModelSettings(
        ModelTimeLimits.standard(),
        3,
        32_768,
        2_048,
        ModelSecurity.system(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        ModelMetrics.NONE,
        List.of());
  }

  public ModelSettings withLimits(ModelTimeLimits changed) {
    return new ModelSettings(
        changed,
        attempts,
        contextTokens,
        maxOutputTokens,
        security,
        apiKey,
        headers,
        vocabulary,
        metrics,
        listeners);
  }

  public ModelSettings withAttempts(int changed) {
    return new ModelSettings(
        limits,
        changed,
        contextTokens,
        maxOutputTokens,
        security,
        apiKey,
        headers,
        vocabulary,
        metrics,
        listeners);
  }

  public ModelSettings withSecurity(ModelSecurity changed) {
    return new ModelSettings(
        limits,
        attempts,
        contextTokens,
        maxOutputTokens,
        changed,
        apiKey,
        headers,
        vocabulary,
        metrics,
        listeners);
  }

  public ModelSettings withApiKey(String changed) {
    return new ModelSettings(
        limits,
        attempts,
        contextTokens,
        maxOutputTokens,
        security,
        Optional.of(changed),
        headers,
        vocabulary,
        metrics,
        listeners);
  }

  public ModelSettings withHeaders(Map<String, String> changed) {
    return new ModelSettings(
        limits,
        attempts,
        contextTokens,
        maxOutputTokens,
        security,
        apiKey,
        changed,
        vocabulary,
        metrics,
        listeners);
  }

  public ModelSettings withMetrics(ModelMetrics changed) {
    return new ModelSettings(
        limits,
        attempts,
        contextTokens,
        maxOutputTokens,
        security,
        apiKey,
        headers,
        vocabulary,
        changed,
        listeners);
  }

  public ModelSettings withListeners(List<ChatModelListener> changed) {
    return new ModelSettings(
        limits,
        attempts,
        contextTokens,
        maxOutputTokens,
        security,
        apiKey,
        headers,
        vocabulary,
        metrics,
        changed);
  }

  private static void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is " + value + ", but must be from " + least + " to " + most);
    }
  }
}
