package dev.rapporteur.knowledge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two passages that give two numbers for the same thing and year, such as two sales targets for
 * 2024. Nobody but a reader can say which of them holds.
 *
 * <p>Only sentences are compared that have one number beside their year and of which one says
 * nothing that the other does not; what is put in quite different words is not found.
 *
 * @param first the passage that was found first
 * @param said its sentence
 * @param second the other passage
 * @param otherwise the other sentence
 */
public record PassageConflict(Passage first, String said, Passage second, String otherwise) {
  private static final Pattern SENTENCE =
      Pattern.compile("[^。！？；\\n]+?(?:[。！？；\\n]|[.;!?](?=\\s|$)|$)");
  private static final Pattern YEAR = Pattern.compile("(?<!\\d)(?:19|20)\\d{2}(?!\\d|[.,]\\d)");
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\d.,])\\d[\\d,]*(?:\\.\\d+)?(?![\\d])");
  private static final Pattern WORD = Pattern.compile("[\\p{IsLatin}]{2,}|[%％]|[\\p{IsHan}]+");
  private static final Set<String> EMPTY =
      Set.of(
          "the", "is", "are", "of", "in", "for", "to", "and", "at", "by", "be", "an", "on", "will",
          "our", "we", "it", "its", "this", "that", "as", "with", "has", "have", "was", "were");
  private static final String EMPTY_HAN = "的了是在为于与和及将要我们其该";
  private static final int FEWEST_WORDS = 2;

  private record Statement(
      Passage passage, String text, Set<String> years, BigDecimal number, Set<String> words) {

    boolean contradicts(Statement other) {
      boolean same = words.containsAll(other.words) || other.words.containsAll(words);
      int fewer = Math.min(words.size(), other.words.size());
      int more = Math.max(words.size(), other.words.size());
      return years.equals(other.years)
          && number.compareTo(other.number) != 0
          && same
          && fewer >= FEWEST_WORDS
          && fewer * 2 >= more;
    }
  }

  /** The conflicts among passages, in their order; each pair of passages once. */
  public static List<PassageConflict> among(List<Passage> passages) {
    List<PassageConflict> conflicts = new ArrayList<>();
    for (int i = 0; i < passages.size(); i++) {
      for (int j = i + 1; j < passages.size(); j++) {
        between(passages.get(i), passages.get(j)).ifPresent(conflicts::add);
      }
    }
    return List.copyOf(conflicts);
  }

  private static Optional<PassageConflict> between(Passage first, Passage second) {
    for (Statement one : statements(first)) {
      for (Statement two : statements(second)) {
        if (one.contradicts(two)) {
          return Optional.of(new PassageConflict(first, one.text, second, two.text));
        }
      }
    }
    return Optional.empty();
  }

  private static List<Statement> statements(Passage passage) {
    List<Statement> statements = new ArrayList<>();
    Matcher sentence = SENTENCE.matcher(passage.text());
    while (sentence.find()) {
      statement(passage, sentence.group().strip()).ifPresent(statements::add);
    }
    return statements;
  }

  private static Optional<Statement> statement(Passage passage, String text) {
    Set<String> years = years(text);
    if (years.isEmpty()) {
      years = years(passage.headingPath() + " " + passage.document().title());
    }
    List<String> numbers =
        NUMBER
            .matcher(YEAR.matcher(text).replaceAll(" "))
            .results()
            .map(each -> each.group().replace(",", ""))
            .toList();
    return years.size() != 1 || numbers.size() != 1
        ? Optional.empty()
        : Optional.of(
            new Statement(passage, text, years, new BigDecimal(numbers.getFirst()), words(text)));
  }

  private static Set<String> years(String text) {
    Set<String> years = new HashSet<>();
    YEAR.matcher(text).results().forEach(year -> years.add(year.group()));
    return years;
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (word.find()) {
      String found = word.group();
      if (found.charAt(0) < 0x2E80) {
        words.add(found);
        continue;
      }
      for (int i = 0; i < found.length(); i++) {
        if (EMPTY_HAN.indexOf(found.charAt(i)) < 0 && found.charAt(i) != '年') {
          words.add(found.substring(i, i + 1));
        }
      }
    }
    words.removeAll(EMPTY);
    return words;
  }
}
