package dev.rapporteur.grounding;

import java.util.Set;

/**
 * What a phrase of the word lists can mean, all at once.
 *
 * @param cues its roles in a sentence
 * @param concepts what is measured: sales, orders, occupancy, ...
 * @param dimensions kinds of entities: category, region, product, ...
 */
record Meaning(Set<Cue> cues, Set<String> concepts, Set<String> dimensions) {

  Meaning {
    cues = Set.copyOf(cues);
    concepts = Set.copyOf(concepts);
    dimensions = Set.copyOf(dimensions);
  }

  boolean is(Cue cue) {
    return cues.contains(cue);
  }
}
