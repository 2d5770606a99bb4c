package dev.rapporteur.cli;

import dev.rapporteur.pipeline.ServedEmbedder;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --embedder}, for the commands that find passages. */
final class EmbedderOption {
  @Option(
      names = "--embedder",
      paramLabel = "URL",
      defaultValue = "${env:RAPPORTEUR_EMBEDDER}",
      description =
          "A model that gives vectors: grpc://host:8001/embedder (Triton) or"
              + " http://host/v1?model=NAME. Without one, passages are found by their words.")
  private @Nullable URI url;

  /** The embedder, to be closed by the caller; empty if none is configured. */
  Optional<ServedEmbedder> open() {
    return Optional.ofNullable(url).map(ServedEmbedder::at);
  }
}
