package dev.rapporteur.function;

import dev.rapporteur.audit.CanonicalJson;
import dev.rapporteur.report.yaml.JsonSchema;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks arguments against a function's schema. Nothing is coerced, repaired or left out. */
final class ArgumentCheck {
  private static final int MAX_NODES = 10_000;
  private static final int MAX_CHARACTERS = 65_536;

  private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

  /** What is wrong with the arguments; empty if they fit. */
  Optional<String> problem(RegisteredFunction function, JsonNode arguments) {
    if (!(arguments instanceof ObjectNode)) {
      return Optional.of("the arguments must be a JSON object");
    }
    if (isTooLarge(arguments)) {
      return Optional.of("the arguments are too large");
    }
    String violations =
        schemas
            .computeIfAbsent(function.name(), name -> function.argumentSchema())
            .check(arguments)
            .stream()
            .map(
                violation ->
                    violation.message()
                        + (violation.hint().isEmpty() ? "" : " (" + violation.hint() + ")"))
            .limit(5)
            .collect(Collectors.joining("; "));
    return violations.isEmpty() ? inexact(arguments) : Optional.of(violations);
  }

  /** An approval is bound to a hash of the arguments, so they must have a canonical form. */
  private static Optional<String> inexact(JsonNode arguments) {
    try {
      CanonicalJson.of(arguments);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Without recursion: what comes in may be nested as deep as its writer liked. */
  private static boolean isTooLarge(JsonNode arguments) {
    Deque<JsonNode> open = new ArrayDeque<>();
    open.push(arguments);
    int nodes = 0;
    long characters = 0;
    while (!open.isEmpty()) {
      JsonNode node = open.pop();
      nodes++;
      if (node.isString()) {
        characters += node.stringValue().length();
      } else if (node.isNumber()) {
        characters += digits(node);
      }
      for (String key : node.propertyNames()) {
        characters += key.length();
      }
      if (nodes + node.size() > MAX_NODES || characters > MAX_CHARACTERS) {
        return true;
      }
      node.values().forEach(open::push);
    }
    return false;
  }

  /** Digits written out: {@code 1e400000000} is short to write and long to compute with. */
  private static long digits(JsonNode number) {
    if (number.isBigDecimal()) {
      return number.decimalValue().precision() + Math.abs((long) number.decimalValue().scale());
    }
    return number.isBigInteger() ? number.bigIntegerValue().bitLength() / 3 : 20;
  }
}
