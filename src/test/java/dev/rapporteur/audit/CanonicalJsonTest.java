package dev.rapporteur.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class CanonicalJsonTest {

  /** The numbers of appendix B of RFC 8785, by the bits of the double. */
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2"
  })
  void writesNumbersAsTheStandardDoes(String bits, String text) {
    double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    assertThat(CanonicalJson.ecmaScript(value)).isEqualTo(text);
  }

  @Test
  void sortsKeysAndEscapesAsTheStandardDoes() {
    assertThat(
            canonical(
                """
                {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                 "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
                 "\\u00f6": "Latin Small Letter O With Diaeresis"}
                """))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    assertThat(canonical("{\"a\": [1.0, 2e2, true, null, \"\\u000f\\n'\"], \"\": {}}"))
        .isEqualTo("{\"\":{},\"a\":[1,200,true,null,\"\\u000f\\n'\"]}");
  }

  @Test
  void refusesNumbersThatADoubleCannotKeep() {
    var number = JsonNodeFactory.instance.numberNode(new BigInteger("9007199254740993"));
    assertThatThrownBy(() -> CanonicalJson.of(number)).hasMessageContaining("9007199254740993");
    var giant = JsonNodeFactory.instance.numberNode(new BigDecimal("1e400"));
    assertThatThrownBy(() -> CanonicalJson.of(giant)).isInstanceOf(IllegalArgumentException.class);
    var infinite = JsonNodeFactory.instance.numberNode(Double.POSITIVE_INFINITY);
    assertThatThrownBy(() -> CanonicalJson.of(infinite))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesHalfACharacter() {
    var half = JsonNodeFactory.instance.stringNode("a\ud83d");
    assertThatThrownBy(() -> CanonicalJson.of(half)).hasMessageContaining("surrogate");
  }

  private static String canonical(String json) {
    return CanonicalJson.of(JsonMapper.shared().readTree(json));
  }
}
