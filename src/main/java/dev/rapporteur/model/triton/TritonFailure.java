package dev.rapporteur.model.triton;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why one attempt gave no answer. Leaves the package as one of LangChain4j's exceptions. */
final class TritonFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What went wrong. */
  enum Kind {
    /** No connection. */
    UNREACHABLE(true, true),
    /** A time limit passed. */
    TIMEOUT(true, true),
    /** The server is there but does not work: shutting down, engine dead, model failing. */
    UNAVAILABLE(true, true),
    /** The server has too much to do. */
    OVERLOADED(true, false),
    /** What came is not an answer: no end, unreadable, too long. */
    BROKEN(true, true),
    /** The answer is whole, but not what it was held to; the model's fault, not the server's. */
    UNFIT(true, false),
    /** The server does not have the model, or it is none that we can speak to. */
    NO_MODEL(false, true),
    /** The request is wrong; another attempt will not help. */
    REFUSED(false, false),
    /** The server does not let us in. */
    FORBIDDEN(false, true),
    /** The answer had to satisfy a schema and was cut off at its token limit. */
    CUT_OFF(false, false),
    /** Whoever asked does not want the answer any more. */
    CANCELED(false, false);

    private final boolean retriable;
    private final boolean blamesServer;

    Kind(boolean retriable, boolean blamesServer) {
      this.retriable = retriable;
      this.blamesServer = blamesServer;
    }

    /** The word for metrics. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  TritonFailure(Kind kind, String message) {
    this(kind, message, null);
  }

  TritonFailure(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** Whether the same request may succeed when it is sent again. */
  boolean retriable() {
    return kind.retriable;
  }

  /** Whether the server should be spared if this goes on. */
  boolean blamesServer() {
    return kind.blamesServer;
  }

  /** The same for callers who know LangChain4j. */
  LangChain4jException translated() {
    return switch (kind) {
      case UNREACHABLE, UNAVAILABLE, BROKEN, UNFIT ->
          new InternalServerException(getMessage(), this);
      case TIMEOUT -> new TimeoutException(getMessage(), this);
      case OVERLOADED -> new RateLimitException(getMessage(), this);
      case NO_MODEL -> new ModelNotFoundException(getMessage(), this);
      case REFUSED, CUT_OFF -> new InvalidRequestException(getMessage(), this);
      case FORBIDDEN -> new AuthenticationException(getMessage(), this);
      case CANCELED -> new LangChain4jException(getMessage(), this);
    };
  }
}
