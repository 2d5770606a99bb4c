package dev.rapporteur.pipeline;

import dev.rapporteur.report.ReportRun;
import java.util.List;

/**
 * How far the splitting of a run for the whole has come.
 *
 * @param whole the run as it is now; in state SPLIT once every part was made
 * @param parts the runs of the parts made so far
 * @param toStart those of them that nobody has started yet
 */
public record SplitProgress(ReportRun whole, List<ReportRun> parts, List<ReportRun> toStart) {
  public SplitProgress {
    parts = List.copyOf(parts);
    toStart = List.copyOf(toStart);
  }
}
