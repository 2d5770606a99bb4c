package dev.rapporteur.knowledge;

/**
 * How many tokens of a language model a text takes at most, without the model's vocabulary: one for
 * each Chinese, Japanese or Korean character, one for each three other characters. Measured against
 * the Qwen vocabulary this is above the true count for prose in both languages.
 */
public final class TokenEstimate {
  private TokenEstimate() {}

  /** An upper bound for usual text. */
  public static int of(CharSequence text) {
    int wide = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x2E80) {
        wide++;
      }
    }
    return wide + (text.length() - wide + 2) / 3;
  }
}
