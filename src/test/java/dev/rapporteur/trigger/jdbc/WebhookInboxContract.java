package dev.rapporteur.trigger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.access.Actor;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.WriterChoice;
import dev.rapporteur.report.jdbc.JdbcReportRuns;
import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.trigger.IdempotencyKey;
import dev.rapporteur.trigger.WebhookInbox;
import dev.rapporteur.trigger.WebhookInbox.KeyReused;
import dev.rapporteur.trigger.WebhookInbox.Taken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an inbox promises, on every state database. */
abstract class WebhookInboxContract {
  private static final Instant NOW = Instant.parse("2026-04-02T08:00:00Z");

  private StateDatabase state;
  private WebhookInbox inbox;

  abstract StateDatabase openState();

  @BeforeEach
  void open() {
    state = openState();
    inbox = inbox();
  }

  @AfterEach
  void close() {
    state.close();
  }

  @Test
  void givesTheSameRunForTheSameMessage() {
    Taken first = (Taken) accept("m1", "{}", 1);
    Taken again = (Taken) accept("m1", "{}", 1);
    assertThat(first.created()).isTrue();
    assertThat(again.created()).isFalse();
    assertThat(again.run()).isEqualTo(first.run());
  }

  @Test
  void refusesTheSameIdWithAnotherBody() {
    accept("m1", "{}", 1);
    assertThat(accept("m1", "{ }", 1)).isInstanceOf(KeyReused.class);
  }

  @Test
  void knowsAnIdWithinItsEndpointOnly() {
    accept("m1", "{}", 1);
    assertThat(inbox.accept("other", key("m1", "{ }"), request(2), NOW)).isInstanceOf(Taken.class);
  }

  @Test
  void givesTheRunThatIsThereForAnotherMessageOfTheSamePeriod() {
    Taken first = (Taken) accept("m1", "{}", 1);
    Taken second = (Taken) accept("m2", "{}", 1);
    assertThat(second.created()).isFalse();
    assertThat(second.run().id()).isEqualTo(first.run().id());
  }

  @Test
  void makesNoRunWhereTheMessageCannotBeStored() {
    String tooLong = "x".repeat(101);
    assertThatThrownBy(() -> inbox.accept(tooLong, key("m1", "{}"), request(1), NOW))
        .isInstanceOf(DataAccessException.class);
    assertThat(count("report_run")).isZero();
  }

  @Test
  void forgetsOldMessagesOnly() {
    accept("m1", "{}", 1);
    assertThat(inbox.forgetBefore(NOW)).isZero();
    assertThat(inbox.forgetBefore(NOW.plusSeconds(1))).isEqualTo(1);
  }

  @Test
  void makesAThousandRunsOfTenThousandDeliveriesToTwoNodes() throws Exception {
    List<Integer> deliveries = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      deliveries.add(i % 1_000);
    }
    Collections.shuffle(deliveries, new Random(7));
    WebhookInbox[] nodes = {inbox, inbox()};
    Map<Integer, String> runs = new ConcurrentHashMap<>();
    AtomicInteger created = new AtomicInteger();
    AtomicInteger node = new AtomicInteger();
    long began = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(16)) {
      List<Future<?>> all = new ArrayList<>();
      for (int message : deliveries) {
        all.add(
            threads.submit(
                () -> {
                  WebhookInbox at = nodes[node.getAndIncrement() % 2];
                  RunRequest request = request(message);
                  Taken taken = (Taken) at.accept("sales", key("m" + message, "{}"), request, NOW);
                  created.addAndGet(taken.created() ? 1 : 0);
                  String before = runs.putIfAbsent(message, taken.run().id());
                  assertThat(before).isIn(null, taken.run().id());
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    System.out.printf(
        "%s: %.0f deliveries a second%n",
        getClass().getSimpleName(), 10_000 / ((System.nanoTime() - began) / 1e9));
    assertThat(created).hasValue(1_000);
    assertThat(count("report_run")).isEqualTo(1_000);
    assertThat(count("accepted_request")).isEqualTo(1_000);
  }

  private WebhookInbox inbox() {
    return new JdbcWebhookInbox(
        state.dataSource(),
        new JdbcReportRuns(state.dataSource(), now -> UUID.randomUUID().toString()));
  }

  private WebhookInbox.Receipt accept(String id, String body, int message) {
    return inbox.accept("sales", key(id, body), request(message), NOW);
  }

  private static IdempotencyKey key(String id, String body) {
    return IdempotencyKey.of(id, body.getBytes());
  }

  private static RunRequest request(int message) {
    Actor actor = Actor.of("sales", Actor.Kind.WEBHOOK, List.of());
    return new RunRequest(
        "sales",
        ReportingPeriod.month(2026, 3),
        new RunScope(Map.of("shop", "s" + message)),
        new RunCause.Webhook(actor, "m" + message),
        WriterChoice.AUTO);
  }

  private int count(String table) {
    return JdbcClient.create(state.dataSource())
        .sql("select count(*) from " + table)
        .query(Integer.class)
        .single();
  }
}
