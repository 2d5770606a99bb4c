package dev.rapporteur.rendering.docx;

import java.util.Optional;

/**
 * Which draft a Word file is.
 *
 * @param documentId stable over the versions of one draft
 * @param version of the draft that the file was made from
 */
public record DraftIdentity(String documentId, int version) {

  /**
   * The identity that a Word file carries, if its editor kept it.
   *
   * @throws RefusedPackageException if the file is damaged or carries what is not allowed
   */
  public static Optional<DraftIdentity> of(byte[] docx) {
    return DraftReader.read(docx).identity();
  }
}
