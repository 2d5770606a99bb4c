package dev.rapporteur.cli;

import dev.rapporteur.evaluation.RetrievalEvaluation;
import dev.rapporteur.knowledge.extraction.FileDocumentReader;
import dev.rapporteur.pipeline.ServedEmbedder;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rapporteur eval retrieval}: the passages that each line's question finds. */
@Command(
    name = "retrieval",
    description = "Finds the passages of a folder's documents that answer each line's question.",
    mixinStandardHelpOptions = true)
final class EvalRetrievalCommand implements Callable<Integer> {
  @Mixin private Terminal terminal;
  @Mixin private EmbedderOption embedder;

  @Option(
      names = "--documents",
      required = true,
      paramLabel = "DIR",
      description = "The folder of documents.")
  private Path documents;

  @Parameters(paramLabel = "IN.jsonl", description = "Lines {id, question}.")
  private Path input;

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(documents)) {
      throw new RapporteurException(FailureKind.DEFINITION, documents + " is no folder", "");
    }
    if (!Files.isReadable(input)) {
      throw new RapporteurException(FailureKind.DEFINITION, "cannot read " + input, "");
    }
    Optional<ServedEmbedder> served = embedder.open();
    try (RetrievalEvaluation evaluation =
            new RetrievalEvaluation(
                documents,
                new FileDocumentReader(),
                served.map(Function.identity()),
                terminal.err()::println);
        Stream<String> lines = Files.lines(input)) {
      evaluation.evaluate(lines).forEach(terminal.out()::println);
    } finally {
      served.ifPresent(ServedEmbedder::close);
    }
    return ExitCode.DONE.code();
  }
}
