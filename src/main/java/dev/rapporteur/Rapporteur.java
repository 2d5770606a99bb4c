package dev.rapporteur;

import dev.rapporteur.cli.RapporteurCommand;

/** Starts the command line. */
public final class Rapporteur {
  private Rapporteur() {}

  public static void main(String[] arguments) {
    System.exit(RapporteurCommand.execute(arguments));
  }
}
