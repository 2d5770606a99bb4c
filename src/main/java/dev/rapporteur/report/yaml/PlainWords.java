package dev.rapporteur.report.yaml;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Turns what the validator reports into what a person would say. */
final class PlainWords {
  /** More than any real slip costs: the whole branch of a choice was not meant. */
  private static final int OTHER_TYPE = 1000;

  private final JsonNode schema;
  private final JsonNode tree;

  PlainWords(JsonNode schema, JsonNode tree) {
    this.schema = schema;
    this.tree = tree;
  }

  List<Violation> of(List<Error> errors) {
    List<Violation> violations = new ArrayList<>();
    Map<String, List<Error>> byPart = new LinkedHashMap<>();
    for (Error error : decideChoices(errors)) {
      byPart
          .computeIfAbsent(pointer(error.getInstanceLocation()), at -> new ArrayList<>())
          .add(error);
    }
    byPart.forEach((pointer, about) -> violations.addAll(violationsOf(pointer, about)));
    return violations.stream().distinct().toList();
  }

  /** All that is wrong with one part. A wrong type makes every other remark about it pointless. */
  private List<Violation> violationsOf(String pointer, List<Error> errors) {
    Set<String> types =
        errors.stream()
            .filter(error -> error.getKeyword().equals("type"))
            .flatMap(error -> typesWanted(error).stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (!types.isEmpty()) {
      return List.of(wrongType(pointer, types));
    }
    List<Violation> violations = new ArrayList<>();
    Set<String> suggested = new TreeSet<>();
    for (Error error : errors) {
      if (isUnknownKey(error)) {
        Violation unknown = unknownKey(pointer, error);
        ClosestName.of(error.getProperty(), knownKeys(error)).ifPresent(suggested::add);
        violations.add(unknown);
      }
    }
    for (Error error : errors) {
      boolean misspelt =
          error.getKeyword().equals("required") && suggested.contains(error.getProperty());
      if (!isUnknownKey(error) && !misspelt) {
        violations.add(violation(pointer, error));
      }
    }
    return violations;
  }

  private Violation violation(String pointer, Error error) {
    String name = name(pointer);
    JsonNode wanted = error.getSchemaNode();
    return switch (error.getKeyword()) {
      case "required" ->
          new Violation(
              pointer,
              true,
              "the key '" + error.getProperty() + "' is missing" + in(pointer),
              describe(sibling(error, "properties", error.getProperty())));
      case "enum", "const" -> wrongChoice(pointer, error);
      case "pattern" ->
          new Violation(
              pointer,
              false,
              name + " is not written as it must be: '" + shown(pointer) + "'",
              describe(parentOf(error)));
      case "format" ->
          new Violation(
              pointer,
              false,
              name + " must be " + formatName(wanted.asString()) + ", not '" + shown(pointer) + "'",
              "");
      case "minimum" -> bound(pointer, name + " must be at least " + wanted.asString());
      case "maximum" -> bound(pointer, name + " must be at most " + wanted.asString());
      case "exclusiveMinimum" -> bound(pointer, name + " must be more than " + wanted.asString());
      case "exclusiveMaximum" -> bound(pointer, name + " must be less than " + wanted.asString());
      case "minLength" ->
          bound(
              pointer,
              wanted.asInt() == 1
                  ? name + " must not be empty"
                  : name + " must have at least " + wanted.asString() + " characters");
      case "maxLength" ->
          bound(pointer, name + " must have at most " + wanted.asString() + " characters");
      case "minItems", "minProperties" ->
          bound(
              pointer,
              wanted.asInt() == 1
                  ? name + " must not be empty"
                  : name + " must have at least " + wanted.asString() + " entries");
      case "maxItems", "maxProperties" ->
          bound(pointer, name + " must have at most " + wanted.asString() + " entries");
      case "uniqueItems" -> bound(pointer, name + " has the same entry twice");
      case "propertyNames" ->
          new Violation(
              YamlDocument.child(pointer, String.valueOf(error.getProperty())),
              true,
              "'" + error.getProperty() + "' cannot be used as a name here",
              describe(wanted));
      case "dependentRequired" ->
          new Violation(
              YamlDocument.child(pointer, String.valueOf(error.getArguments()[1])),
              true,
              "'%2$s' needs the key '%1$s' beside it".formatted(error.getArguments()),
              "");
      case "anyOf", "oneOf" ->
          new Violation(
              pointer, false, name + " has none of the allowed forms", describe(parentOf(error)));
      default -> bound(pointer, name + " " + error.getMessage());
    };
  }

  private static Violation bound(String pointer, String message) {
    return new Violation(pointer, false, message, "");
  }

  private static boolean isUnknownKey(Error error) {
    return error.getKeyword().equals("additionalProperties")
        || error.getKeyword().equals("unevaluatedProperties");
  }

  private Violation unknownKey(String pointer, Error error) {
    String key = error.getProperty();
    Collection<String> known = knownKeys(error);
    String hint = ClosestName.hint(key, known);
    if (hint.isEmpty()) {
      hint =
          known.isEmpty() ? "no key is allowed here" : "allowed here: " + String.join(", ", known);
    }
    return new Violation(
        YamlDocument.child(pointer, key), true, "unknown key '" + key + "'" + in(pointer), hint);
  }

  private Violation wrongChoice(String pointer, Error error) {
    JsonNode wanted = error.getSchemaNode();
    List<String> choices =
        wanted.isArray()
            ? StreamSupport.stream(wanted.spliterator(), false).map(PlainWords::text).toList()
            : List.of(text(wanted));
    String message =
        name(pointer)
            + " must be "
            + (choices.size() == 1 ? "" : "one of ")
            + String.join(", ", choices)
            + ", not '"
            + shown(pointer)
            + "'";
    return new Violation(pointer, false, message, ClosestName.hint(shown(pointer), choices));
  }

  private Violation wrongType(String pointer, Set<String> wanted) {
    JsonNode value = tree.at(pointer);
    String message =
        name(pointer)
            + " must be "
            + wanted.stream()
                .map(PlainWords::typeName)
                .distinct()
                .collect(Collectors.joining(" or "))
            + ", not "
            + valueName(value);
    String hint = "";
    if (wanted.contains("string") && (value.isNumber() || value.isBoolean())) {
      hint = "put it in quotes: \"" + text(value) + "\"";
    } else if (wanted.equals(Set.of("boolean")) && value.isString()) {
      hint = "write true or false";
    }
    return new Violation(pointer, false, message, hint);
  }

  /**
   * Of the branches of each {@code oneOf} and {@code anyOf} that failed, keeps what is wrong with
   * the one that was probably meant: the one with the least wrong. Outer choices come first.
   */
  private static List<Error> decideChoices(List<Error> errors) {
    List<Error> left = new ArrayList<>(errors);
    List<Error> choices =
        errors.stream()
            .filter(
                error -> error.getKeyword().equals("oneOf") || error.getKeyword().equals("anyOf"))
            .sorted(Comparator.comparingInt(error -> error.getEvaluationPath().getNameCount()))
            .toList();
    for (Error choice : choices) {
      if (left.contains(choice)) {
        decide(choice, left);
      }
    }
    return left;
  }

  private static void decide(Error choice, List<Error> left) {
    Map<String, List<Error>> branches = new TreeMap<>();
    int depth = choice.getEvaluationPath().getNameCount();
    for (Error error : left) {
      if (error != choice
          && error.getEvaluationPath().startsWith(choice.getEvaluationPath())
          && error.getInstanceLocation().startsWith(choice.getInstanceLocation())) {
        branches
            .computeIfAbsent(error.getEvaluationPath().getName(depth), at -> new ArrayList<>())
            .add(error);
      }
    }
    int least =
        branches.values().stream().mapToInt(branch -> weight(choice, branch)).min().orElse(0);
    if (branches.isEmpty()) {
      return;
    }
    left.remove(choice);
    boolean typesOnly = least >= OTHER_TYPE;
    boolean kept = false;
    for (List<Error> branch : branches.values()) {
      boolean keep = typesOnly || !kept && weight(choice, branch) == least;
      kept |= keep;
      if (!keep) {
        left.removeAll(branch);
      }
    }
  }

  private static int weight(Error choice, List<Error> branch) {
    return branch.stream()
        .mapToInt(
            error -> {
              boolean here = error.getInstanceLocation().equals(choice.getInstanceLocation());
              return switch (error.getKeyword()) {
                case "type" -> here ? OTHER_TYPE : 3;
                case "required", "const" -> 5;
                case "additionalProperties", "unevaluatedProperties" -> 4;
                default -> 1;
              };
            })
        .sum();
  }

  private Collection<String> knownKeys(Error error) {
    JsonNode properties = parentOf(error).path("properties");
    return properties.propertyNames();
  }

  /** The part of the schema in which the broken keyword stands. */
  private JsonNode parentOf(Error error) {
    NodePath fragment = error.getSchemaLocation().getFragment();
    return schema.at(pointer(fragment.getParent()));
  }

  private JsonNode sibling(Error error, String keyword, String name) {
    return parentOf(error).path(keyword).path(name);
  }

  /** What the schema says of a part, at the part itself or where it refers to. */
  private String describe(JsonNode part) {
    String reference = part.path("$ref").asString("");
    return part.has("description") || !reference.startsWith("#/")
        ? part.path("description").asString("")
        : describe(schema.at(reference.substring(1)));
  }

  private List<String> typesWanted(Error error) {
    JsonNode wanted = error.getSchemaNode();
    return wanted.isArray()
        ? StreamSupport.stream(wanted.spliterator(), false).map(JsonNode::asString).toList()
        : List.of(wanted.asString());
  }

  private static String pointer(NodePath path) {
    StringBuilder pointer = new StringBuilder();
    for (int i = 0; i < path.getNameCount(); i++) {
      pointer
          .append('/')
          .append(path.getElement(i).toString().replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }

  private static String name(String pointer) {
    if (pointer.isEmpty()) {
      return "the whole";
    }
    String last = last(pointer);
    if (!last.chars().allMatch(Character::isDigit)) {
      return "'" + last + "'";
    }
    String list = pointer.substring(0, pointer.lastIndexOf('/'));
    return "entry " + (Integer.parseInt(last) + 1) + (list.isEmpty() ? "" : " of " + name(list));
  }

  private static String in(String pointer) {
    return pointer.isEmpty() ? "" : " in " + name(pointer);
  }

  private static String last(String pointer) {
    return pointer.substring(pointer.lastIndexOf('/') + 1).replace("~1", "/").replace("~0", "~");
  }

  private String shown(String pointer) {
    String text = text(tree.at(pointer));
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }

  private static String text(JsonNode value) {
    return value.isString() ? value.stringValue() : value.toString();
  }

  private static String typeName(String type) {
    return switch (type) {
      case "string" -> "a text";
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "boolean" -> "true or false";
      case "array" -> "a list";
      case "object" -> "a mapping of keys to values";
      default -> "empty";
    };
  }

  private static String valueName(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "the text '" + value.stringValue() + "'";
      case NUMBER -> "the number " + value;
      case BOOLEAN -> value.toString();
      case ARRAY -> "a list";
      case OBJECT -> "a mapping";
      default -> "empty";
    };
  }

  private static String formatName(String format) {
    return switch (format) {
      case "year-month" -> "a month such as 2024-03";
      case "date" -> "a day such as 2024-03-31";
      case "email" -> "a mail address";
      case "uri" -> "an address such as https://example.org/x";
      default -> "a valid " + format;
    };
  }
}
