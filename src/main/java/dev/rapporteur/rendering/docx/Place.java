package dev.rapporteur.rendering.docx;

/**
 * Where in a Word file something stands, in a reader's words.
 *
 * @param part the part's name in the package
 * @param paragraph the paragraph's text
 * @param heading the nearest heading before it, or an empty text
 */
record Place(String part, String paragraph, String heading) {
  private static final int SHOWN = 80;

  /** {@code in the header (word/header1.xml), paragraph "...", under the heading "..."}. */
  String described() {
    String where = "in " + kind() + " (" + part + "), paragraph \"" + shortened(paragraph) + "\"";
    return heading.isEmpty() ? where : where + ", under the heading \"" + shortened(heading) + "\"";
  }

  private String kind() {
    String name = part.substring(part.lastIndexOf('/') + 1);
    if (name.startsWith("header")) {
      return "the header";
    }
    if (name.startsWith("footer")) {
      return "the footer";
    }
    return name.startsWith("footnotes") || name.startsWith("endnotes") ? "the notes" : "the body";
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }
}
