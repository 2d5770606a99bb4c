package dev.rapporteur.review;

import dev.rapporteur.report.ReportRun;
import java.util.Optional;

/** Gives what a run has gathered to those who work on its draft. */
public interface DraftMaterials {
  /** Empty until the run's draft is handed over. */
  Optional<DraftMaterial> material(ReportRun run);
}
