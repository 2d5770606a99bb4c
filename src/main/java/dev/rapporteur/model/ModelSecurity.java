package dev.rapporteur.model;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Certificates for encrypted connections, as PEM files.
 *
 * @param authorities whom to trust; empty: whom the Java installation trusts
 * @param certificate ours, for servers that ask for one; given together with {@code key} or not at
 *     all
 * @param key ours, PKCS#8 without a password
 */
public record ModelSecurity(
    Optional<Path> authorities, Optional<Path> certificate, Optional<Path> key) {

  public ModelSecurity {
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException("a client certificate and its key are given together");
    }
  }

  /** Trusts whom the Java installation trusts, and shows no certificate. */
  public static ModelSecurity system() {
    return new ModelSecurity(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
