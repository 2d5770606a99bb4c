package dev.rapporteur.writing.rules;

import dev.rapporteur.analysis.Entity;
import dev.rapporteur.knowledge.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One sentence of a strategy passage that can be quoted by itself.
 *
 * @param text as it stands in the passage
 * @param passage where the passage stands in the brief, from 0
 * @param heading the nearest heading above it; may be empty
 */
record Statement(String text, int passage, String heading) {
  private static final Pattern ENGLISH_END = Pattern.compile("(?<=[.!?])\\s+(?=[A-Z])");
  private static final Pattern CHINESE_END = Pattern.compile("(?<=[。！？；])");
  private static final Pattern ITEM = Pattern.compile("^(?:[-*•]\\s*|\\d+[.、)]\\s+)");
  private static final Pattern HEADING = Pattern.compile("^\\d+(?:\\.\\d+)*\\s+\\S.{0,58}");
  private static final Pattern ENDED = Pattern.compile(".*[.。!！?？;；:：]$");

  /** A sentence that leans on the one before it, or speaks of its document, says little alone. */
  private static final Pattern LEANING =
      Pattern.compile(
          "^(?:It|Its|They|Their|This|That|These|Those|He|She|Until|Therefore|Otherwise|The same"
              + "|Such|Both|What|After|Then|So|But|And|If|Without)\\b.*"
              + "|^(?:\\d|若|如|该|其|此|这|因此|否则|同样|两个|上述|本文|增量|目标以).*"
              + "|.*(?:[Ii]ssued|valid from|last checked|the table|this page|[Aa]mounts are in|印发|有效|本政策|下方|所列|金额均).*");

  /** All quotable sentences of a passage. */
  static List<Statement> of(Passage passage, int index, boolean chinese) {
    List<Statement> statements = new ArrayList<>();
    String path = passage.headingPath();
    String heading = path;
    for (String line : passage.text().split("\\R")) {
      String plain = line.replaceAll("\\s+", " ").strip();
      if (HEADING.matcher(plain).matches() && !ENDED.matcher(plain).matches()) {
        // A heading without a dot begins a new part; "2.2 Targets" stays below what it belongs to.
        heading = (plain.matches("^\\d+\\s.*") ? "" : path + " ") + plain;
      } else if (!plain.contains("|")) {
        String whole = ITEM.matcher(plain).replaceFirst("");
        for (String sentence : (chinese ? CHINESE_END : ENGLISH_END).split(whole)) {
          String clean = sentence.strip();
          if (isQuotable(clean, chinese)) {
            statements.add(new Statement(clean, index, heading));
          }
        }
      }
    }
    return statements;
  }

  private static boolean isQuotable(String sentence, boolean chinese) {
    return sentence.length() >= (chinese ? 10 : 30)
        && sentence.length() <= (chinese ? 70 : 190)
        && ENDED.matcher(sentence).matches()
        && !LEANING.matcher(sentence).matches()
        && sentence.chars().noneMatch(c -> "{}[]“”\"*`".indexOf(c) >= 0);
  }

  /** Where the sentence names an entity; -1 where it does not. */
  int placeOf(Entity entity) {
    return placeOf(text, entity.label());
  }

  boolean isUnder(Entity entity) {
    return placeOf(heading, entity.label()) >= 0;
  }

  private static int placeOf(String text, String label) {
    if (label.chars().anyMatch(c -> c > 0x2E80)) {
      return text.indexOf(label);
    }
    // "Central" and "central" differ, "Portable power" and "portable power" do not.
    boolean anyCase = label.contains(" ") || label.length() >= 10;
    int last = text.length() - label.length();
    for (int at = 0; at <= last; at++) {
      if (text.regionMatches(anyCase, at, label, 0, label.length())
          && !isLetterOrDigit(text, at - 1)
          && !isLetterOrDigit(text, at + label.length())) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isLetterOrDigit(String text, int at) {
    return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
  }

  /** The sentence without its end, as a quotation in a sentence has it. */
  String quote() {
    return text.replaceAll("[.。;；]$", "");
  }
}
