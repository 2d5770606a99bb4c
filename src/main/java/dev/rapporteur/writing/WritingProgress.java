package dev.rapporteur.writing;

import java.time.Duration;

/** Is told how the writing of a draft goes on; called from many threads. */
public interface WritingProgress {
  /** For those who do not watch. */
  WritingProgress SILENT =
      new WritingProgress() {
        @Override
        public void started(String section) {}

        @Override
        public void written(SectionDraft section, Duration took) {}
      };

  /** The section with this id is being written. */
  void started(String section);

  /** A section is written. */
  void written(SectionDraft section, Duration took);
}
