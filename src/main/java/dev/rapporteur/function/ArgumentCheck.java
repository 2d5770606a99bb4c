package dev.rapporteur.function;

import dev.rapporteur.audit.CanonicalJson;
import dev.rapporteur.report.yaml.JsonSchema;
import dev.rapporteur.report.yaml.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Checks arguments against a function's schema. Nothing is coerced, repaired or left out. */
final class ArgumentCheck {
  private static final int MAX_NODES = 10_000;
  private static final int MAX_DEPTH = 32;
  private static final int MAX_CHARACTERS = 65_536;
  private static final int MAX_SHOWN = 5;

  private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

  /** What is wrong with the arguments; empty if they fit. */
  Optional<String> problem(RegisteredFunction function, JsonNode arguments) {
    if (isTooLarge(arguments)) {
      return Optional.of("the arguments are too large");
    }
    return inexact(arguments).or(() -> violations(function, arguments));
  }

  private Optional<String> violations(RegisteredFunction function, JsonNode arguments) {
    JsonSchema schema = schemas.computeIfAbsent(function.name(), name -> function.argumentSchema());
    try {
      String found =
          schema.check(arguments).stream()
              .limit(MAX_SHOWN)
              .map(ArgumentCheck::words)
              .collect(Collectors.joining("; "));
      return found.isEmpty() ? Optional.empty() : Optional.of(found);
    } catch (JacksonException e) {
      // The validator cannot compare an integer's bounds with a number beyond 64 bits.
      return Optional.of("a number is out of range");
    }
  }

  private static String words(Violation violation) {
    return violation.hint().isEmpty()
        ? violation.message()
        : violation.message() + " (" + violation.hint() + ")";
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

  /** Level by level, without recursion: its writer nested it as deep as he liked. */
  private static boolean isTooLarge(JsonNode arguments) {
    List<JsonNode> level = List.of(arguments);
    int nodes = 0;
    long characters = 0;
    for (int depth = 0; !level.isEmpty(); depth++) {
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode node : level) {
        characters += ownCharacters(node);
        nodes += node.size();
        if (depth > MAX_DEPTH || nodes > MAX_NODES || characters > MAX_CHARACTERS) {
          return true;
        }
        next.addAll(node.values());
      }
      level = next;
    }
    return false;
  }

  private static long ownCharacters(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> node.stringValue().length();
      case NUMBER -> digits(node);
      case OBJECT -> node.propertyNames().stream().mapToLong(String::length).sum();
      default -> 0;
    };
  }

  /** Digits written out: {@code 1e400000000} is short to write and long to compute with. */
  private static long digits(JsonNode number) {
    if (number.isBigDecimal()) {
      return number.decimalValue().precision() + Math.abs((long) number.decimalValue().scale());
    }
    return number.isBigInteger() ? number.bigIntegerValue().bitLength() / 3 : 20;
  }
}
