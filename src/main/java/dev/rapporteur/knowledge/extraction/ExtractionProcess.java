package dev.rapporteur.knowledge.extraction;

import dev.rapporteur.knowledge.DocumentContent;
import dev.rapporteur.knowledge.UnreadableDocumentException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Reads one file in a process of its own: what a damaged file can do there ends with its memory and
 * its time. The same class is both ends: {@link #read} starts the process, {@link #main} is it.
 */
public final class ExtractionProcess {
  private static final int READ = 1;
  private static final int UNREADABLE = 2;

  private final String heap;
  private final Duration limit;

  /**
   * @param heap the child's memory as the JVM's {@code -Xmx} takes it
   * @param limit the time after which it is ended
   */
  ExtractionProcess(String heap, Duration limit) {
    this.heap = heap;
    this.limit = limit;
  }

  DocumentContent read(Path file) {
    Process child = start(file);
    try {
      // Ends the child also while this thread waits for its output. A child that has ended by
      // itself is left alone: destroying it would close the output before it is read.
      child
          .onExit()
          .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
          .exceptionally(
              late -> {
                child.destroyForcibly();
                return child;
              });
      return answer(file, child);
    } finally {
      child.destroyForcibly();
    }
  }

  private Process start(Path file) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heap,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xshare:auto",
            "-Djava.awt.headless=true",
            "-cp",
            classPath(),
            ExtractionProcess.class.getName(),
            file.toAbsolutePath().toString(),
            Long.toString(limit.toSeconds()));
    try {
      return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      throw new UnreadableDocumentException(
          file, "no process could be started to read it", "look at the system's limits", e);
    }
  }

  /** What this class was loaded from, which is not always what the JVM was started with. */
  private static String classPath() {
    if (ExtractionProcess.class.getClassLoader() instanceof URLClassLoader loader) {
      return Arrays.stream(loader.getURLs())
          .map(url -> Path.of(URI.create(url.toString())).toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
    return System.getProperty("java.class.path");
  }

  private DocumentContent answer(Path file, Process child) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(child.getInputStream()))) {
      int kind = in.readByte();
      if (kind == UNREADABLE) {
        throw new UnreadableDocumentException(file, ContentStream.text(in), ContentStream.text(in));
      }
      return ContentStream.read(in);
    } catch (IOException e) {
      throw new UnreadableDocumentException(
          file,
          "reading it took more than " + heap + " of memory or " + limit.toSeconds() + " s",
          "save it again in a simpler form, or split it",
          e);
    }
  }

  /** The child: reads the file named by the first argument and writes its content to the output. */
  public static void main(String[] arguments) throws IOException {
    endAfter(Duration.ofSeconds(Long.parseLong(arguments[1])));
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    // Parsers that print must not print between the bytes of the answer.
    System.setOut(new PrintStream(java.io.OutputStream.nullOutputStream()));
    Path file = Path.of(arguments[0]);
    try {
      DocumentContent content = parse(file);
      out.writeByte(READ);
      ContentStream.write(out, content);
    } catch (UnreadableDocumentException e) {
      refuse(out, e.reason(), e.nextStep());
    } catch (IOException | RuntimeException | StackOverflowError e) {
      refuse(out, "it is damaged: " + e.getMessage(), "export it again");
    }
    out.flush();
    System.exit(0);
  }

  private static DocumentContent parse(Path file) throws IOException {
    return FileKind.of(file) == FileKind.XLSX ? WorkbookReader.read(file) : PdfReader.read(file);
  }

  private static void refuse(DataOutputStream out, String reason, String nextStep)
      throws IOException {
    out.writeByte(UNREADABLE);
    ContentStream.text(out, reason);
    ContentStream.text(out, nextStep);
  }

  /** A parent that was killed cannot end its child; the child ends itself. */
  private static void endAfter(Duration limit) {
    Thread timer =
        Thread.ofPlatform()
            .daemon()
            .unstarted(
                () -> {
                  try {
                    Thread.sleep(limit);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  Runtime.getRuntime().halt(3);
                });
    timer.start();
  }
}
