package dev.rapporteur.access;

import java.util.regex.Pattern;

/**
 * What an actor may do, by name: {@code employee}, {@code sales-manager}.
 *
 * @param name lower-case letters, digits and dashes, starting with a letter, at most 64 characters;
 *     anything else is refused
 */
public record Role(String name) implements Comparable<Role> {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  public Role {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a role is named with lower-case letters, digits and dashes, not '" + name + "'");
    }
  }

  @Override
  public int compareTo(Role other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
