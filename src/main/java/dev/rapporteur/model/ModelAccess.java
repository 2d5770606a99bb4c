package dev.rapporteur.model;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What lets us in. Certificates are PEM files.
 *
 * @param authorities whom to trust; empty: whom the Java installation trusts
 * @param certificate ours, for servers that ask for one; given together with {@code key} or not at
 *     all
 * @param key ours, PKCS#8 without a password
 * @param apiKey for endpoints that know keys
 * @param headers sent with each call, for instance the key of a restricted Triton protocol
 */
public record ModelAccess(
    Optional<Path> authorities,
    Optional<Path> certificate,
    Optional<Path> key,
    Optional<String> apiKey,
    Map<String, String> headers) {

  public ModelAccess {
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException("a client certificate and its key are given together");
    }
    for (String name : headers.keySet()) {
      if (!name.matches("[A-Za-z0-9_.-]+") || name.toLowerCase(Locale.ROOT).endsWith("-bin")) {
        throw new IllegalArgumentException("'" + name + "' is no name for a header with a text");
      }
    }
    headers = Map.copyOf(headers);
  }

  /** Shows nothing, and trusts whom the Java installation trusts. */
  public static ModelAccess open() {
    return new ModelAccess(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
  }

  /** Access with a key, as most hosted endpoints ask for. */
  public static ModelAccess withApiKey(String apiKey) {
    return new ModelAccess(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(apiKey), Map.of());
  }

  /** Keys stay out of logs. */
  @Override
  public String toString() {
    return "ModelAccess[authorities="
        + authorities
        + ", certificate="
        + certificate
        + ", apiKey="
        + (apiKey.isPresent() ? "given" : "none")
        + ", headers="
        + headers.keySet()
        + "]";
  }
}
