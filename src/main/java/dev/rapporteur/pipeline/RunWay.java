package dev.rapporteur.pipeline;

/** The way of a run and of a delivery, whoever lays it. */
interface RunWay {
  /** Sends a dossier along the way of a run. */
  RunDossier apply(RunDossier dossier);

  /** Sends an approved report to its recipients. */
  OutgoingReport deliver(OutgoingReport report);
}
