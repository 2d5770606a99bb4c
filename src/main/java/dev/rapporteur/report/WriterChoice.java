package dev.rapporteur.report;

/** Who shall write the text of a run. */
public enum WriterChoice {
  /** The model where one is configured and answers a probe, else the built-in rule-based writer. */
  AUTO,
  /** The model; without an answer the run fails. */
  MODEL,
  /** The built-in rule-based writer. */
  RULES
}
