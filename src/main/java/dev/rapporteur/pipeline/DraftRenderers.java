package dev.rapporteur.pipeline;

import dev.rapporteur.rendering.DocumentRenderer;
import dev.rapporteur.report.ReportDefinition.TemplateSet;

/** Gives the renderers of a report's templates, each compiled once. */
interface DraftRenderers {
  /** Gets ready beside other work what {@link #word} and {@link #pdf} will be asked for. */
  void prepare(TemplateSet templates);

  DocumentRenderer word(TemplateSet templates);

  DocumentRenderer pdf(TemplateSet templates);
}
