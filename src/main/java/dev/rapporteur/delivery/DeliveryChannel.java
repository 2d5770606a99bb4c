package dev.rapporteur.delivery;

import java.util.List;

/** A way out of the house. */
public interface DeliveryChannel {
  /**
   * The name by which definitions call it: {@code mail}, {@code folder}, {@code sftp}, {@code
   * hook}.
   */
  String name();

  /**
   * Who is behind a target of the deployment's settings: the addresses of a list, a folder, an
   * endpoint.
   *
   * @throws UnknownTargetException if the settings do not have it
   */
  List<String> recipients(String target);

  /** Whether sending the same twice is the same as sending it once. */
  boolean isRepeatable();

  /** Sends to one recipient. What went wrong is an outcome, not an exception. */
  DeliveryOutcome send(DeliveryOrder order, String target, String recipient);
}
