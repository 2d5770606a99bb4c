package dev.rapporteur.function;

import dev.rapporteur.audit.CanonicalJson;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All functions there are, frozen when the product starts: none is added, changed or removed. */
public final class FunctionRegistry {
  private final SortedMap<String, RegisteredFunction> functions;
  private final String hash;

  /**
   * @throws IllegalArgumentException if two functions have the same name
   */
  public FunctionRegistry(Collection<RegisteredFunction> functions) {
    SortedMap<String, RegisteredFunction> byName = new TreeMap<>();
    for (RegisteredFunction function : functions) {
      if (byName.put(function.name(), function) != null) {
        throw new IllegalArgumentException("two functions are named " + function.name());
      }
    }
    this.functions = Collections.unmodifiableSortedMap(byName);
    this.hash =
        CanonicalJson.sha256(
            byName.values().stream()
                .map(RegisteredFunction::hash)
                .collect(Collectors.joining("\n")));
  }

  /** The function of exactly this name: another case or another script is another name. */
  public Optional<RegisteredFunction> find(String name) {
    return Optional.ofNullable(functions.get(name));
  }

  /** All functions, by name. */
  public List<RegisteredFunction> functions() {
    return List.copyOf(functions.values());
  }

  /** All names, sorted. */
  public Collection<String> names() {
    return functions.keySet();
  }

  /** SHA-256 over all functions; it stands in the audit entry of every call. */
  public String hash() {
    return hash;
  }
}
