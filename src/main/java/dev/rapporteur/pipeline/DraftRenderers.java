package dev.rapporteur.pipeline;

import dev.rapporteur.rendering.DocumentRenderer;
import dev.rapporteur.report.ReportDefinition;
import java.util.List;

/** Gives the renderers of a report's files, each template compiled once. */
interface DraftRenderers {

  /**
   * A file of a draft.
   *
   * @param kind its name among the run's outputs: {@code word}, {@code pdf}, {@code workbook}
   * @param ending what follows the word {@code draft} or {@code approved} in its name
   */
  record DraftFile(String kind, String ending, DocumentRenderer renderer) {}

  /** Gets ready beside other work what {@link #of} will be asked for. */
  void prepare(ReportDefinition definition);

  /** All files of the report: Word first, then the PDF, then what else the definition asks for. */
  List<DraftFile> of(ReportDefinition definition);
}
