package dev.rapporteur.knowledge.lucene;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tartarus.snowball.ext.EnglishStemmer;

/**
 * Cuts text into the terms by which it is found: stems of Latin words, numbers without their
 * thousands separators, numbers with the unit that follows, and each two neighboring characters of
 * Chinese, which has no spaces and whose words mostly have two.
 */
final class Words {
  private static final int MOST_CACHED = 50_000;

  private final CharacterFolding folding;
  private final Map<String, String> stems = new ConcurrentHashMap<>();

  Words(CharacterFolding folding) {
    this.folding = folding;
  }

  /** What a term is. */
  enum Kind {
    WORD,
    NUMBER,
    /** A number and its unit, beside the number itself. */
    QUANTITY,
    /** Two neighboring Chinese characters. */
    PAIR,
    /** One Chinese character, beside the pairs it is part of. */
    CHARACTER
  }

  /**
   * A term at its place.
   *
   * @param position counts words, numbers and single characters
   * @param start offset in the folded text
   * @param end offset in the folded text
   */
  record Term(String text, Kind kind, int position, int start, int end) {}

  /** The terms in the order of their positions. */
  List<Term> of(String text) {
    return ofFolded(folding.fold(text));
  }

  private List<Term> ofFolded(String text) {
    List<Term> terms = new ArrayList<>(text.length());
    int position = 0;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (han(c)) {
        terms.add(new Term(text.substring(i, i + 1), Kind.CHARACTER, position, i, i + 1));
        if (i + 1 < text.length() && han(text.charAt(i + 1))) {
          terms.add(new Term(text.substring(i, i + 2), Kind.PAIR, position, i, i + 2));
        }
        position++;
        i++;
      } else if (digit(c)) {
        i = number(text, i, position++, terms);
      } else if (Character.isLetter(c)) {
        int end = wordEnd(text, i);
        terms.add(new Term(stem(text.substring(i, end)), Kind.WORD, position++, i, end));
        i = end;
      } else {
        i++;
      }
    }
    return terms;
  }

  private static int number(String text, int start, int position, List<Term> terms) {
    int end = start;
    StringBuilder digits = new StringBuilder();
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean between =
          end + 1 < text.length()
              && end > start
              && digit(text.charAt(end + 1))
              && (c == ',' || c == '.');
      if (digit(c) || between && c == '.') {
        digits.append(c);
      } else if (!between) {
        break;
      }
      end++;
    }
    String number = digits.toString();
    terms.add(new Term(number, Kind.NUMBER, position, start, end));
    if (end < text.length() && (han(text.charAt(end)) || text.charAt(end) == '%')) {
      terms.add(new Term(number + text.charAt(end), Kind.QUANTITY, position, start, end + 1));
    }
    return end;
  }

  private static int wordEnd(String text, int start) {
    int end = start;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (!(Character.isLetter(c) && !han(c)) && !digit(c)) {
        break;
      }
      end++;
    }
    return end;
  }

  private String stem(String word) {
    if (word.length() < 3 || word.length() > 40) {
      return word;
    }
    String known = stems.get(word);
    if (known != null) {
      return known;
    }
    if (stems.size() > MOST_CACHED) {
      stems.clear();
    }
    EnglishStemmer stemmer = new EnglishStemmer();
    stemmer.setCurrent(word);
    stemmer.stem();
    stems.put(word, stemmer.getCurrent());
    return stemmer.getCurrent();
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Chinese characters, kana and hangul: scripts written without spaces or with long words. */
  static boolean han(char c) {
    return c >= 0x3400 && c <= 0x9FFF || c >= 0x3040 && c <= 0x30FF || c >= 0xAC00 && c <= 0xD7A3;
  }
}
