package dev.rapporteur.report.yaml;

/**
 * One way in which a JSON tree breaks a schema.
 *
 * @param pointer JSON pointer of the part that is wrong
 * @param onKey whether the part's key is wrong rather than its value
 * @param message what is wrong, in plain words
 * @param hint what was probably meant; empty if unknown
 */
public record Violation(String pointer, boolean onKey, String message, String hint) {}
