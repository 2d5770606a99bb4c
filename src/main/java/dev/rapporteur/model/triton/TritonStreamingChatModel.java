package dev.rapporteur.model.triton;

import static dev.langchain4j.internal.InternalStreamingChatResponseHandlerUtils.onCompleteResponse;
import static dev.langchain4j.internal.InternalStreamingChatResponseHandlerUtils.onCompleteToolCall;
import static dev.langchain4j.internal.InternalStreamingChatResponseHandlerUtils.onPartialResponse;
import static dev.langchain4j.internal.InternalStreamingChatResponseHandlerUtils.onPartialThinking;
import static dev.langchain4j.internal.InternalStreamingChatResponseHandlerUtils.withLoggingExceptions;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.rapporteur.model.qwen.QwenReplyStream;
import java.util.List;
import java.util.Set;

/**
 * As {@link TritonChatModel}, with the answer handed on while it is made. All calls of a handler
 * come from one thread that is not the caller's. What may become a tool call is held back until it
 * is known; tool calls are given complete. Canceling reaches the server, and nothing is called
 * after it. Nothing is tried again once a piece has been handed on.
 */
public final class TritonStreamingChatModel implements StreamingChatModel {
  private final TritonClient client;
  private final ChatRequestParameters defaults;
  private final List<ChatModelListener> listeners;

  /** A model with the client's settings. */
  public TritonStreamingChatModel(TritonClient client) {
    this(client, TritonChatRequestParameters.builder().build());
  }

  /** A model whose requests have these parameters unless they say otherwise. */
  public TritonStreamingChatModel(TritonClient client, ChatRequestParameters defaults) {
    this.client = client;
    this.defaults = TritonChatModel.defaults(client, defaults);
    this.listeners = client.settings().listeners();
  }

  @Override
  public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
    PreparedChat chat = PreparedChat.of(request, client);
    Thread.ofVirtual().name("model-answer").start(() -> stream(chat, handler));
  }

  private void stream(PreparedChat chat, StreamingChatResponseHandler handler) {
    Cancellation cancellation = new Cancellation();
    QwenReplyStream parts = new QwenReplyStream(chat.parser(), new Forward(handler, cancellation));
    try {
      Answer answer = client.ask(chat.generation(), parts::add, chat::check, cancellation);
      parts.end();
      complete(chat.response(answer), handler);
    } catch (RuntimeException e) {
      if (!cancellation.isCancelled()) {
        withLoggingExceptions(() -> handler.onError(e));
      }
    }
  }

  private static void complete(ChatResponse response, StreamingChatResponseHandler handler) {
    List<ToolExecutionRequest> calls = response.aiMessage().toolExecutionRequests();
    for (int i = 0; i < calls.size(); i++) {
      onCompleteToolCall(handler, new CompleteToolCall(i, calls.get(i)));
    }
    onCompleteResponse(handler, response);
  }

  @Override
  public ChatRequestParameters defaultRequestParameters() {
    return defaults;
  }

  @Override
  public List<ChatModelListener> listeners() {
    return listeners;
  }

  @Override
  public Set<Capability> supportedCapabilities() {
    return Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
  }

  /** Hands pieces to a handler; what it throws goes to its own {@code onError}. */
  private record Forward(StreamingChatResponseHandler handler, Cancellation cancellation)
      implements QwenReplyStream.Sink {
    @Override
    public void answer(String piece) {
      if (!cancellation.isCancelled()) {
        onPartialResponse(handler, piece, cancellation);
      }
    }

    @Override
    public void thinking(String piece) {
      if (!cancellation.isCancelled()) {
        onPartialThinking(handler, piece, cancellation);
      }
    }
  }
}
