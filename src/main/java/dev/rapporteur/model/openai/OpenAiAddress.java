package dev.rapporteur.model.openai;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where a model is served.
 *
 * @param base what comes before {@code /chat/completions}
 * @param model its name there
 * @param thinkingOff whether the server is told not to let the model think, in the way of vLLM and
 *     SGLang
 */
record OpenAiAddress(String base, String model, boolean thinkingOff) {
  private static final Set<String> KNOWN = Set.of("model", "thinking");

  static boolean isHttp(URI url) {
    return "http".equals(url.getScheme()) || "https".equals(url.getScheme());
  }

  /**
   * Reads {@code http(s)://host/v1?model=NAME}, with {@code &thinking=off} for Qwen3 on vLLM or
   * SGLang.
   *
   * @throws RapporteurException of kind DEFINITION if the URL is of another form
   */
  static OpenAiAddress of(URI url) {
    Map<String, String> query = query(url.getRawQuery() == null ? "" : url.getRawQuery());
    String model = query.getOrDefault("model", "");
    String thinking = query.getOrDefault("thinking", "on");
    boolean good =
        isHttp(url)
            && url.getHost() != null
            && url.getUserInfo() == null
            && !model.isBlank()
            && KNOWN.containsAll(query.keySet())
            && Set.of("on", "off").contains(thinking);
    if (!good) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "The model URL at " + url.getHost() + " is not of the form http(s)://host/v1?model=NAME.",
          "Name the model with ?model=NAME; keys belong into the settings, not into the URL.");
    }
    String base = url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    return new OpenAiAddress(base, model, thinking.equals("off"));
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new TreeMap<>();
    for (String part : raw.split("&")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        query.put(
            part.substring(0, equals),
            URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }
}
