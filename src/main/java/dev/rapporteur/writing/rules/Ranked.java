package dev.rapporteur.writing.rules;

import dev.rapporteur.analysis.Entity;
import dev.rapporteur.analysis.Figure;
import java.util.Optional;

/**
 * An entity's place in a ranking.
 *
 * @param place 1 is the largest
 * @param amount what it is ranked by
 * @param share its part of the whole
 * @param gained places gained, or lost where negative, against the compared period
 */
record Ranked(
    Entity entity, Figure place, Figure amount, Optional<Figure> share, Optional<Figure> gained) {

  int movement() {
    return gained.map(figure -> figure.value().intValue()).orElse(0);
  }
}
