package dev.rapporteur.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.access.Actor;
import dev.rapporteur.delivery.DeliveryReceipt.Address;
import dev.rapporteur.delivery.DeliveryReceipt.State;
import dev.rapporteur.delivery.jdbc.JdbcDeliveryReceipts;
import dev.rapporteur.report.ReportDefinition.DeliveryTarget;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.WriterChoice;
import dev.rapporteur.report.jdbc.JdbcReportRuns;
import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveriesTest {
  private static final List<DeliveryTarget> LEADS = List.of(new DeliveryTarget("post", "leads"));
  private static final Address ANNA = new Address("run-1", "post", "leads", "anna");

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock("2024-04-05T08:00:00Z");
  private final StateDatabase state =
      StateDatabase.open("jdbc:h2:mem:" + UUID.randomUUID() + ";WRITE_DELAY=0", "sa", "", 2);
  private final DeliveryReceipts receipts =
      new JdbcDeliveryReceipts(
          state.dataSource(), new JdbcReportRuns(state.dataSource(), now -> "run-1"));
  private final Post post = new Post(false);
  private DeliveryOrder order;

  @BeforeEach
  void open() {
    Actor actor = Actor.of("mei.chen", Actor.Kind.PERSON, List.of());
    new JdbcReportRuns(state.dataSource(), now -> "run-1")
        .acceptOnce(
            new RunRequest(
                "sales-monthly",
                ReportingPeriod.month(2024, 3),
                RunScope.WHOLE,
                new RunCause.Manual(actor),
                WriterChoice.RULES),
            Instant.now());
    order = SampleDelivery.order(folder);
  }

  @AfterEach
  void close() {
    state.close();
  }

  @Test
  void sendsToEachRecipientOnce() {
    Deliveries deliveries = deliveries(post, receipts);
    assertThat(deliveries.deliver(order, LEADS))
        .extracting(DeliveryReceipt::state)
        .containsExactly(State.SENT, State.SENT);
    deliveries.deliver(order, LEADS);
    assertThat(post.sent).containsExactly("anna", "bo");
    assertThat(receipts.of("run-1")).hasSize(2);
  }

  @Test
  void triesAgainWhatFailedWithoutSendingTheRestTwice() {
    Deliveries deliveries = deliveries(post, receipts);
    post.next.add(new DeliveryOutcome.Failed("busy"));
    List<DeliveryReceipt> first = deliveries.deliver(order, LEADS);
    assertThat(first).extracting(DeliveryReceipt::state).containsExactly(State.WAITING, State.SENT);
    assertThat(first.getFirst().nextAttempt()).contains(Instant.parse("2024-04-05T08:00:05Z"));
    deliveries.deliver(order, LEADS);
    assertThat(post.sent).containsExactly("bo");
    clock.jump(Duration.ofSeconds(5));
    assertThat(deliveries.deliver(order, LEADS))
        .extracting(DeliveryReceipt::state)
        .containsOnly(State.SENT);
    assertThat(post.sent).containsExactly("bo", "anna");
  }

  @Test
  void givesUpAfterTheLastRetry() {
    Deliveries deliveries = deliveries(post, receipts);
    for (int i = 0; i < 20; i++) {
      post.next.add(new DeliveryOutcome.Failed("busy"));
      deliveries.deliver(order, LEADS);
      clock.jump(Duration.ofDays(2));
    }
    assertThat(receipts.find(ANNA).orElseThrow())
        .extracting(DeliveryReceipt::state, DeliveryReceipt::attempts)
        .containsExactly(State.REFUSED, 10);
  }

  @Test
  void saysThatNobodyKnowsAfterACrashBetweenSendingAndNoting() {
    assertThatThrownBy(() -> deliveries(post, new Crashing()).deliver(order, LEADS))
        .hasMessage("crash");
    assertThat(post.sent).containsExactly("anna");

    Deliveries afterwards = deliveries(post, receipts);
    assertThat(afterwards.deliver(order, LEADS).getFirst().state())
        .as("as long as it may still be at it")
        .isEqualTo(State.SENDING);
    clock.jump(Deliveries.LONGEST_SENDING);
    assertThat(afterwards.deliver(order, LEADS))
        .extracting(DeliveryReceipt::state)
        .containsExactly(State.UNKNOWN, State.SENT);
    afterwards.deliver(order, LEADS);
    assertThat(post.sent).containsExactly("anna", "bo");
  }

  @Test
  void believesTheSenderThatWasTakenForDead() {
    Deliveries other = deliveries(post, receipts);
    Post slow =
        new Post(false) {
          @Override
          public DeliveryOutcome send(DeliveryOrder sent, String target, String recipient) {
            if (recipient.equals("anna")) {
              clock.jump(Deliveries.LONGEST_SENDING);
              assertThat(other.deliver(order, LEADS).getFirst().state()).isEqualTo(State.UNKNOWN);
            }
            return super.send(sent, target, recipient);
          }
        };
    assertThat(deliveries(slow, receipts).deliver(order, LEADS).getFirst().state())
        .isEqualTo(State.SENT);
    assertThat(receipts.find(ANNA).orElseThrow().state()).isEqualTo(State.SENT);
  }

  @Test
  void repeatsAfterACrashWhatMayBeRepeated() {
    Post repeatable = new Post(true);
    assertThatThrownBy(() -> deliveries(repeatable, new Crashing()).deliver(order, LEADS))
        .hasMessage("crash");
    clock.jump(Deliveries.LONGEST_SENDING);
    assertThat(deliveries(repeatable, receipts).deliver(order, LEADS))
        .extracting(DeliveryReceipt::state)
        .containsOnly(State.SENT);
    assertThat(repeatable.sent).containsExactly("anna", "anna", "bo");
  }

  @Test
  void letsAPersonDecideWhatNobodyKnows() {
    post.next.add(new DeliveryOutcome.Unknown("no answer"));
    Deliveries deliveries = deliveries(post, receipts);
    deliveries.deliver(order, LEADS);
    assertThat(deliveries.settle(ANNA, false, "olga").state()).isEqualTo(State.WAITING);
    deliveries.deliver(order, LEADS);
    assertThat(post.sent).containsExactly("bo", "anna");

    Address bo = new Address("run-1", "post", "leads", "bo");
    assertThat(deliveries.settle(bo, false, "olga").state()).isEqualTo(State.SENT);
    assertThat(deliveries.resend(order, bo).attempts()).isEqualTo(2);
    assertThat(post.sent).containsExactly("bo", "anna", "bo");
  }

  @Test
  void sendsNothingWhereATargetIsNotConfigured() {
    List<DeliveryTarget> targets =
        List.of(new DeliveryTarget("post", "leads"), new DeliveryTarget("pigeon", "x"));
    assertThatThrownBy(() -> deliveries(post, receipts).deliver(order, targets))
        .isInstanceOf(UnknownTargetException.class)
        .hasMessageContaining("pigeon");
    assertThat(post.sent).isEmpty();
  }

  private Deliveries deliveries(DeliveryChannel channel, DeliveryReceipts kept) {
    return new Deliveries(List.of(channel), kept, clock);
  }

  /** Notes what it is given to send. */
  private static class Post implements DeliveryChannel {
    private final List<String> sent = new ArrayList<>();
    private final List<DeliveryOutcome> next = new ArrayList<>();
    private final boolean repeatable;

    Post(boolean repeatable) {
      this.repeatable = repeatable;
    }

    @Override
    public String name() {
      return "post";
    }

    @Override
    public List<String> recipients(String target) {
      return List.of("anna", "bo");
    }

    @Override
    public boolean isRepeatable() {
      return repeatable;
    }

    @Override
    public DeliveryOutcome send(DeliveryOrder order, String target, String recipient) {
      if (!next.isEmpty()) {
        return next.removeFirst();
      }
      sent.add(recipient);
      return new DeliveryOutcome.Sent("posted");
    }
  }

  /** The process dies before an outcome can be noted. */
  private final class Crashing implements DeliveryReceipts {
    @Override
    public Optional<DeliveryReceipt> find(Address to) {
      return receipts.find(to);
    }

    @Override
    public List<DeliveryReceipt> of(String run) {
      return receipts.of(run);
    }

    @Override
    public boolean add(DeliveryReceipt first) {
      return receipts.add(first);
    }

    @Override
    public boolean replace(DeliveryReceipt earlier, DeliveryReceipt later) {
      throw new IllegalStateException("crash");
    }
  }
}
