package dev.rapporteur.access;

/** A slow, salted, one-way hash. */
public interface PasswordHash {
  String hash(String password);

  boolean matches(String password, String hash);
}
