package dev.rapporteur.pipeline;

import dev.rapporteur.pipeline.DraftRenderers.DraftFile;
import dev.rapporteur.pipeline.StepLedger.FinishedStep;
import dev.rapporteur.rendering.DocumentRenderer;
import dev.rapporteur.rendering.RenderedDocument;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.Sha256;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.review.DraftVersion;
import dev.rapporteur.review.ReviewDecision.Approved;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Writes {@code draft.docx}, {@code draft.pdf}, what else the definition asks for and {@code
 * evidence.json} of a run, and the files of an approved draft. All of them are made before the
 * first is written; each is written under a temporary name, synced and renamed, so that no reader
 * ever sees half a file.
 */
final class RenderStep {
  private final Workspace workspace;
  private final DraftRenderers renderers;

  RenderStep(Workspace workspace, DraftRenderers renderers) {
    this.workspace = workspace;
    this.renderers = renderers;
  }

  /** Begins, while the functions are called, what rendering will need. */
  void prepare(RunDossier dossier) {
    renderers.prepare(dossier.definition());
  }

  /** Writes the files of a draft under temporary names of this attempt, for {@link #publish}. */
  List<RenderedDocument> render(RunDossier dossier, List<FinishedStep> steps) {
    return staged(drafted(dossier, steps), dossier);
  }

  /**
   * Writes the files of a version beside those that the run wrote: {@code draft-3.docx}.
   *
   * @param versions oldest first, the last one is written
   */
  List<RenderedDocument> renderVersion(
      RunDossier dossier, List<FinishedStep> steps, List<DraftVersion> versions) {
    return written(drafted(dossier, steps, versions, "-" + versions.getLast().number()), dossier);
  }

  /** The files of a run's draft, without writing them. */
  List<Made> drafted(RunDossier dossier, List<FinishedStep> steps) {
    return drafted(dossier, steps, List.of(), "");
  }

  private List<Made> drafted(
      RunDossier dossier, List<FinishedStep> steps, List<DraftVersion> versions, String suffix) {
    // The draft of the run is the first version of the document.
    int number = versions.isEmpty() ? 1 : versions.getLast().number() + 1;
    List<Made> made =
        new ArrayList<>(made(DraftContent.of(dossier, number), dossier, "draft" + suffix));
    made.add(
        new Made(
            "evidence", "evidence" + suffix + ".json", EvidenceFile.of(dossier, steps, versions)));
    return made;
  }

  /** Gives files that {@link #render} wrote their names. */
  void publish(List<RenderedDocument> documents, int attempt) {
    for (RenderedDocument document : documents) {
      try {
        Files.move(
            temporary(document.file(), attempt),
            document.file(),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException fault) {
        throw notWritten(document.file(), fault);
      }
    }
  }

  /** Takes away what an attempt wrote and could not publish. */
  void discard(RunDossier dossier) {
    String ending = "." + dossier.run().attempt() + ".part";
    try (Stream<Path> files = Files.list(workspace.outputOf(dossier.run()))) {
      files
          .filter(file -> file.getFileName().toString().endsWith(ending))
          .forEach(RenderStep::deleteQuietly);
    } catch (IOException nothingWritten) {
      // The folder was not made; the fault that led here is the one that helps.
    }
  }

  /** Writes {@code approved.docx}, {@code approved.pdf} and so on beside the draft. */
  List<RenderedDocument> renderApproved(RunDossier dossier, Approved approval) {
    return written(made(DraftContent.approved(dossier, approval), dossier, "approved"), dossier);
  }

  /** A file before it is written. */
  record Made(String kind, String name, byte[] bytes) {}

  /** All files of the report, made side by side. */
  private List<Made> made(ReportContent content, RunDossier dossier, String name) {
    List<DraftFile> files = renderers.of(dossier.definition());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> running =
          files.stream()
              .map(file -> threads.submit(() -> bytes(file.renderer(), content)))
              .toList();
      List<Made> made = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        DraftFile file = files.get(i);
        made.add(new Made(file.kind(), name + file.ending(), result(running.get(i))));
      }
      return made;
    }
  }

  private List<RenderedDocument> written(List<Made> made, RunDossier dossier) {
    List<RenderedDocument> documents = staged(made, dossier);
    publish(documents, dossier.run().attempt());
    return documents;
  }

  private List<RenderedDocument> staged(List<Made> made, RunDossier dossier) {
    Path folder = workspace.outputOf(dossier.run());
    int attempt = dossier.run().attempt();
    return made.stream()
        .map(file -> stage(file.kind(), folder.resolve(file.name()), file.bytes(), attempt))
        .toList();
  }

  private static Path temporary(Path file, int attempt) {
    return file.resolveSibling("." + file.getFileName() + "." + attempt + ".part");
  }

  private static byte[] bytes(DocumentRenderer renderer, ReportContent content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 18);
    renderer.render(content, out);
    return out.toByteArray();
  }

  private static byte[] result(Future<byte[]> bytes) {
    try {
      return bytes.get();
    } catch (ExecutionException fault) {
      throw switch (fault.getCause()) {
        case RuntimeException unchecked -> unchecked;
        case IOException io -> new UncheckedIOException(io);
        default -> new IllegalStateException(fault.getCause());
      };
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RapporteurException(FailureKind.CAPACITY, "the run was stopped", "", stopped);
    }
  }

  private static RenderedDocument stage(String kind, Path file, byte[] bytes, int attempt) {
    Path temporary = temporary(file, attempt);
    try {
      Files.createDirectories(file.getParent());
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      return new RenderedDocument(kind, file, Sha256.of(bytes), bytes.length);
    } catch (IOException fault) {
      deleteQuietly(temporary);
      throw notWritten(file, fault);
    }
  }

  private static RapporteurException notWritten(Path file, IOException fault) {
    return new RapporteurException(
        FailureKind.CAPACITY,
        "the file " + file + " cannot be written: " + fault.getMessage(),
        "make the folder writable and see that there is space, then run the report again",
        fault);
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException left) {
      // The message about the write is the one that helps.
    }
  }
}
