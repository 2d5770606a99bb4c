package dev.rapporteur.rendering.docx;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@link DraftComparison} in a process of its own, with a limit of memory and of time: whatever an
 * uploaded file does to its reader, it does not do it to this program.
 */
public final class IsolatedComparison {
  private static final String MEMORY = "-Xmx256m";
  private static final int REFUSED = 3;

  private final Duration deadline;

  /**
   * @param deadline after which the process is ended and the file refused
   */
  public IsolatedComparison(Duration deadline) {
    this.deadline = deadline;
  }

  /**
   * The changes from the draft that was made to the one that came back.
   *
   * @throws RefusedPackageException if the upload is damaged, carries what is not allowed, or needs
   *     more time or memory than it is given
   */
  public DraftChanges between(Path original, Path edited) {
    try {
      Path answer = Files.createTempFile("draft-changes", ".json");
      try {
        return answer(run(original, edited, answer), answer);
      } finally {
        Files.deleteIfExists(answer);
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RapporteurException(
          FailureKind.INTERNAL, "reading the draft was interrupted", "", stopped);
    }
  }

  private int run(Path original, Path edited, Path answer)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                MEMORY,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                IsolatedComparison.class.getName(),
                original.toString(),
                edited.toString(),
                answer.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
      throw new RefusedPackageException(
          "reading it takes longer than " + deadline.toSeconds() + " seconds");
    }
    return process.exitValue();
  }

  private static DraftChanges answer(int exit, Path answer) throws IOException {
    String text = Files.readString(answer);
    if (exit == REFUSED) {
      throw new RefusedPackageException(text);
    }
    if (exit != 0) {
      throw new RefusedPackageException("reading it needs more than it is given");
    }
    return JsonMapper.shared().readValue(text, DraftChanges.class);
  }

  /** The process: files of the draft as made, the draft as edited, and the answer. */
  public static void main(String... files) throws IOException {
    Path answer = Path.of(files[2]);
    try {
      DraftChanges changes =
          DraftComparison.between(
              Files.readAllBytes(Path.of(files[0])), Files.readAllBytes(Path.of(files[1])));
      Files.write(answer, JsonMapper.shared().writeValueAsBytes(changes));
    } catch (RefusedPackageException refused) {
      Files.writeString(answer, refused.reason(), StandardCharsets.UTF_8);
      System.exit(REFUSED);
    }
  }
}
