package dev.rapporteur.analysis;

import java.util.Set;

/**
 * Of what a figure speaks, other than the whole: one region, one product.
 *
 * @param dimension what kind of entity it is, as the definition names it ({@code region})
 * @param key the value of the key column
 * @param label how the report's language calls it
 * @param aliases other names of it, such as the one in another language
 */
public record Entity(String dimension, String key, String label, Set<String> aliases) {
  public Entity {
    aliases = Set.copyOf(aliases);
  }
}
