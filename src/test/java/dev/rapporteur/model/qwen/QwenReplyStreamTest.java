package dev.rapporteur.model.qwen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class QwenReplyStreamTest {
  private static final ToolCallParser TOOLS =
      new ToolCallParser(Map.of("now", JsonMapper.shared().createObjectNode()));
  private static final String CALL = "{\"name\": \"now\", \"arguments\": {}}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sales rose.",
        " Sales\nrose. ",
        "<think>\nhm, 5 < 6\n</think>\n\nSales rose.\n",
        "\n<think></think>\n\nSales",
        "<think>never ends",
        "<thin>k",
        "a < b and <tool and ``` fence",
        "Let me look.\n<tool_call>\n" + CALL + "\n</tool_call>",
        "<think>\nx\n</think>\n\n<tool_call>\n" + CALL + "\n</tool_call>\n",
        "I call\n```json\n" + CALL + "\n```\nnow",
        "See [1] and {\"a\": 1}.",
        CALL,
        "{\"weather\": {\"name\": \"now\", \"arguments\": {}}}",
        "Data: {\"a\": 1}, [{\"b\": 2}] then\n[" + CALL + "]",
        "``` {name: x} {'name': 1} { \"nam\": 2}",
        "{\"name",
        ""
      })
  void handsOnTheTextOfTheReplyHoweverItIsCut(String text) {
    Random random = new Random(text.hashCode());
    for (int round = 0; round < 50; round++) {
      for (Optional<ToolCallParser> parser :
          java.util.List.of(Optional.<ToolCallParser>empty(), Optional.of(TOOLS))) {
        Collected collected = new Collected();
        QwenReplyStream stream = new QwenReplyStream(parser, collected);
        for (int at = 0; at < text.length(); ) {
          int next = Math.min(text.length(), at + 1 + random.nextInt(6));
          stream.add(text.substring(at, next));
          at = next;
        }
        QwenReply reply = stream.end();
        assertThat(reply).isEqualTo(QwenReply.of(text, parser));
        assertThat(collected.answer.toString()).isEqualTo(reply.parsed().text());
        assertThat(collected.thinking.toString().strip()).isEqualTo(reply.thinking());
      }
    }
  }

  @Test
  void survivesAThoughtThatLacksItsBeginning() {
    Collected collected = new Collected();
    QwenReplyStream stream = new QwenReplyStream(Optional.of(TOOLS), collected);
    stream.add("I should look.\n</think>\n\n<tool_call>\n" + CALL + "\n</tool_call>");
    assertThat(stream.end().parsed().calls()).hasSize(1);
  }

  @Test
  void handsOnTextWithoutWaitingForTheEnd() {
    Collected collected = new Collected();
    QwenReplyStream stream = new QwenReplyStream(Optional.of(TOOLS), collected);
    stream.add("Sales rose");
    stream.add(" in March.");
    assertThat(collected.answer).hasToString("Sales rose in March.");
  }

  @Test
  void handsOnDataWithoutWaitingForItsEnd() {
    Collected collected = new Collected();
    QwenReplyStream stream = new QwenReplyStream(Optional.of(TOOLS), collected);
    stream.add("{\"weather\": \"sun");
    assertThat(collected.answer).hasToString("{\"weather\": \"sun");
  }

  @Test
  void keepsThoughtsAndCallsOutOfTheAnswer() {
    QwenReply reply =
        QwenReply.of(
            "<think>\nhm\n</think>\n\nLook:\n<tool_call>" + CALL + "</tool_call>",
            Optional.of(TOOLS));
    assertThat(reply.thinking()).isEqualTo("hm");
    assertThat(reply.parsed().text()).isEqualTo("Look:");
    assertThat(reply.parsed().calls()).hasSize(1);
  }

  private static final class Collected implements QwenReplyStream.Sink {
    private final StringBuilder answer = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();

    @Override
    public void answer(String piece) {
      assertThat(piece).isNotEmpty();
      answer.append(piece);
    }

    @Override
    public void thinking(String piece) {
      assertThat(piece).isNotEmpty();
      thinking.append(piece);
    }
  }
}
