package dev.rapporteur.rendering.html;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps punctuation beside its word where the word is an element of its own: the layout may break a
 * line between two elements, and no line begins with a comma or ends with an opening bracket.
 */
final class Punctuation {
  private static final String CLOSING = "，。；：、！？）》」』】〕〉”’…%‰％,.;:!?)]}";
  private static final String OPENING = "（《「『【〔〈“‘([{";

  private Punctuation() {}

  /** The texts with closing marks moved to the text before and opening ones to the text behind. */
  static List<String> kept(List<String> texts) {
    List<String> kept = new ArrayList<>(texts);
    for (int i = 1; i < kept.size(); i++) {
      String text = kept.get(i);
      int end = 0;
      while (end < text.length() && CLOSING.indexOf(text.charAt(end)) >= 0) {
        end++;
      }
      if (!kept.get(i - 1).isEmpty()) {
        kept.set(i - 1, kept.get(i - 1) + text.substring(0, end));
        kept.set(i, text.substring(end));
      }
    }
    for (int i = kept.size() - 2; i >= 0; i--) {
      String text = kept.get(i);
      int start = text.length();
      while (start > 0 && OPENING.indexOf(text.charAt(start - 1)) >= 0) {
        start--;
      }
      kept.set(i + 1, text.substring(start) + kept.get(i + 1));
      kept.set(i, text.substring(0, start));
    }
    return kept;
  }
}
