package dev.rapporteur.audit;

import java.util.function.Consumer;

/** The trail that every act leaves. Entries are added and read; nobody changes or removes one. */
public interface AuditTrail {
  /** Kind of the entry that records that the body of another one was erased. */
  String BODY_ERASED = "audit.body-erased";

  /**
   * Adds an entry. It is committed when this returns.
   *
   * @throws AuditUnavailableException if it could not be written; what was to be recorded must then
   *     not happen
   */
  AuditEntry append(AuditEvent event);

  /** Reads every entry in order of sequence, without holding them all. */
  void forEach(Consumer<AuditEntry> reader);

  /**
   * Erases the body of an entry and records that. The chain stays whole: it covers the body's hash.
   *
   * @param sequence the entry whose body is erased
   * @param reason an event that says who asked for it and why; its kind must be {@link
   *     #BODY_ERASED}
   */
  AuditEntry eraseBody(long sequence, AuditEvent reason);

  /**
   * Writes a signed head for the last entry that was appended here to the second place, unless that
   * has one already. What only stands in the database is never signed: it may have been tampered
   * with.
   */
  void seal();
}
