package dev.rapporteur.operation;

/** Finds out how one part of the installation is. */
@FunctionalInterface
public interface Examination {

  /** Looks now, within seconds. Never throws: what goes wrong is what was found. */
  Diagnosis examine();
}
