package dev.rapporteur.review;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What changed between two texts, word by word; a number is one word, and so is each Han character.
 *
 * @param pieces in reading order; those that are not {@link Kind#ADDED} give the text before, those
 *     that are not {@link Kind#REMOVED} the text after
 */
public record WordDiff(List<Piece> pieces) {
  private static final Pattern WORD =
      Pattern.compile(
          "\\d+(?:[.,]\\d+)*|[\\p{L}\\p{M}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]]+|\\s+|.",
          Pattern.DOTALL);

  public WordDiff {
    pieces = List.copyOf(pieces);
  }

  /** What became of a stretch of text. */
  public enum Kind {
    SAME,
    REMOVED,
    ADDED
  }

  /** A stretch of text. */
  public record Piece(Kind kind, String text) {}

  /** Compares two texts. */
  public static WordDiff between(String before, String after) {
    List<String> old = words(before);
    List<String> now = words(after);
    Pieces pieces = new Pieces();
    int at = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(old, now).getDeltas()) {
      int start = delta.getSource().getPosition();
      pieces.add(Kind.SAME, old.subList(at, start));
      pieces.add(Kind.REMOVED, delta.getSource().getLines());
      pieces.add(Kind.ADDED, delta.getTarget().getLines());
      at = start + delta.getSource().size();
    }
    pieces.add(Kind.SAME, old.subList(at, old.size()));
    return new WordDiff(pieces.all);
  }

  public boolean isEmpty() {
    return pieces.stream().allMatch(piece -> piece.kind() == Kind.SAME);
  }

  /** How many words were removed or added, whichever is more; spaces do not count. */
  public int distance() {
    return Math.max(count(Kind.REMOVED), count(Kind.ADDED));
  }

  /** How many words a text has; spaces do not count. */
  public static int length(String text) {
    return (int) words(text).stream().filter(word -> !word.isBlank()).count();
  }

  private int count(Kind kind) {
    return pieces.stream()
        .filter(piece -> piece.kind() == kind)
        .mapToInt(piece -> length(piece.text()))
        .sum();
  }

  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }

  /** Neighbors of one kind are one piece. */
  private static final class Pieces {
    private final List<Piece> all = new ArrayList<>();

    void add(Kind kind, List<String> words) {
      String text = String.join("", words);
      if (text.isEmpty()) {
        return;
      }
      if (!all.isEmpty() && all.getLast().kind() == kind) {
        Piece last = all.removeLast();
        all.add(new Piece(kind, last.text() + text));
      } else {
        all.add(new Piece(kind, text));
      }
    }
  }
}
