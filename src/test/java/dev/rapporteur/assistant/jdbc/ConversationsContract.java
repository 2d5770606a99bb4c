package dev.rapporteur.assistant.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.access.Actor;
import dev.rapporteur.assistant.Conversation;
import dev.rapporteur.assistant.Turn;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for conversations in every database. */
abstract class ConversationsContract {
  private static final Actor ANNA = Actor.of("anna", Actor.Kind.PERSON, List.of("employee"));
  private static final Actor BEN = Actor.of("ben", Actor.Kind.PERSON, List.of("employee"));

  private final SettableClock clock = new SettableClock("2026-11-24T08:00:00Z");
  private final AtomicInteger ids = new AtomicInteger();
  private StateDatabase state;
  private JdbcConversations conversations;

  abstract StateDatabase openState();

  @BeforeEach
  void open() {
    state = openState();
    conversations =
        new JdbcConversations(state.dataSource(), clock, () -> "c-" + ids.incrementAndGet());
  }

  @AfterEach
  void close() {
    state.close();
  }

  private Turn turn(String question) {
    return new Turn(clock.instant(), question, "因为华东。", List.of("called f {}: 1 row", "second"));
  }

  @Test
  void keepsTurnsInTheirOrder() {
    Conversation begun = conversations.begin(ANNA);
    Conversation one = conversations.add(begun, ANNA, turn("why?"));
    Conversation two = conversations.add(one, ANNA, turn("and then?"));
    assertThat(conversations.find(begun.id(), ANNA)).contains(two);
    assertThat(two.turns()).extracting(Turn::question).containsExactly("why?", "and then?");
  }

  @Test
  void belongsToItsOwnerAlone() {
    Conversation begun = conversations.begin(ANNA);
    assertThat(conversations.find(begun.id(), BEN)).isEmpty();
    Actor key = Actor.of("anna", Actor.Kind.API_KEY, List.of("employee"));
    assertThat(conversations.find(begun.id(), key)).isEmpty();
    assertThatThrownBy(() -> conversations.add(begun, BEN, turn("mine?")))
        .isInstanceOf(RapporteurException.class)
        .hasMessageContaining("ben has no conversation");
    assertThat(conversations.find(begun.id(), ANNA).orElseThrow().turns()).isEmpty();
  }

  @Test
  void expiresThirtyDaysAfterItsLastTurn() {
    Conversation begun = conversations.begin(ANNA);
    clock.jump(Duration.ofDays(29));
    Conversation later = conversations.add(begun, ANNA, turn("why?"));
    clock.jump(Duration.ofDays(29));
    assertThat(conversations.find(begun.id(), ANNA)).contains(later);
    assertThat(conversations.deleteExpired()).isZero();
    clock.jump(Duration.ofDays(1));
    assertThat(conversations.find(begun.id(), ANNA)).isEmpty();
    assertThat(conversations.deleteExpired()).isEqualTo(1);
  }

  @Test
  void refusesATurnBesideOneThatSomebodyAddedMeanwhile() {
    Conversation begun = conversations.begin(ANNA);
    Conversation one = conversations.add(begun, ANNA, turn("why?"));
    assertThatThrownBy(() -> conversations.add(begun, ANNA, turn("the other window")))
        .isInstanceOf(RapporteurException.class)
        .hasMessageContaining("went on elsewhere");
    assertThat(conversations.find(begun.id(), ANNA)).contains(one);
  }
}
