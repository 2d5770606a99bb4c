/**
 * The append-only trail of who did what, when, on which evidence. An {@link
 * dev.rapporteur.audit.AuditEvent} comes in; a committed {@link dev.rapporteur.audit.AuditEntry}
 * goes out, chained to the one before it by SHA-256 over canonical JSON. {@link
 * dev.rapporteur.audit.SignedHeads} puts signed marks of how far the chain has come into a second
 * place, and {@link dev.rapporteur.audit.AuditVerification} finds the first entry that is not what
 * was written.
 */
@NullMarked
package dev.rapporteur.audit;

import org.jspecify.annotations.NullMarked;
