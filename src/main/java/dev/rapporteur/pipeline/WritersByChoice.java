package dev.rapporteur.pipeline;

import dev.rapporteur.model.ModelConnection;
import dev.rapporteur.model.ModelReadiness;
import dev.rapporteur.model.ModelSettings;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.WriterChoice;
import dev.rapporteur.writing.ModelWriter;
import dev.rapporteur.writing.NarrativeWriter;
import dev.rapporteur.writing.RecordedAnswers;
import dev.rapporteur.writing.rules.RuleBasedWriter;
import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The built-in writer, or the model where one is configured and answers a probe. */
final class WritersByChoice implements WriterSelection, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WritersByChoice.class);

  private final NarrativeWriter rules = new RuleBasedWriter();
  private final Optional<URI> url;
  private final ModelSettings settings;
  private final RecordedAnswers recorded;
  private Optional<ModelConnection> connection = Optional.empty();

  /**
   * @param url where the model is served, if one is
   * @param settings how it is spoken to
   */
  WritersByChoice(Optional<URI> url, ModelSettings settings, RecordedAnswers recorded) {
    this.url = url;
    this.settings = settings;
    this.recorded = recorded;
  }

  @Override
  public NarrativeWriter choose(WriterChoice choice) {
    return switch (choice) {
      case RULES -> rules;
      case AUTO -> url.isEmpty() ? rules : model().orElse(rules);
      case MODEL -> model().orElseThrow(this::noModel);
    };
  }

  /** The model's writer, if the model gives a token now. */
  private synchronized Optional<NarrativeWriter> model() {
    if (url.isEmpty()) {
      return Optional.empty();
    }
    if (connection.isEmpty()) {
      connection = Optional.of(ModelConnections.open(url.get(), settings));
    }
    return switch (connection.get().readiness().probe()) {
      case ModelReadiness.Ready ignored ->
          Optional.of(new ModelWriter(connection.get(), recorded, rules));
      case ModelReadiness.NotReady not -> {
        log.warn("the model does not answer: {}", not.reason());
        yield Optional.empty();
      }
    };
  }

  private RapporteurException noModel() {
    return url.isEmpty()
        ? new RapporteurException(
            FailureKind.DEFINITION,
            "no model is configured",
            "give its address with --model, or let the built-in writer write with --writer rules")
        : new RapporteurException(
            FailureKind.EXTERNAL,
            "the model at "
                + url.get().getScheme()
                + "://"
                + url.get().getAuthority()
                + " does not answer",
            "start it, or let the built-in writer write with --writer rules");
  }

  @Override
  public synchronized void close() {
    connection.ifPresent(ModelConnection::close);
  }
}
