package dev.rapporteur.delivery.hook;

import java.net.URI;

/**
 * Where something is posted to.
 *
 * @param place https, or http to a host of the own network; no user, no fragment
 * @param ownNetwork whether the host may have an address of the own network, which is refused
 *     otherwise
 */
public record PinnedPlace(URI place, boolean ownNetwork) {
  public PinnedPlace {
    check(place, ownNetwork);
  }

  /**
   * @throws IllegalArgumentException if nothing may be posted there
   */
  public static void check(URI place, boolean ownNetwork) {
    boolean https = "https".equals(place.getScheme());
    boolean http = "http".equals(place.getScheme()) && ownNetwork;
    if (!https && !http
        || place.getHost() == null
        || place.getUserInfo() != null
        || place.getFragment() != null) {
      // Not the address itself, which may be a secret.
      throw new IllegalArgumentException(
          "a web hook goes to https://host/path"
              + (place.getHost() == null
                  ? ""
                  : ", not to " + place.getScheme() + "://" + place.getHost()));
    }
  }

  int port() {
    if (place.getPort() >= 0) {
      return place.getPort();
    }
    return isEncrypted() ? 443 : 80;
  }

  boolean isEncrypted() {
    return place.getScheme().equals("https");
  }
}
