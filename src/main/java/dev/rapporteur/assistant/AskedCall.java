package dev.rapporteur.assistant;

import dev.rapporteur.function.FunctionCall;
import dev.rapporteur.function.PendingCall;

/** A call that the model asked for, and what became of it. */
public sealed interface AskedCall {
  /** The function, as the model named it. */
  String function();

  /** The arguments, as the model wrote them. */
  String arguments();

  /** It was carried out. */
  record Answered(String function, String arguments, FunctionCall call) implements AskedCall {}

  /** It waits for a second person; nothing was carried out. */
  record Parked(String function, String arguments, PendingCall confirmation) implements AskedCall {}

  /**
   * It was not carried out.
   *
   * @param reason as the model was told
   */
  record Refused(String function, String arguments, String reason) implements AskedCall {}

  /**
   * It passed the gate and could not be carried out.
   *
   * @param reason as the model was told
   */
  record Failed(String function, String arguments, String reason) implements AskedCall {}
}
