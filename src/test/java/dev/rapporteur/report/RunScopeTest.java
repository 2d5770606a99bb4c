package dev.rapporteur.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunScopeTest {
  @Test
  void isWrittenAsPeopleWriteIt() {
    RunScope scope = new RunScope(Map.of("region", "East", "channel", "web shop"));
    assertThat(scope).hasToString("channel=web shop,region=East");
    assertThat(RunScope.parse("region=East, channel=web shop")).contains(scope);
    assertThat(RunScope.parse("discount=10 %")).contains(new RunScope(Map.of("discount", "10 %")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "East,region=West",
        "East,channel=web",
        " East",
        "East ",
        "100%",
        "%2C",
        "%252C",
        "a=b",
        "东,南",
        "line\nbreak",
        "tab\t",
        "%",
        "\u3000x"
      })
  void readsEachValueAsItWasWritten(String value) {
    RunScope scope = new RunScope(Map.of("region", value));
    assertThat(RunScope.parse(scope.toString())).contains(scope);
  }
}
