package dev.rapporteur.desk;

import dev.rapporteur.pipeline.RunFeed;
import dev.rapporteur.pipeline.RunProgress;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.RunState;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-sent events of one run: {@code progress} when a step begins or ends, {@code done} when no
 * further step follows by itself. What happens on other nodes is looked up every two seconds.
 */
final class RunEvents implements RunProgress {
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final int LOOK_SECONDS = 2;

  private final ReportRuns runs;
  private final RunFeed feed;
  private final String id;
  private final SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
  private final BlockingQueue<Boolean> news = new ArrayBlockingQueue<>(1);
  private volatile boolean closed;

  RunEvents(ReportRuns runs, RunFeed feed, String id) {
    this.runs = runs;
    this.feed = feed;
    this.id = id;
  }

  SseEmitter open() {
    feed.add(this);
    emitter.onCompletion(() -> closed = true);
    emitter.onError(gone -> closed = true);
    emitter.onTimeout(emitter::complete);
    Thread.ofVirtual().name("events of run " + id).start(this::send);
    return emitter;
  }

  private void send() {
    try {
      String seen = "";
      while (!closed) {
        boolean heard = news.poll(LOOK_SECONDS, TimeUnit.SECONDS) != null;
        ReportRun run = runs.find(id).orElseThrow();
        String now = run.state() + " " + run.attempt();
        if (!RunActions.isWorking(run.state())) {
          emitter.send(SseEmitter.event().name("done").data(run.state().name()));
          emitter.complete();
          return;
        }
        if (heard || !now.equals(seen)) {
          emitter.send(SseEmitter.event().name("progress").data(run.state().name()));
          seen = now;
        } else {
          emitter.send(SseEmitter.event().comment("still here"));
        }
      }
    } catch (IOException | IllegalStateException gone) {
      closed = true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      feed.remove(this);
    }
  }

  @Override
  public void started(String run, RunState step) {
    if (run.equals(id)) {
      news.offer(true);
    }
  }

  @Override
  public void finished(String run, RunState step, Duration took, boolean recorded) {
    if (run.equals(id)) {
      news.offer(true);
    }
  }
}
