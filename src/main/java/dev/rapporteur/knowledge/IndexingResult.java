package dev.rapporteur.knowledge;

import java.util.List;

/**
 * What following the folders has changed.
 *
 * @param documents documents that can be found now
 * @param passages passages that can be found now
 * @param added documents that are new
 * @param changed documents of which a new version was read
 * @param removed documents whose file is gone
 * @param skipped files that could not be read, and why
 */
public record IndexingResult(
    int documents, int passages, int added, int changed, int removed, List<Skipped> skipped) {

  public IndexingResult {
    skipped = List.copyOf(skipped);
  }

  /** A file that is not in the index, with the reason in a form for the operator. */
  public record Skipped(String document, String reason) {}
}
