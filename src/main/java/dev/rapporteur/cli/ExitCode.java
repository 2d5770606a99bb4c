package dev.rapporteur.cli;

/** How a command ends. Scripts rely on the numbers. */
public enum ExitCode {
  DONE(0),
  FAILED(1),
  /** Wrong use of the command, or a definition that is wrong. */
  WRONG_USE(2),
  /** Data not ready, or an approval is needed. */
  WAITING(3),
  /** Refused by role, signature or policy. */
  REFUSED(4);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
