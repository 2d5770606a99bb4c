package dev.rapporteur.delivery;

/** What came of sending once. */
public sealed interface DeliveryOutcome {
  /** One sentence for people. */
  String detail();

  /** The other side has it. */
  record Sent(String detail) implements DeliveryOutcome {}

  /** The other side does not have it, but may take it later. */
  record Failed(String detail) implements DeliveryOutcome {}

  /** The other side will not take it; trying again is of no use. */
  record Refused(String detail) implements DeliveryOutcome {}

  /** The other side may or may not have it. */
  record Unknown(String detail) implements DeliveryOutcome {}
}
