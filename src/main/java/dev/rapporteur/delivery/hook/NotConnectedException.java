package dev.rapporteur.delivery.hook;

import java.io.IOException;

/** No connection came about, so nothing was sent. */
public final class NotConnectedException extends IOException {
  private static final long serialVersionUID = 1L;

  NotConnectedException(String message, Throwable cause) {
    super(message, cause);
  }
}
