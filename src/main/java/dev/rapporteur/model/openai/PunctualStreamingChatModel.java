package dev.rapporteur.model.openai;

import static dev.langchain4j.internal.InternalStreamingChatResponseHandlerUtils.withLoggingExceptions;

import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.rapporteur.model.ModelTimeLimits;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** As {@link PunctualChatModel}, with the limits for the first piece and between pieces as well. */
record PunctualStreamingChatModel(
    StreamingChatModel model,
    ModelTimeLimits limits,
    ScheduledExecutorService clock,
    AnswerChecks checks)
    implements StreamingChatModel {

  @Override
  public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
    Watch watch = new Watch(request, handler);
    watch.begin();
    try {
      model.doChat(request, watch);
    } catch (RuntimeException e) {
      watch.end();
      throw e;
    }
  }

  @Override
  public ChatRequestParameters defaultRequestParameters() {
    return model.defaultRequestParameters();
  }

  @Override
  public List<ChatModelListener> listeners() {
    return model.listeners();
  }

  @Override
  public ModelProvider provider() {
    return model.provider();
  }

  @Override
  public Set<Capability> supportedCapabilities() {
    return model.supportedCapabilities();
  }

  /** Hands on what comes, until it ends, fails, or takes too long; nothing after that. */
  private final class Watch implements StreamingChatResponseHandler {
    private final ChatRequest request;
    private final StreamingChatResponseHandler handler;
    private final long begin = System.nanoTime();
    private long first;
    private boolean over;
    private @Nullable StreamingHandle handle;
    private @Nullable Future<?> silence;
    private @Nullable Future<?> total;

    Watch(ChatRequest request, StreamingChatResponseHandler handler) {
      this.request = request;
      this.handler = handler;
    }

    synchronized void begin() {
      silence = in(limits.firstToken(), "no first token within ");
      total = in(limits.total(), "no complete answer within ");
    }

    private Future<?> in(Duration limit, String what) {
      return clock.schedule(
          () -> tooSlow(what + limit.toMillis() / 1000.0 + " s"),
          limit.toNanos(),
          TimeUnit.NANOSECONDS);
    }

    private synchronized void tooSlow(String what) {
      if (handle != null) {
        handle.cancel();
      }
      onError(new TimeoutException("The model gave " + what + "."));
    }

    /** True if this is still wanted. */
    private boolean heard(@Nullable StreamingHandle from) {
      if (over || from != null && from.isCancelled()) {
        return false;
      }
      if (first == 0) {
        first = System.nanoTime();
      }
      handle = from == null ? handle : from;
      silence.cancel(false);
      silence = in(limits.idle(), "nothing more for ");
      return true;
    }

    private synchronized boolean end() {
      boolean wanted = !over;
      over = true;
      silence.cancel(false);
      total.cancel(false);
      return wanted;
    }

    @Override
    public synchronized void onPartialResponse(
        PartialResponse piece, PartialResponseContext context) {
      if (heard(context.streamingHandle())) {
        tell(() -> handler.onPartialResponse(piece, context));
        endIfCanceled();
      }
    }

    @Override
    public synchronized void onPartialThinking(
        PartialThinking piece, PartialThinkingContext context) {
      if (heard(context.streamingHandle())) {
        tell(() -> handler.onPartialThinking(piece, context));
        endIfCanceled();
      }
    }

    @Override
    public synchronized void onPartialToolCall(
        PartialToolCall piece, PartialToolCallContext context) {
      if (heard(context.streamingHandle())) {
        tell(() -> handler.onPartialToolCall(piece, context));
        endIfCanceled();
      }
    }

    /** What the handler throws is its own affair, and goes to its own {@code onError}. */
    private void tell(Runnable call) {
      try {
        call.run();
      } catch (RuntimeException e) {
        withLoggingExceptions(() -> handler.onError(e));
      }
    }

    private void endIfCanceled() {
      if (handle != null && handle.isCancelled()) {
        end();
      }
    }

    @Override
    public synchronized void onCompleteToolCall(CompleteToolCall call) {
      if (heard(null)) {
        tell(() -> handler.onCompleteToolCall(call));
      }
    }

    @Override
    public synchronized void onUnmappedRawEvent(Object event) {
      if (heard(null)) {
        tell(() -> handler.onUnmappedRawEvent(event));
      }
    }

    @Override
    public synchronized void onCompleteResponse(ChatResponse response) {
      try {
        checks.require(request, response);
      } catch (RuntimeException e) {
        onError(e);
        return;
      }
      if (end()) {
        checks.answered(response, begin, first);
        tell(() -> handler.onCompleteResponse(response));
      }
    }

    @Override
    public synchronized void onError(Throwable fault) {
      if (end()) {
        checks.failed(fault);
        withLoggingExceptions(() -> handler.onError(fault));
      }
    }
  }
}
