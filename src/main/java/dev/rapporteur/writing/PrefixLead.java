package dev.rapporteur.writing;

import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends requests that begin with the same text: the first one leads, the others follow once its
 * answer begins. By then the server has read the common text and has it in its prefix cache; sent
 * all at once, each would be read from its start.
 */
final class PrefixLead {
  private final StreamingChatModel model;
  private final AtomicReference<Lead> latest = new AtomicReference<>();

  PrefixLead(StreamingChatModel model) {
    this.model = model;
  }

  private record Lead(String prefix, CompletableFuture<Void> begun) {}

  /**
   * What came back.
   *
   * @param text all of it, also where it ended too early
   * @param isWhole whether the model ended it by itself and it has the shape that was asked for
   */
  record Reply(String text, boolean isWhole) {}

  /**
   * @param prefix the text that the request shares with others
   * @throws LangChain4jException if the model fails before it says anything, or in time
   */
  Reply ask(String prefix, ChatRequest request) {
    Lead own = new Lead(prefix, new CompletableFuture<>());
    Lead lead =
        latest.updateAndGet(
            before -> before != null && before.prefix().equals(prefix) ? before : own);
    if (lead != own) {
      await(lead.begun());
    }
    CompletableFuture<Reply> answer = new CompletableFuture<>();
    try {
      model.chat(request, new Handler(lead.begun(), answer, new StringBuffer()));
      return await(answer);
    } finally {
      lead.begun().complete(null);
    }
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RapporteurException(FailureKind.CAPACITY, "the writing was stopped", "", stopped);
    } catch (ExecutionException fault) {
      if (fault.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new LangChain4jException(fault.getCause());
    }
  }

  private record Handler(
      CompletableFuture<Void> begun, CompletableFuture<Reply> answer, StringBuffer pieces)
      implements StreamingChatResponseHandler {

    @Override
    public void onPartialResponse(String piece) {
      begun.complete(null);
      pieces.append(piece);
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      begun.complete(null);
      String text = response.aiMessage().text();
      boolean cutOff = response.metadata().finishReason() == FinishReason.LENGTH;
      answer.complete(new Reply(text == null ? "" : text, !cutOff));
    }

    @Override
    public void onError(Throwable fault) {
      begun.complete(null);
      if (pieces.isEmpty() || fault instanceof TimeoutException) {
        answer.completeExceptionally(fault);
      } else {
        answer.complete(new Reply(pieces.toString(), false));
      }
    }
  }
}
