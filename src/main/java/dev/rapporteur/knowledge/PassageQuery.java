package dev.rapporteur.knowledge;

import java.util.Objects;
import java.util.Set;

/**
 * What is looked for, by whom and for when.
 *
 * @param text a question, or the words of a section's instruction and its figures
 * @param roles the roles of whoever will read the result; documents of sources that none of them
 *     may read do not exist for this query
 * @param period the days that the reader writes about; documents not valid on any of them are left
 *     out
 * @param limit at most so many passages
 * @param tokenBudget at most so many tokens of text in all, by an upper-bound estimate; the best
 *     passage is given even where it alone is longer
 */
public record PassageQuery(
    String text, Set<String> roles, Validity period, int limit, int tokenBudget) {

  public PassageQuery {
    Objects.requireNonNull(text, "text");
    roles = Set.copyOf(roles);
    Objects.requireNonNull(period, "period");
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("limit must lie between 1 and 1000, not " + limit);
    }
    if (tokenBudget < 1) {
      throw new IllegalArgumentException("a token budget of " + tokenBudget + " fits no passage");
    }
  }
}
