package dev.rapporteur.rendering.docx;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of a Word file.
 *
 * @param parts content by name without a leading slash, in the order of the file
 * @param defaultTypes content types by extension in lower case
 * @param overrides content types by part name
 */
record WordPackage(
    Map<String, byte[]> parts, Map<String, String> defaultTypes, Map<String, String> overrides) {
  static final String TYPES_PART = "[Content_Types].xml";

  WordPackage {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    defaultTypes = Collections.unmodifiableMap(new LinkedHashMap<>(defaultTypes));
    overrides = Collections.unmodifiableMap(new LinkedHashMap<>(overrides));
  }

  static WordPackage of(Map<String, byte[]> parts) {
    byte[] types = parts.get(TYPES_PART);
    if (types == null) {
      throw new RefusedPackageException("it has no " + TYPES_PART + ", so it is not a Word file");
    }
    Map<String, String> defaults = new LinkedHashMap<>();
    Map<String, String> overrides = new LinkedHashMap<>();
    XmlReader.read(TYPES_PART, types)
        .elements()
        .forEach(
            entry -> {
              String type = entry.attribute("", "ContentType").orElse("");
              entry
                  .attribute("", "Extension")
                  .ifPresent(ending -> defaults.put(lower(ending), type));
              entry
                  .attribute("", "PartName")
                  .ifPresent(name -> overrides.put(name.replaceFirst("^/", ""), type));
            });
    return new WordPackage(parts, defaults, overrides);
  }

  /** The main part, found by the package's relationships. */
  String mainPart() {
    return relationships("").stream()
        .filter(relation -> relation.hasType("officeDocument"))
        .findFirst()
        .map(relation -> relation.resolvedFrom(""))
        .filter(parts::containsKey)
        .orElseThrow(() -> new RefusedPackageException("it has no main document"));
  }

  String typeOf(String part) {
    String ending = part.substring(part.lastIndexOf('.') + 1);
    return Optional.ofNullable(overrides.get(part))
        .or(() -> Optional.ofNullable(defaultTypes.get(lower(ending))))
        .orElse("");
  }

  /** The part with the relationships of a part; of the package itself for an empty name. */
  static String relationshipsPart(String part) {
    int slash = part.lastIndexOf('/');
    return part.substring(0, slash + 1) + "_rels/" + part.substring(slash + 1) + ".rels";
  }

  List<Relationship> relationships(String part) {
    String name = relationshipsPart(part);
    byte[] bytes = parts.get(name);
    if (bytes == null) {
      return List.of();
    }
    List<Relationship> found = new ArrayList<>();
    XmlReader.read(name, bytes)
        .elements()
        .forEach(
            entry ->
                found.add(
                    new Relationship(
                        entry.attribute("", "Id").orElse(""),
                        entry.attribute("", "Type").orElse(""),
                        entry.attribute("", "Target").orElse(""),
                        entry.attribute("", "TargetMode").orElse("").equals("External"))));
    return found;
  }

  /** The part that the main part refers to by that type, if there is one. */
  Optional<String> related(String type) {
    return relationships(mainPart()).stream()
        .filter(relation -> relation.hasType(type) && !relation.external())
        .map(relation -> relation.resolvedFrom(mainPart()))
        .filter(parts::containsKey)
        .findFirst();
  }

  XmlNode.Element xml(String part) {
    return XmlReader.read(part, parts.getOrDefault(part, new byte[0]));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String lower(String word) {
    return word.toLowerCase(java.util.Locale.ROOT);
  }
}
