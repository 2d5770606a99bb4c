package dev.rapporteur.model;

import java.net.URI;

/** Speaks to one kind of model server. */
public interface ModelProvider {

  /** Whether URLs of this form are served here; looks at the text only, connects to nothing. */
  boolean accepts(URI url);

  /**
   * Prepares to speak to the model at the URL. Connects lazily: a server that is down is found by
   * {@link ModelReadiness#probe()} or by the first question, not here.
   *
   * @throws dev.rapporteur.report.RapporteurException of kind DEFINITION if the URL or the settings
   *     cannot be used with this kind of server
   */
  ModelConnection connect(URI url, ModelSettings settings);
}
