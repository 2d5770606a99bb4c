package dev.rapporteur.review;

import java.util.List;

/** How drafts fared, one measure for each that was decided on. */
public interface ReviewMeasures {
  /** Keeps a measure in place of an earlier one of the same run. */
  void keep(DraftMeasure measure);

  /** All measures, the latest decision first. */
  List<DraftMeasure> all();
}
