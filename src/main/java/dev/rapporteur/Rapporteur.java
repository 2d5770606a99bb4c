package dev.rapporteur;

/** Starts the command line. */
public final class Rapporteur {
  private Rapporteur() {}

  public static void main(String[] arguments) {}
}
