package dev.rapporteur.pipeline;

import dev.rapporteur.report.RunState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on how the runs of this node get on, and keeps it in the log. */
public final class RunFeed implements RunProgress {
  private static final Logger log = LoggerFactory.getLogger("dev.rapporteur.run");

  private final List<RunProgress> listeners = new CopyOnWriteArrayList<>();

  public void add(RunProgress listener) {
    listeners.add(listener);
  }

  public void remove(RunProgress listener) {
    listeners.remove(listener);
  }

  @Override
  public void started(String run, RunState step) {
    listeners.forEach(listener -> listener.started(run, step));
  }

  @Override
  public void finished(String run, RunState step, Duration took, boolean recorded) {
    log.info("run {}: {} in {} ms{}", run, step, took.toMillis(), recorded ? " (recorded)" : "");
    listeners.forEach(listener -> listener.finished(run, step, took, recorded));
  }

  @Override
  public void failed(String run, RunState step, RuntimeException fault) {
    log.warn("run {}: stopped on the way to {}: {}", run, step, fault.getMessage());
    listeners.forEach(listener -> listener.failed(run, step, fault));
  }

  @Override
  public void grounded(RunDossier dossier) {
    listeners.forEach(listener -> listener.grounded(dossier));
  }
}
