package dev.rapporteur.knowledge;

import java.util.List;

/** Finds passages. */
public interface PassageRetriever {

  /**
   * The passages that fit best, best first; none if nothing fits or nothing may be read.
   *
   * <p>Neither number, order nor score of the result depends on a document that the query's roles
   * may not read.
   */
  List<RetrievedPassage> retrieve(PassageQuery query);
}
