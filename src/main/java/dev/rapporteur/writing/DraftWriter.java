package dev.rapporteur.writing;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.LogMarks;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportDefinition.SectionDefinition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Lets all sections of a report be written at the same time; one that comes after others waits for
 * them.
 */
public final class DraftWriter {

  /** Makes the brief of a section once those that it sums up are written. */
  @FunctionalInterface
  public interface Briefs {
    NarrativeBrief of(SectionDefinition section, List<SectionDraft> earlier);
  }

  private final NarrativeWriter writer;
  private final Clock clock;
  private final WritingProgress progress;

  public DraftWriter(NarrativeWriter writer, Clock clock, WritingProgress progress) {
    this.writer = writer;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * @param sections in the order of the draft; {@code after} names only sections among them, and no
   *     section waits for itself
   * @throws RapporteurException the first one that a section ends with
   */
  public NarrativeDraft write(List<SectionDefinition> sections, Briefs briefs) {
    Map<String, CompletableFuture<SectionDraft>> drafts = new LinkedHashMap<>();
    sections.forEach(section -> drafts.put(section.id(), new CompletableFuture<>()));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (SectionDefinition section : sections) {
        List<CompletableFuture<SectionDraft>> earlier =
            section.after().stream().map(drafts::get).toList();
        CompletableFuture<SectionDraft> own = drafts.get(section.id());
        threads.submit(
            LogMarks.carried(
                () -> {
                  complete(own, section, earlier, briefs);
                  return null;
                }));
      }
      List<SectionDraft> written = new ArrayList<>();
      drafts.values().forEach(draft -> written.add(await(draft, threads)));
      return new NarrativeDraft(written);
    }
  }

  private void complete(
      CompletableFuture<SectionDraft> own,
      SectionDefinition section,
      List<CompletableFuture<SectionDraft>> earlier,
      Briefs briefs) {
    try {
      List<SectionDraft> before = earlier.stream().map(CompletableFuture::join).toList();
      progress.started(section.id());
      Instant start = clock.instant();
      SectionDraft draft = writer.write(briefs.of(section, before));
      progress.written(draft, Duration.between(start, clock.instant()));
      own.complete(draft);
    } catch (CompletionException ofEarlier) {
      own.completeExceptionally(ofEarlier.getCause());
    } catch (RuntimeException | Error fault) {
      own.completeExceptionally(fault);
    }
  }

  private static SectionDraft await(
      CompletableFuture<SectionDraft> draft, ExecutorService threads) {
    try {
      return draft.get();
    } catch (java.util.concurrent.ExecutionException fault) {
      threads.shutdownNow();
      if (fault.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(fault.getCause());
    } catch (InterruptedException stopped) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
      throw new RapporteurException(
          FailureKind.CAPACITY, "the writing of the draft was stopped", "", stopped);
    }
  }
}
