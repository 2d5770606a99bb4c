package dev.rapporteur.model.openai;

import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.rapporteur.model.AnswerFormat;
import dev.rapporteur.model.ModelMetrics;
import java.time.Duration;
import java.util.Optional;

/** What an answer over HTTP must be before it counts as one, and who is told of it. */
final class AnswerChecks {
  private final String model;
  private final ModelMetrics metrics;

  AnswerChecks(String model, ModelMetrics metrics) {
    this.model = model;
    this.metrics = metrics;
  }

  /**
   * @throws InternalServerException if the answer has no end, or is not of the format asked for
   * @throws InvalidRequestException if it had to be of a format and was cut off
   */
  void require(ChatRequest request, ChatResponse response) {
    FinishReason reason = response.finishReason();
    if (reason == null) {
      throw new InternalServerException(
          "The endpoint ended the answer of " + model + " without a reason.");
    }
    Optional<AnswerFormat> format = AnswerFormat.of(request.responseFormat());
    if (format.isEmpty() || response.aiMessage().hasToolExecutionRequests()) {
      return;
    }
    if (reason == FinishReason.LENGTH) {
      throw new InvalidRequestException(
          "The answer of " + model + " was cut off at its token limit and is not whole JSON.");
    }
    format
        .get()
        .problem(response.aiMessage().text())
        .ifPresent(
            problem -> {
              throw new InternalServerException("The answer of " + model + " " + problem + ".");
            });
  }

  void answered(ChatResponse response, long begin, long first) {
    TokenUsage usage = response.tokenUsage();
    metrics.answered(
        model,
        Duration.ofNanos(first == 0 ? 0 : first - begin),
        Duration.ofNanos(System.nanoTime() - begin),
        usage == null || usage.inputTokenCount() == null ? 0 : usage.inputTokenCount(),
        usage == null || usage.outputTokenCount() == null ? 0 : usage.outputTokenCount());
  }

  void failed(Throwable fault) {
    String reason =
        switch (fault) {
          case TimeoutException timeout -> "timeout";
          case RateLimitException limit -> "overloaded";
          case InvalidRequestException invalid -> "refused";
          case InternalServerException internal -> "unavailable";
          case LangChain4jException other -> "failed";
          default -> "broken";
        };
    metrics.failed(model, reason);
  }
}
