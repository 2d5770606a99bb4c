package dev.rapporteur.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.assistant.Reply;
import dev.rapporteur.evaluation.TicketEvaluation.Summary;
import dev.rapporteur.evaluation.TicketEvaluation.Ticket;
import dev.rapporteur.report.RapporteurException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TicketEvaluationTest {
  private static final Ticket STATE =
      new Ticket("t", "Where is it?", List.of("shipped", "已发货"), List.of("delivered", "已送达"));
  private static final Ticket STOCK = new Ticket("t", "How many?", List.of("17"), List.of());

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "It was Shipped on Monday. | true",
        "已发货，尚未送达。 | true",
        "Shipped, but not delivered yet. | true",
        "It is shipped or delivered. | false",
        "It was not shipped. | false",
        "unshipped | false",
        "I cannot see that. | false"
      })
  void judgesAnAnswerByWhatItSays(String answer, boolean right) {
    assertThat(STATE.isAnsweredBy(answer)).isEqualTo(right);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {"17 pieces. | true", "还有17件。 | true", "170 | false", "1.17 | false", "17.5 | false"})
  void takesANumberWhole(String answer, boolean right) {
    assertThat(STOCK.isAnsweredBy(answer)).isEqualTo(right);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1",
    "5, 5, 1",
    "10, 0, 0.001953",
    "0, 10, 0.001953",
    "30, 2, 2.463E-7",
    "8, 2, 0.1094"
  })
  void computesMcNemarsExactTest(int one, int other, String p) {
    assertThat(TicketEvaluation.mcNemar(one, other)).isEqualByComparingTo(p);
  }

  @Test
  void comparesPairByPair() {
    List<Ticket> tickets = List.of(STATE, STATE, STOCK);
    List<JsonNode> lines = new ArrayList<>();
    Summary summary =
        new TicketEvaluation()
            .evaluate(
                tickets,
                Optional.of(says("It is shipped, 17 of it.")),
                Optional.of(says("17")),
                lines::add);
    assertThat(summary.json().toString())
        .isEqualTo(
            "{\"tickets\":3,\"on\":{\"right\":3,\"accuracy\":1.0000},"
                + "\"off\":{\"right\":1,\"accuracy\":0.3333},"
                + "\"onlyOn\":2,\"onlyOff\":0,\"mcNemarP\":0.5}");
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst().at("/off/right").asBoolean()).isFalse();
  }

  @Test
  void countsAFailureAsWrongUnlessNothingIsAnswered() {
    Function<String, Reply> away =
        question -> {
          throw new RapporteurException(
              dev.rapporteur.report.FailureKind.EXTERNAL, "no answer", "look");
        };
    List<Ticket> tickets = List.of(STOCK, STATE);
    assertThatThrownBy(
            () ->
                new TicketEvaluation()
                    .evaluate(tickets, Optional.of(away), Optional.empty(), line -> {}))
        .isInstanceOf(RapporteurException.class);
    Function<String, Reply> sometimes =
        question ->
            question.equals("How many?") ? says("17").apply(question) : away.apply(question);
    Summary summary =
        new TicketEvaluation()
            .evaluate(tickets, Optional.of(sometimes), Optional.empty(), line -> {});
    assertThat(summary.rightWith()).hasValue(1);
    assertThat(summary.p()).isEmpty();
  }

  @Test
  void namesTheLineThatIsNoTicket(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("tickets.jsonl"),
            "{\"question\": \"q\", \"expected\": [\"a\"]}\n{\"question\": \"q\"}\n");
    assertThatThrownBy(() -> TicketEvaluation.read(file)).hasMessageContaining("tickets.jsonl:2");
  }

  private static Function<String, Reply> says(String answer) {
    return question -> new Reply(answer, List.of(), List.of(), List.of(), List.of());
  }
}
