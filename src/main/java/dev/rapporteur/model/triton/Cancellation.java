package dev.rapporteur.model.triton;

import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.ArrayList;
import java.util.List;

/** Lets another thread end a call. Canceling twice is canceling once. */
final class Cancellation implements StreamingHandle {
  private final List<Runnable> actions = new ArrayList<>();
  private boolean canceled;

  @Override
  public void cancel() {
    List<Runnable> due;
    synchronized (this) {
      canceled = true;
      due = List.copyOf(actions);
      actions.clear();
    }
    due.forEach(Runnable::run);
  }

  @Override
  public synchronized boolean isCancelled() {
    return canceled;
  }

  /** Has this run when canceled; at once, if that has happened already. */
  void onCancel(Runnable action) {
    synchronized (this) {
      if (!canceled) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }
}
