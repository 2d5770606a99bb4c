package dev.rapporteur.knowledge.lucene;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Ways of saying the same thing that share no word: GDP and 国内生产总值. */
final class Synonyms {
  private static final String TABLE = "synonyms.txt";

  private final List<List<Expression>> groups = new ArrayList<>();

  private record Expression(String text, Pattern asWords) {}

  Synonyms(CharacterFolding folding) {
    for (String line : table()) {
      List<Expression> group = new ArrayList<>();
      for (String text : line.split(",")) {
        String folded = folding.fold(text.strip());
        boolean chinese = Words.han(folded.charAt(0));
        String quoted = Pattern.quote(folded);
        group.add(
            new Expression(
                folded, Pattern.compile(chinese ? quoted : "(?<![a-z])" + quoted + "(?![a-z])")));
      }
      groups.add(List.copyOf(group));
    }
  }

  /** What else the expressions in a folded text are called. */
  Set<String> of(String folded) {
    Set<String> others = new LinkedHashSet<>();
    for (List<Expression> group : groups) {
      if (group.stream().anyMatch(expression -> expression.asWords.matcher(folded).find())) {
        group.stream()
            .map(Expression::text)
            .filter(text -> !folded.contains(text))
            .forEach(others::add);
      }
    }
    return others;
  }

  private static List<String> table() {
    try (InputStream in = Synonyms.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException("the installation lacks " + TABLE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(TABLE, e);
    }
  }
}
