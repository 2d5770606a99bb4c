package dev.rapporteur.audit;

/**
 * A mark of how far the chain had come, kept in a second place: the entries up to it can be neither
 * changed nor cut off without a trace.
 *
 * @param sequence the last entry at that moment
 * @param hash that entry's hash
 */
public record AuditHead(long sequence, String hash) {}
