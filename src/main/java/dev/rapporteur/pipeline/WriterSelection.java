package dev.rapporteur.pipeline;

import dev.rapporteur.report.WriterChoice;
import dev.rapporteur.writing.NarrativeWriter;

/** Decides who writes. */
interface WriterSelection {

  /**
   * The writer for a choice.
   *
   * @throws dev.rapporteur.report.RapporteurException if the model must write and does not answer
   */
  NarrativeWriter choose(WriterChoice choice);
}
