package dev.rapporteur.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.access.PasswordRules.Weakness;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
  private static final Account ANNA =
      Account.of(
          "anna.meier",
          "Anna Meier",
          "anna.meier@example.com",
          new TreeSet<>(),
          Account.Origin.DESK,
          Instant.EPOCH);
  private final PasswordRules rules = new PasswordRules();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password1234",
        "123456789012",
        "qwertyuiop[]",
        "aaaaaaaaaaaaaaaa",
        "anna.meier2024",
        "Rapporteur2024",
        "iloveyou1234"
      })
  void refusesWhatIsEasilyGuessed(String password) {
    assertThat(rules.weakness(password, ANNA)).contains(Weakness.EASILY_GUESSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"four green herons dance", "竹篱茅舍自甘心却又临风三五盏", "xk7#mQ!vT2pz&w"})
  void takesLongOnesOfAnyCharacters(String password) {
    assertThat(rules.weakness(password, ANNA)).isEmpty();
  }

  @Test
  void refusesShortAndEndlessOnes() {
    assertThat(rules.weakness("xk7#mQ!vT2p", ANNA)).contains(Weakness.TOO_SHORT);
    assertThat(rules.weakness("x7#mQ".repeat(26), ANNA)).contains(Weakness.TOO_LONG);
  }

  @Test
  void makesOneTimePasswordsThatWouldBeTaken() {
    String password = PasswordRules.oneTime(new SecureRandom());
    assertThat(password).matches("([a-z2-9]{5}-){3}[a-z2-9]{5}");
    assertThat(rules.weakness(password, ANNA)).isEmpty();
  }
}
