package dev.rapporteur.review;

import dev.rapporteur.rendering.RenderedDocument;
import java.time.Instant;
import java.util.List;

/** The versions of drafts, the files made of them, and texts that people have not saved yet. */
public interface DraftVersions {
  /** All versions of a run's draft, oldest first. */
  List<DraftVersion> of(String run);

  /** Number of the last version; 0 if there is none. */
  int latest(String run);

  /**
   * Adds a version.
   *
   * @return false if its number is taken or the draft is no longer in review: somebody else was
   *     first, and nothing was changed
   */
  boolean add(DraftVersion version);

  /** The files of a version; empty until they are written. */
  List<RenderedDocument> documents(String run, int version);

  void keepDocuments(String run, int version, List<RenderedDocument> documents);

  /**
   * A text that a person has typed and not saved.
   *
   * @param base the version that the person had before them
   */
  record Unsaved(String run, String paragraph, String person, int base, String text, Instant at) {}

  /** Keeps what a person is typing, in place of what they had typed there before. */
  void keepUnsaved(Unsaved text);

  /** Forgets it, because it was saved or given up. */
  void dropUnsaved(String run, String paragraph, String person);

  /** What people are typing in a run's draft. */
  List<Unsaved> unsaved(String run);
}
