package dev.rapporteur.review;

import dev.rapporteur.report.ReportRun;
import java.util.Optional;

/** The drafts that runs have recorded. */
public interface RecordedDrafts {
  /** The draft of a run; empty until its files are written. */
  Optional<ReviewItem> of(ReportRun run);
}
