package dev.rapporteur.assistant;

import java.time.Instant;
import java.util.List;

/**
 * A question and its answer.
 *
 * @param at when it was asked
 * @param question as the person wrote it
 * @param answer as the person saw it
 * @param events what was done for it, a line each: what a running summary keeps of the turn
 */
public record Turn(Instant at, String question, String answer, List<String> events) {
  public Turn {
    events = List.copyOf(events);
  }
}
