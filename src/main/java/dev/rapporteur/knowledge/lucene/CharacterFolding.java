package dev.rapporteur.knowledge.lucene;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * Makes ways of writing the same thing equal: full-width and half-width forms, upper and lower
 * case, accents, traditional and simplified Chinese. Only for finding; what is shown stays as
 * written.
 */
final class CharacterFolding {
  private static final String TABLE = "traditional-to-simplified.txt";
  private static final int FIRST = 0x4E00;
  private static final int LAST = 0x9FFF;

  private final char[] simplified = new char[LAST - FIRST + 1];

  CharacterFolding() {
    for (int i = 0; i < simplified.length; i++) {
      simplified[i] = (char) (FIRST + i);
    }
    List<String> table = table();
    String from = table.get(0);
    String to = table.get(1);
    for (int i = 0; i < from.length(); i++) {
      simplified[from.charAt(i) - FIRST] = to.charAt(i);
    }
  }

  private static List<String> table() {
    try (InputStream in = CharacterFolding.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException("the installation lacks " + TABLE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(TABLE, e);
    }
  }

  String fold(String text) {
    String plain = ascii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
    StringBuilder folded = new StringBuilder(plain.length());
    String lower = plain.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      folded.append(c >= FIRST && c <= LAST ? simplified[c - FIRST] : accentless(c));
    }
    return folded.toString();
  }

  private static boolean ascii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  private static char accentless(char c) {
    if (c < 0xC0 || c > 0x24F) {
      return c;
    }
    return Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0);
  }
}
