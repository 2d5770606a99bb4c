package dev.rapporteur.delivery.hook;

import java.net.URI;
import java.util.Base64;

/**
 * Where a web hook goes.
 *
 * @param place https, or http to a host of the own network; no user, no fragment
 * @param secret {@code whsec_} and 24 to 64 bytes in base64, shared with the receiver
 * @param ownNetwork whether the host may have an address of the own network, which is refused
 *     otherwise
 */
public record HookTarget(URI place, String secret, boolean ownNetwork) {
  private static final String PREFIX = "whsec_";

  public HookTarget {
    PinnedPlace.check(place, ownNetwork);
    byte[] key = key(secret);
    if (key.length < 24 || key.length > 64) {
      throw new IllegalArgumentException("the secret of a web hook has 24 to 64 bytes");
    }
  }

  byte[] key() {
    return key(secret);
  }

  private static byte[] key(String secret) {
    if (!secret.startsWith(PREFIX)) {
      throw new IllegalArgumentException("the secret of a web hook starts with " + PREFIX);
    }
    return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
  }

  /** The host alone: the rest of the address may be a secret, as the key is. */
  @Override
  public String toString() {
    return place.getScheme() + "://" + place.getAuthority();
  }
}
