package dev.rapporteur.operation;

import dev.rapporteur.model.ModelReadiness;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the model gives a token. However often it is asked, the model is asked once in a while
 * only, and by one at a time; who comes meanwhile gets what was found last.
 */
public final class ModelExamination implements Examination {
  /** How long a finding stands for. */
  public static final Duration KEPT = Duration.ofSeconds(20);

  private final Supplier<ModelReadiness> model;
  private final Clock clock;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Found last;

  private record Found(Diagnosis diagnosis, Instant at) {}

  /**
   * @param model asked for when it is first needed
   */
  public ModelExamination(Supplier<ModelReadiness> model, Clock clock) {
    this.model = model;
    this.clock = clock;
  }

  @Override
  public Diagnosis examine() {
    Found known = last;
    if (known != null && (isFresh(known) || asking.isLocked())) {
      return known.diagnosis();
    }
    asking.lock();
    try {
      known = last;
      if (known == null || !isFresh(known)) {
        known = new Found(ask(), clock.instant());
        last = known;
      }
      return known.diagnosis();
    } finally {
      asking.unlock();
    }
  }

  private boolean isFresh(Found found) {
    return clock.instant().isBefore(found.at().plus(KEPT));
  }

  private Diagnosis ask() {
    try {
      return switch (model.get().probe()) {
        case ModelReadiness.Ready ready ->
            Diagnosis.good("model", "the model gave a token in " + ready.took().toMillis() + " ms");
        case ModelReadiness.NotReady not ->
            Diagnosis.bad(
                "model",
                not.reason(),
                "start the model server; until then the built-in writer writes where the report"
                    + " lets it");
      };
    } catch (RuntimeException fault) {
      return Diagnosis.bad("model", String.valueOf(fault.getMessage()), "mend its address");
    }
  }
}
