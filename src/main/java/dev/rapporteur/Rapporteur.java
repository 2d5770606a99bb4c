package dev.rapporteur;

import dev.rapporteur.cli.RapporteurCommand;
import java.util.logging.LogManager;

/** Starts the command line. */
public final class Rapporteur {
  private Rapporteur() {}

  public static void main(String[] arguments) {
    // Some libraries log through java.util.logging, straight to the terminal; what matters of that
    // is
    // thrown as well.
    LogManager.getLogManager().reset();
    System.exit(RapporteurCommand.execute(arguments));
  }
}
