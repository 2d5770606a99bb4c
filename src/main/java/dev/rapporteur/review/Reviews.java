package dev.rapporteur.review;

import dev.rapporteur.rendering.RenderedDocument;
import dev.rapporteur.report.ReportRun;
import java.util.List;

/** The decisions that were made. They are added and read; nobody changes or removes one. */
public interface Reviews {
  /** Ids of the runs whose drafts wait for a decision, those handed over first first. */
  List<String> waiting();

  /** The decisions on a run's draft, oldest first. */
  List<ReviewDecision> of(String run);

  /**
   * Keeps a decision and brings the run to its state, both or neither.
   *
   * @param run as the person saw it
   * @param version the version of the draft that the person saw; 0 if it was not edited
   * @return false if the run or the draft has moved on since: somebody else was first, and nothing
   *     was changed
   */
  boolean add(ReportRun run, int version, ReviewDecision decision);

  /** Keeps the names and hashes of the files that were made of an approved draft. */
  void keepApproved(String run, List<RenderedDocument> documents);

  /** The files made of an approved draft; empty until they are written. */
  List<RenderedDocument> approved(String run);
}
