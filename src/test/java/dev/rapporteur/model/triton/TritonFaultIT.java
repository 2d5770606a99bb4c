package dev.rapporteur.model.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.rapporteur.model.ModelConnection;
import dev.rapporteur.model.ModelMetrics;
import dev.rapporteur.model.ModelReadiness.NotReady;
import dev.rapporteur.model.ModelReadiness.Ready;
import dev.rapporteur.model.ModelSettings;
import dev.rapporteur.model.ModelTimeLimits;
import dev.rapporteur.testing.CuttableProxy;
import dev.rapporteur.testing.TritonServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What becomes of a question when the server fails. Each fault is caused on the real server, and
 * each test looks at the server's or the model's own notes to see that it happened.
 */
class TritonFaultIT {
  @RegisterExtension static final TritonServer triton = TritonServer.serving("report_writer");

  private static final ModelTimeLimits SHORT =
      new ModelTimeLimits(
          Duration.ofSeconds(1),
          Duration.ofMillis(1_500),
          Duration.ofMillis(700),
          Duration.ofSeconds(5));

  private final Failures failures = new Failures();
  private final ModelSettings once =
      ModelSettings.standard().withLimits(SHORT).withAttempts(1).withMetrics(failures);
  private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  @Test
  void saysThatTheServerIsDown() {
    ModelConnection model = connect(URI.create("grpc://127.0.0.1:1/report_writer"), once);
    assertThatThrownBy(() -> model.chat().chat("?"))
        .isInstanceOf(InternalServerException.class)
        .hasMessageContaining("The connection to the model server 127.0.0.1:1 failed");
    assertThat(model.readiness().probe()).isInstanceOf(NotReady.class);
    assertThat(failures.reasons).containsExactly("unreachable");
  }

  @Test
  void givesUpWhenTheFirstTokenIsTooSlow() {
    triton.answers().always().with("firstMs", 60_000).answer("late");
    assertThatThrownBy(() -> connect(once).chat().chat("?"))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("no first token within 1.5 s");
    assertThat(triton.answers().awaitEnd("canceled").get("tokens").asInt()).isZero();
  }

  @Test
  void givesUpWhenTheAnswerStalls() {
    triton.answers().always().with("answer", "one two three four").behave("stall", 2);
    assertThatThrownBy(() -> connect(once).chat().chat("?"))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("nothing more for 0.7 s");
    assertThat(triton.answers().awaitEnd("canceled").get("tokens").asInt()).isEqualTo(2);
  }

  @Test
  void givesUpWhenTheWholeTakesTooLong() {
    triton.answers().always().with("tokenMs", 400).answer("on ".repeat(100));
    assertThatThrownBy(() -> connect(once).chat().chat("?"))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("no complete answer within 5.0 s");
    triton.answers().awaitEnd("canceled");
  }

  @Test
  void failsWhenTheModelFailsInTheMiddle() {
    triton
        .answers()
        .always()
        .with("answer", "one two three four")
        .with("error", "CUDA out of memory")
        .behave("fail", 2);
    assertThatThrownBy(() -> connect(once).chat().chat("?"))
        .isInstanceOf(InternalServerException.class)
        .hasMessageContaining("CUDA out of memory");
    assertThat(triton.answers().awaitEnd("failed").get("tokens").asInt()).isEqualTo(2);
  }

  @Test
  void refusesBytesThatAreNoText() {
    triton.answers().always().behave("garbage", 1);
    assertThatThrownBy(() -> connect(once).chat().chat("?"))
        .isInstanceOf(InternalServerException.class)
        .hasMessageContaining("not UTF-8");
    triton.answers().awaitEnd("garbage");
  }

  @Test
  void refusesAResponseWithoutText() {
    triton.answers().always().behave("mute", 1);
    assertThatThrownBy(() -> connect(once).chat().chat("?"))
        .isInstanceOf(InternalServerException.class)
        .hasMessageContaining("no text_output");
    triton.answers().awaitEnd("mute");
  }

  @Test
  void takesNoAnswerWithoutItsFinalMark() {
    triton.answers().always().with("answer", "seems complete").behave("unflagged", 0);
    assertThatThrownBy(() -> connect(once).chat().chat("?")).isInstanceOf(TimeoutException.class);
    assertThat(triton.answers().awaitEnd("stop").get("tokens").asInt()).isEqualTo(2);
  }

  @Test
  void takesNoAnswerThatDoesNotSayWhyItEnded() {
    triton.answers().always().with("answer", "seems complete").behave("unreasoned", 0);
    assertThatThrownBy(() -> connect(once).chat().chat("?"))
        .isInstanceOf(InternalServerException.class)
        .hasMessageContaining("without a reason");
    triton.answers().awaitEnd("stop");
  }

  @Test
  void stopsAModelThatFloods() {
    triton.answers().always().behave("flood", 1);
    assertThatThrownBy(() -> connect(once).chat().chat("?"))
        .isInstanceOf(InternalServerException.class)
        .hasMessageContaining("more than it was allowed");
    assertThat(triton.answers().awaitEnd("canceled").get("tokens").asInt()).isGreaterThan(2_048);
  }

  @Test
  void failsWhenTheProcessOfTheModelDiesThoughItIsSaidToBeReady() {
    try (TritonServer other = TritonServer.serving("report_writer").start()) {
      other.answers().always().with("answer", "one two three").behave("crash", 1);
      ModelConnection model = connect(other.url(), once);
      assertThatThrownBy(() -> model.chat().chat("?"))
          .isInstanceOfAny(InternalServerException.class, TimeoutException.class);
      other.answers().awaitNote(note -> note.get("event").asString().equals("crash"));
      assertThat(other.saysReady("report_writer")).isTrue();
      assertThat(model.readiness().probe()).isInstanceOf(NotReady.class);
    }
  }

  @Test
  void saysThatTheModelIsNotLoadedAndFindsItWhenItIsBack() {
    ModelConnection model = connect(once);
    triton.unload("report_writer");
    try {
      assertThat(triton.saysReady("report_writer")).isFalse();
      assertThatThrownBy(() -> model.chat().chat("?"))
          .isInstanceOfAny(ModelNotFoundException.class, InternalServerException.class)
          .hasMessageContaining("report_writer");
      assertThat(model.readiness().probe()).isInstanceOf(NotReady.class);
    } finally {
      triton.load("report_writer");
    }
    triton.answers().always().answer("back");
    assertThat(model.chat().chat("?")).isEqualTo("back");
  }

  @Test
  void givesUpOnAFrozenServerWithinTheLimits() {
    ModelConnection connected = connect(once);
    triton.answers().always().answer("well");
    assertThat(connected.chat().chat("?")).isEqualTo("well");
    triton.freeze();
    try {
      assertThatThrownBy(() -> connected.chat().chat("?"))
          .isInstanceOf(TimeoutException.class)
          .hasMessageContaining("no first token");
      ModelConnection fresh = connect(once);
      assertThatThrownBy(() -> fresh.chat().chat("?"))
          .isInstanceOf(InternalServerException.class)
          .hasMessageContaining("could not be reached within 1.0 s");
    } finally {
      triton.thaw();
    }
    assertThat(connected.chat().chat("?")).isEqualTo("well");
  }

  @Test
  void failsWhenTheConnectionIsReset() throws Exception {
    triton.answers().always().with("tokenMs", 50).answer("on ".repeat(100));
    CuttableProxy proxy = opened(new CuttableProxy(triton.grpcAddress()));
    ModelConnection model = connect(through(proxy), once);
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    model
        .streaming()
        .chat(
            "?",
            new StreamingChatResponseHandler() {
              @Override
              public void onPartialResponse(String piece) {
                proxy.reset();
              }

              @Override
              public void onCompleteResponse(ChatResponse response) {
                ended.complete(null);
              }

              @Override
              public void onError(Throwable error) {
                ended.complete(error);
              }
            });
    assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(InternalServerException.class);
    assertThat(triton.answers().awaitEnd("canceled").get("tokens").asInt()).isLessThan(100);
    assertThat(proxy.connections()).isEqualTo(1);
  }

  @Test
  void triesAgainAfterAResetAndAnswers() {
    CuttableProxy proxy = opened(new CuttableProxy(triton.grpcAddress()));
    ModelConnection model =
        connect(through(proxy), ModelSettings.standard().withLimits(SHORT).withAttempts(3));
    triton.answers().always().answer("well");
    assertThat(model.chat().chat("?")).isEqualTo("well");
    proxy.reset();
    assertThat(model.chat().chat("?")).isEqualTo("well");
    assertThat(proxy.connections()).isEqualTo(2);
  }

  @Test
  void triesAgainWhenTheModelFailedOnce() {
    triton.answers().always().times(2).behave("fail", 1);
    triton.answers().always().answer("well");
    ModelConnection model =
        connect(triton.url(), ModelSettings.standard().withLimits(SHORT).withAttempts(3));
    assertThat(model.chat().chat("?")).isEqualTo("well");
    assertThat(triton.answers().requests()).hasSize(3);
  }

  @Test
  void neverTriesAgainWhatHasBeenHandedOn() throws Exception {
    triton.answers().always().with("answer", "one two three").behave("fail", 2);
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    StringBuffer seen = new StringBuffer();
    connect(triton.url(), ModelSettings.standard().withLimits(SHORT).withAttempts(3))
        .streaming()
        .chat("?", collecting(seen, ended));
    assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(InternalServerException.class);
    // Triton's error may overtake pieces that are still in its queue.
    assertThat(seen).isNotEmpty();
    assertThat("one two").startsWith(seen);
    assertThat(triton.answers().requests()).hasSize(1);
  }

  @Test
  void cancelReachesTheServerAndNothingIsCalledAfterIt() throws Exception {
    triton.answers().always().with("tokenMs", 20).answer("on ".repeat(2_000));
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    List<String> seen = new CopyOnWriteArrayList<>();
    connect(once)
        .streaming()
        .chat(
            List.of(UserMessage.from("?")),
            new StreamingChatResponseHandler() {
              @Override
              public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
                seen.add(piece.text());
                if (seen.size() == 3) {
                  context.streamingHandle().cancel();
                }
              }

              @Override
              public void onCompleteResponse(ChatResponse response) {
                ended.complete(null);
              }

              @Override
              public void onError(Throwable error) {
                ended.complete(error);
              }
            });
    assertThat(triton.answers().awaitEnd("canceled").get("tokens").asInt()).isBetween(3, 200);
    assertThat(seen).hasSize(3);
    assertThat(ended).isNotDone();
  }

  @Test
  void interruptingTheAskerReachesTheServer() throws Exception {
    triton.answers().always().with("tokenMs", 20).answer("on ".repeat(2_000));
    ModelConnection model = connect(once);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread asker =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    model.chat().chat("?");
                    interrupted.complete(false);
                  } catch (RuntimeException e) {
                    interrupted.complete(Thread.currentThread().isInterrupted());
                  }
                });
    triton.answers().awaitNote(note -> note.get("event").asString().equals("begin"));
    asker.interrupt();
    assertThat(interrupted.get(5, TimeUnit.SECONDS)).isTrue();
    triton.answers().awaitEnd("canceled");
  }

  @Test
  void sparesAServerThatFailsAgainAndAgainUntilAProbeFindsItWell() {
    triton.answers().always().times(CircuitBreaker.FAILURES).behave("fail", 0);
    triton.answers().always().answer("well");
    ModelConnection model = connect(once);
    for (int i = 0; i < CircuitBreaker.FAILURES; i++) {
      assertThatThrownBy(() -> model.chat().chat("?")).hasMessageContaining("the script says so");
    }
    assertThatThrownBy(() -> model.chat().chat("not sent"))
        .hasMessageContaining("No model server is asked for now");
    triton.answers().awaitNote(note -> note.path("prompt").asString("").contains("user\nHi<"));
    assertThat(answeredSoon(model)).isEqualTo("well");
    assertThat(triton.answers().requests())
        .noneMatch(request -> request.get("prompt").asString().contains("not sent"));
  }

  @Test
  void asksAnotherServerWhenOneIsDown() {
    try (TritonServer other = TritonServer.serving("report_writer").start()) {
      triton.answers().always().answer("here");
      other.answers().always().answer("there");
      ModelConnection model =
          connect(
              URI.create(
                  "grpc://%s,%s/report_writer"
                      .formatted(triton.grpcAddress(), other.grpcAddress())),
              ModelSettings.standard().withLimits(SHORT));
      other.kill();
      for (int i = 0; i < 10; i++) {
        assertThat(model.chat().chat("?")).isEqualTo("here");
      }
      assertThat(model.readiness().probe()).isInstanceOf(Ready.class);
    }
  }

  @Test
  void sendsEachQuestionToTheServerWithTheFewestOpenOnes() throws Exception {
    try (TritonServer other = TritonServer.serving("report_writer").start()) {
      triton.answers().always().with("firstMs", 300).answer("here");
      other.answers().always().with("firstMs", 300).answer("there");
      ModelConnection model =
          connect(
              URI.create(
                  "grpc://%s,%s/report_writer"
                      .formatted(triton.grpcAddress(), other.grpcAddress())),
              ModelSettings.standard());
      List<CompletableFuture<String>> answers = new CopyOnWriteArrayList<>();
      for (int i = 0; i < 6; i++) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        answers.add(answer);
        Thread.ofVirtual().start(() -> answer.complete(model.chat().chat("?")));
      }
      for (CompletableFuture<String> answer : answers) {
        answer.get(10, TimeUnit.SECONDS);
      }
      assertThat(triton.answers().requests()).hasSizeBetween(2, 4);
      assertThat(other.answers().requests()).hasSizeBetween(2, 4);
    }
  }

  /** The probe's answer is on its way when this is called. */
  private static String answeredSoon(ModelConnection model) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < deadline) {
      try {
        return model.chat().chat("well?");
      } catch (InternalServerException e) {
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      }
    }
    throw new AssertionError("the server is still being spared");
  }

  private static StreamingChatResponseHandler collecting(
      StringBuffer seen, CompletableFuture<Throwable> ended) {
    return new StreamingChatResponseHandler() {
      @Override
      public void onPartialResponse(String piece) {
        seen.append(piece);
      }

      @Override
      public void onCompleteResponse(ChatResponse response) {
        ended.complete(null);
      }

      @Override
      public void onError(Throwable error) {
        ended.complete(error);
      }
    };
  }

  private ModelConnection connect(ModelSettings settings) {
    return connect(triton.url(), settings);
  }

  private ModelConnection connect(URI url, ModelSettings settings) {
    return opened(new TritonProvider().connect(url, settings));
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.add(resource);
    return resource;
  }

  private static URI through(CuttableProxy proxy) {
    return URI.create("grpc://" + proxy.address() + "/report_writer");
  }

  private static final class Failures implements ModelMetrics {
    private final List<String> reasons = new CopyOnWriteArrayList<>();

    @Override
    public void answered(
        String model, Duration firstToken, Duration total, int inputTokens, int outputTokens) {}

    @Override
    public void failed(String model, String reason) {
      reasons.add(reason);
    }
  }
}
