package dev.rapporteur.writing;

import java.util.Optional;

/**
 * Answers of models, kept under what was asked, so that the same brief over the same data gets the
 * same answer again: when a run goes on after a crash, and when it is made once more. Used from
 * many threads at once.
 */
public interface RecordedAnswers {
  /** Keeps nothing. */
  RecordedAnswers NONE =
      new RecordedAnswers() {
        @Override
        public Optional<String> find(String key) {
          return Optional.empty();
        }

        @Override
        public void keep(String key, String answer) {}
      };

  /**
   * @param key SHA-256, in hexadecimal, of the model's name, its parameters and the whole prompt
   */
  Optional<String> find(String key);

  /** Keeps a usable answer; one that is there already stays. */
  void keep(String key, String answer);
}
