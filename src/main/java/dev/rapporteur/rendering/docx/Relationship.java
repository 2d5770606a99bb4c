package dev.rapporteur.rendering.docx;

/**
 * A reference from one part to another or to the outside.
 *
 * @param id unique among those of one part
 * @param type what the target is to the part
 * @param target as written
 * @param external whether the target lies outside of the package
 */
record Relationship(String id, String type, String target, boolean external) {

  boolean hasType(String name) {
    return type.equals(Ooxml.RELATION + name);
  }

  /** The name of the part that a relationship of {@code source} points to. */
  String resolvedFrom(String source) {
    if (target.startsWith("/")) {
      return target.substring(1);
    }
    String folder = source.contains("/") ? source.substring(0, source.lastIndexOf('/') + 1) : "";
    java.util.ArrayDeque<String> steps = new java.util.ArrayDeque<>();
    for (String step : (folder + target).split("/")) {
      if (step.equals("..")) {
        steps.pollLast();
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.addLast(step);
      }
    }
    return String.join("/", steps);
  }
}
