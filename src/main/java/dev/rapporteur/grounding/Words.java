package dev.rapporteur.grounding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The cue words of both languages, read from {@code words-en.txt} and {@code words-zh.txt}. */
final class Words {
  private final PhraseTrie<Meaning> phrases = new PhraseTrie<>();

  private static final class Gathered {
    private final Set<Cue> cues = EnumSet.noneOf(Cue.class);
    private final Set<String> concepts = new HashSet<>();
    private final Set<String> dimensions = new HashSet<>();
  }

  static Words read() {
    Words words = new Words();
    Map<String, Gathered> all = new HashMap<>();
    words.gather("words-en.txt", all);
    words.gather("words-zh.txt", all);
    all.forEach(
        (phrase, gathered) ->
            words.phrases.put(
                phrase, new Meaning(gathered.cues, gathered.concepts, gathered.dimensions)));
    return words;
  }

  PhraseTrie.@Nullable Match<Meaning> longest(String lower, int start) {
    return phrases.longest(lower, start);
  }

  /** The meaning of exactly this phrase. */
  @Nullable Meaning meaning(String phrase) {
    return phrases.get(phrase);
  }

  private void gather(String resource, Map<String, Gathered> all) {
    try (InputStream in = Words.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the product lacks its word list " + resource);
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      lines
          .lines()
          .filter(line -> !line.isBlank() && line.charAt(0) != '#')
          .forEach(line -> gatherLine(line, all));
    } catch (IOException e) {
      throw new UncheckedIOException("the word list " + resource + " cannot be read", e);
    }
  }

  private static void gatherLine(String line, Map<String, Gathered> all) {
    int colon = line.indexOf(": ");
    String name = line.substring(0, colon);
    for (String part : line.substring(colon + 2).split(";")) {
      String phrase = SourceText.foldWord(part.strip());
      if (!phrase.isEmpty()) {
        add(all.computeIfAbsent(phrase, key -> new Gathered()), name);
        if (name.startsWith("dimension ")
            && phrase.endsWith("s")
            && !phrase.endsWith("ss")
            && !phrase.endsWith("ies")) {
          add(
              all.computeIfAbsent(phrase.substring(0, phrase.length() - 1), key -> new Gathered()),
              name);
        }
      }
    }
  }

  private static void add(Gathered gathered, String name) {
    if (name.startsWith("concept ")) {
      gathered.concepts.add(name.substring(8));
    } else if (name.startsWith("dimension ")) {
      gathered.dimensions.add(name.substring(10));
    } else {
      gathered.cues.add(Cue.named(name));
    }
  }
}
