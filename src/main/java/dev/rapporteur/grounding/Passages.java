package dev.rapporteur.grounding;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the cited passages say, for quotations and for numbers with a citation. */
final class Passages {
  private final List<Read> passages = new ArrayList<>();

  private record Read(String id, String words, List<Quantity> numbers) {
    Read {
      numbers = List.copyOf(numbers);
    }
  }

  Passages(List<CitedPassage> cited, Words words) {
    for (CitedPassage passage : cited) {
      String lower = SourceText.of(passage.text()).lower();
      passages.add(new Read(passage.id(), squeezed(lower), numbers(lower, words)));
    }
  }

  private static List<Quantity> numbers(String lower, Words words) {
    NumberReader reader = new NumberReader(lower, words, new PhraseTrie<>());
    List<Quantity> numbers = new ArrayList<>();
    for (int i = 0; i < lower.length(); ) {
      NumberReader.Hit hit = Character.isWhitespace(lower.charAt(i)) ? null : reader.read(i);
      if (hit != null) {
        numbers.add(hit.quantity());
      }
      i = hit == null ? i + 1 : hit.end();
    }
    return numbers;
  }

  boolean none() {
    return passages.isEmpty();
  }

  /** The passage that holds these words; {@code null} where none does. */
  @Nullable String quoting(String lower) {
    String wanted = squeezed(lower);
    for (Read passage : passages) {
      if (passage.words().contains(wanted)) {
        return passage.id();
      }
    }
    return null;
  }

  /** The passage that holds this number; {@code null} where none does. */
  @Nullable String holding(Quantity quantity) {
    for (Read passage : passages) {
      for (Quantity number : passage.numbers()) {
        boolean same =
            number.kind() == quantity.kind()
                || number.currency().isEmpty() != quantity.currency().isEmpty();
        if (same && quantity.accepts(number.value())) {
          return passage.id();
        }
      }
    }
    return null;
  }

  /** Words without blanks and marks, so that a line break in a document does not matter. */
  private static String squeezed(String lower) {
    StringBuilder letters = new StringBuilder(lower.length());
    for (int i = 0; i < lower.length(); i++) {
      if (Character.isLetterOrDigit(lower.charAt(i)) || lower.charAt(i) == '%') {
        letters.append(lower.charAt(i));
      }
    }
    return letters.toString();
  }
}
