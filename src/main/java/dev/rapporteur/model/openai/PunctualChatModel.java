package dev.rapporteur.model.openai;

import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * A model that gives a checked answer within a time, or fails. The JDK's HTTP client counts its
 * time limit only up to the headers of the response, so that a server which stalls in the body
 * would be waited for without end.
 *
 * @param limit for all attempts together
 */
record PunctualChatModel(ChatModel model, Duration limit, int attempts, AnswerChecks checks)
    implements ChatModel {

  @Override
  public ChatResponse doChat(ChatRequest request) {
    long begin = System.nanoTime();
    try {
      ChatResponse response = inTime(request);
      checks.answered(response, begin, 0);
      return response;
    } catch (RuntimeException e) {
      checks.failed(e);
      throw e;
    }
  }

  private ChatResponse attempt(ChatRequest request) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        ChatResponse response = model.doChat(request);
        checks.require(request, response);
        return response;
      } catch (RetriableException e) {
        if (attempt == attempts) {
          throw e;
        }
        Thread.sleep(Duration.ofMillis(100L << attempt));
      }
    }
  }

  private ChatResponse inTime(ChatRequest request) {
    FutureTask<ChatResponse> answer = new FutureTask<>(() -> attempt(request));
    Thread.ofVirtual().name("model-answer").start(answer);
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new TimeoutException(
          "The model gave no complete answer within " + limit.toMillis() / 1000.0 + " s.", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException fault
          ? fault
          : new LangChain4jException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LangChain4jException("The question was canceled.", e);
    } finally {
      answer.cancel(true);
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
}
