package dev.rapporteur.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The keys of programs. */
public interface ApiKeys {

  void add(ApiKey key, String secretSha256);

  /** The key with that secret, whether it is still good or not. */
  Optional<ApiKey> find(String id, String secretSha256);

  /** The keys of an owner, the latest first. */
  List<ApiKey> of(String owner);

  /** Ends a key of the owner; false if there is none. */
  boolean revoke(String id, String owner);

  void used(String id, Instant day);
}
