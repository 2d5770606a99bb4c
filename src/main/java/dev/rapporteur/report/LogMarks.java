package dev.rapporteur.report;

import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.MDC;

/**
 * What the log lines of a thread are marked with: the run it works for, and its trace. A task that
 * is handed to another thread takes them along.
 */
public final class LogMarks {
  /** The id of the run. */
  public static final String RUN = "run";

  private LogMarks() {}

  /** The task with the marks of the thread that calls this. */
  public static <T> Callable<T> carried(Callable<T> task) {
    Map<String, String> marks = MDC.getCopyOfContextMap();
    return () -> {
      Map<String, String> before = MDC.getCopyOfContextMap();
      set(marks);
      try {
        return task.call();
      } finally {
        set(before);
      }
    };
  }

  private static void set(@org.jspecify.annotations.Nullable Map<String, String> marks) {
    if (marks == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(marks);
    }
  }
}
