package dev.rapporteur.access;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * What a password must be, after OWASP ASVS 5.0 level 2: long, of any characters, and not one that
 * is easily guessed. Letters of several kinds are not asked for, and none expires.
 */
public final class PasswordRules {
  /** Shortest, in characters. */
  public static final int SHORTEST = 12;

  /** Longest, in characters; longer ones are refused, never cut. */
  public static final int LONGEST = 128;

  /** From this strength on a guess takes more than 10^8 attempts. */
  private static final int SAFE = 3;

  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private final Zxcvbn strength = new Zxcvbn();

  /** What is wrong with a password. */
  public enum Weakness {
    TOO_SHORT,
    TOO_LONG,
    /** Common, a pattern of the keyboard, repeated, or made from the person's or product's name. */
    EASILY_GUESSED
  }

  /** What is wrong with the password of a person; empty if nothing is. */
  public Optional<Weakness> weakness(String password, Account account) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST) {
      return Optional.of(Weakness.TOO_SHORT);
    }
    if (length > LONGEST) {
      return Optional.of(Weakness.TOO_LONG);
    }
    List<String> known =
        List.of(account.name(), account.displayName(), account.mail(), "rapporteur");
    return strength.measure(password, known).getScore() < SAFE
        ? Optional.of(Weakness.EASILY_GUESSED)
        : Optional.empty();
  }

  /** A password for one sign-in: 20 letters and digits that are not mistaken for one another. */
  public static String oneTime(SecureRandom random) {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      if (i > 0 && i % 5 == 0) {
        password.append('-');
      }
      password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return password.toString();
  }
}
