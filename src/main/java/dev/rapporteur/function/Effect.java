package dev.rapporteur.function;

/** What a call of a function does to the world. */
public enum Effect {
  /** Nothing: it reads, on a connection that cannot write. */
  READ,
  /** It changes something that can be changed back. */
  WRITE,
  /** It does what cannot be taken back (pay, delete, mail): a second person must confirm it. */
  SENSITIVE
}
