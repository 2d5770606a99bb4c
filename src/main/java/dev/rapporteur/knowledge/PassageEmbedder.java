package dev.rapporteur.knowledge;

import java.util.List;

/**
 * Turns texts into vectors whose cosine says how near their meanings are. Served by a model; where
 * none is served, retrieval goes by words alone.
 */
public interface PassageEmbedder {

  /** Name and version of the model: vectors of different models are never compared. */
  String model();

  /** One vector for each passage text, all of the same length, in the order of the texts. */
  List<float[]> embedPassages(List<String> texts);

  /** The vector of a question; some models mark questions and passages differently. */
  float[] embedQuery(String text);
}
