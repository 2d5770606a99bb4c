package dev.rapporteur.function;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Carries out work on a thread of its own, which is interrupted when its time is over. */
public final class TimeLimit {
  private TimeLimit() {}

  /**
   * The result of the work.
   *
   * @param function whose time limit holds
   * @throws QueryFailedException if it takes longer, or fails with anything but a {@link
   *     RapporteurException}, which goes through
   */
  public static <T> T within(RegisteredFunction function, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().name("function-" + function.name()).start(task);
    try {
      return task.get(function.limits().time().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw QueryFailedException.tooSlow(function, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RapporteurException named) {
        throw named;
      }
      throw failed(function, e.getCause());
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new QueryFailedException(
          FailureKind.EXTERNAL, "the call of '" + function.name() + "' was interrupted", "", e);
    }
  }

  private static QueryFailedException failed(RegisteredFunction function, Throwable cause) {
    return new QueryFailedException(
        FailureKind.INTERNAL,
        "the function '" + function.name() + "' failed: " + cause.getMessage(),
        "its deployer must look at it",
        cause);
  }
}
