package dev.rapporteur.operation;

/**
 * What an examination found.
 *
 * @param subject which part was examined, one word
 * @param condition how it is
 * @param says one sentence for an operator
 * @param next what to do about it; empty if nothing
 */
public record Diagnosis(String subject, Condition condition, String says, String next) {

  /** How a part is, best first. */
  public enum Condition {
    GOOD,
    /** It works; somebody should look at it. */
    WARNING,
    /** It does not work, or will not for long. */
    BAD
  }

  public static Diagnosis good(String subject, String says) {
    return new Diagnosis(subject, Condition.GOOD, says, "");
  }

  public static Diagnosis warning(String subject, String says, String next) {
    return new Diagnosis(subject, Condition.WARNING, says, next);
  }

  public static Diagnosis bad(String subject, String says, String next) {
    return new Diagnosis(subject, Condition.BAD, says, next);
  }
}
