package dev.rapporteur.cli;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --model}, for the commands that let a language model write or answer. */
final class ModelOption {
  @Option(
      names = "--model",
      paramLabel = "URL",
      defaultValue = "${env:RAPPORTEUR_MODEL}",
      description =
          "The model: grpc://host:8001/report_writer (Triton) or http://host/v1?model=NAME.")
  private @Nullable URI url;

  /** Where the model is served; empty if none is configured. */
  Optional<URI> url() {
    return Optional.ofNullable(url);
  }

  /**
   * Where the model is served, for what cannot do without one.
   *
   * @throws RapporteurException of kind EXTERNAL if none is configured
   */
  URI required() {
    return url()
        .orElseThrow(
            () ->
                new RapporteurException(
                    FailureKind.EXTERNAL,
                    "no model is configured, and the assistant needs one",
                    "give its address with --model, or in the environment variable"
                        + " RAPPORTEUR_MODEL"));
  }
}
