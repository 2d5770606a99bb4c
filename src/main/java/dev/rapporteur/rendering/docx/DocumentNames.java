package dev.rapporteur.rendering.docx;

import dev.rapporteur.report.Sha256;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers and names that are unique in one document, and that Word accepts. */
final class DocumentNames {
  /** Word refuses to open a file with a longer tag. */
  private static final int LONGEST_TAG = 64;

  private static final int LONGEST_BOOKMARK = 40;

  /** Above what templates use for their own bookmarks and controls. */
  private int number = 100_000;

  private int drawing;
  private int heading;
  private final Map<String, String> figureTags = new LinkedHashMap<>();

  int nextNumber() {
    return ++number;
  }

  int nextDrawing() {
    return ++drawing;
  }

  /** The bookmark of the next heading, in the form that Word gives to those of its contents. */
  String nextHeading() {
    return headingBookmark(++heading);
  }

  static String headingBookmark(int index) {
    return "_Toc" + (100_000_000 + index);
  }

  /** The tag of the content control around a figure: its id, or a shorter name for a long one. */
  String figureTag(String figureId) {
    return figureId.length() <= LONGEST_TAG
        ? figureId
        : figureTags.computeIfAbsent(figureId, id -> shortened(id, Sha256.of(id), LONGEST_TAG));
  }

  /** Figure ids that had to be shortened, with their tags. */
  Map<String, String> shortenedFigures() {
    return Collections.unmodifiableMap(figureTags);
  }

  /** The bookmark and control tag of a narrative. */
  static String narrative(String blockId) {
    String name = "narr_" + blockId.replaceAll("[^A-Za-z0-9_]", "_");
    boolean exact = name.equals("narr_" + blockId) && name.length() <= LONGEST_BOOKMARK;
    return exact ? name : shortened(name, Sha256.of(blockId), LONGEST_BOOKMARK);
  }

  private static String shortened(String name, String hash, int longest) {
    return name.substring(0, Math.min(name.length(), longest - 13)) + "_" + hash.substring(0, 12);
  }
}
