package dev.rapporteur.delivery.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.access.Actor;
import dev.rapporteur.delivery.DeliveryReceipt;
import dev.rapporteur.delivery.DeliveryReceipt.Address;
import dev.rapporteur.delivery.DeliveryReceipt.State;
import dev.rapporteur.delivery.DeliveryReceipts;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.WriterChoice;
import dev.rapporteur.report.jdbc.JdbcReportRuns;
import dev.rapporteur.report.jdbc.StateDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What receipts promise, on every state database. */
abstract class DeliveryReceiptsContract {
  private static final Instant NOW = Instant.parse("2024-04-05T08:00:00.123456Z");
  private static final Address ANNA = new Address("run-1", "mail", "leads", "anna@example.com");

  private StateDatabase state;
  private DeliveryReceipts receipts;

  abstract StateDatabase openState();

  @BeforeEach
  void open() {
    state = openState();
    receipts =
        new JdbcDeliveryReceipts(
            state.dataSource(), new JdbcReportRuns(state.dataSource(), now -> "run-1"));
    Actor actor = Actor.of("mei.chen", Actor.Kind.PERSON, List.of());
    new JdbcReportRuns(state.dataSource(), now -> "run-1")
        .acceptOnce(
            new RunRequest(
                "sales-monthly",
                ReportingPeriod.month(2024, 3),
                RunScope.WHOLE,
                new RunCause.Manual(actor),
                WriterChoice.RULES),
            NOW);
  }

  @AfterEach
  void close() {
    state.close();
  }

  @Test
  void keepsAReceiptAsItWasWritten() {
    DeliveryReceipt waiting = receipt(State.WAITING, 2, Optional.of(NOW.plusSeconds(300)));
    DeliveryReceipt sent = receipt(State.SENT, 2, Optional.empty());
    assertThat(receipts.find(ANNA)).isEmpty();
    assertThat(receipts.add(waiting)).isTrue();
    assertThat(receipts.find(ANNA)).contains(waiting);
    assertThat(receipts.replace(waiting, sent)).isTrue();
    assertThat(receipts.of("run-1")).containsExactly(sent);
  }

  @Test
  void letsOneOfTwoBegin() {
    assertThat(receipts.add(receipt(State.SENDING, 1, Optional.empty()))).isTrue();
    assertThat(receipts.add(receipt(State.SENDING, 1, Optional.empty()))).isFalse();
  }

  @Test
  void letsOneOfTwoGoOn() {
    DeliveryReceipt waiting = receipt(State.WAITING, 1, Optional.of(NOW));
    DeliveryReceipt sending = receipt(State.SENDING, 2, Optional.empty());
    receipts.add(waiting);
    assertThat(receipts.replace(waiting, sending)).isTrue();
    assertThat(receipts.replace(waiting, sending)).isFalse();
    assertThat(receipts.find(ANNA)).contains(sending);
  }

  private static DeliveryReceipt receipt(State state, int attempts, Optional<Instant> next) {
    return new DeliveryReceipt(ANNA, state, attempts, "as said", NOW, next);
  }
}
