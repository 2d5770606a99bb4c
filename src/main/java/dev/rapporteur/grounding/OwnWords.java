package dev.rapporteur.grounding;

import java.util.Set;

/** The words of metric names that no word list knows, so that a text may use them too. */
final class OwnWords {
  private OwnWords() {}

  static PhraseTrie<Meaning> of(FactTable table) {
    PhraseTrie<Meaning> own = new PhraseTrie<>();
    for (String concept : table.ownConcepts()) {
      Meaning meaning = new Meaning(Set.of(), Set.of(concept), Set.of());
      String name = SourceText.foldWord(concept.substring(4));
      own.put(name, meaning);
      own.put(name + "s", meaning);
      if (name.endsWith("s")) {
        own.put(name.substring(0, name.length() - 1), meaning);
      }
      if (name.endsWith(" rate")) {
        own.put(name.substring(0, name.length() - 5), meaning);
      }
    }
    return own;
  }
}
