package dev.rapporteur.rendering.docx;

import dev.rapporteur.rendering.TagFault;
import dev.rapporteur.report.DefinitionError;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Numbers the characters of all paragraphs of a template through, so that an offset alone says
 * where a tag stands.
 */
final class TagOffsets {
  private final NavigableMap<Integer, Place> places = new TreeMap<>();
  private String part = "";
  private String heading = "";
  private int next;

  /** What follows is in that part. */
  void enter(String name) {
    part = name;
    heading = "";
  }

  /** What follows stands under that heading. */
  void under(String words) {
    heading = words;
  }

  /** The offset of the first character of the next paragraph. */
  int next(String paragraph) {
    int base = next;
    places.put(base, new Place(part, paragraph, heading));
    next += paragraph.length() + 1;
    return base;
  }

  DefinitionError error(String file, TagFault fault) {
    String where = places.floorEntry(fault.offset()).getValue().described();
    return new DefinitionError(file, 0, 0, fault.message() + ", " + where, fault.hint());
  }
}
