package dev.rapporteur.model.qwen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Expected texts are what Python 3.11 prints. */
class PythonJsonTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1.0, 1.0",
    "100.0, 100.0",
    "1e5, 100000.0",
    "1e15, 1000000000000000.0",
    "1e16, 1e+16",
    "1.5e300, 1.5e+300",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "2.5e-7, 2.5e-07",
    "5e-324, 5e-324",
    "-0.0, -0.0",
    "0.30000000000000004, 0.30000000000000004",
    "123456789012345678901234567890, 123456789012345678901234567890"
  })
  void writesNumbersAsPythonDoes(String json, String python) {
    assertThat(rewritten(json)).isEqualTo(python);
  }

  @Test
  void keepsTheOrderOfKeysAndEscapesOnlyWhatJsonMust() {
    assertThat(
            rewritten("{\"b\":[1,true,null],\"a\":\"é</&\\u2028\\u007f\\u0001\\n\\\"\",\"e\":{}}"))
        .isEqualTo(
            "{\"b\": [1, true, null], \"a\": \"é</&\u2028\u007f\\u0001\\n\\\"\", \"e\": {}}");
  }

  private static String rewritten(String json) {
    return PythonJson.write(JsonMapper.shared().readTree(json));
  }
}
