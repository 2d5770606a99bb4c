package dev.rapporteur.knowledge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A piece of a document that can be read and cited by itself.
 *
 * @param id {@code document#digest}; the digest is of headings and text, so the same id always
 *     names the same words, also in a later version of the document
 * @param document the document and version it was taken from
 * @param headings the headings above it, outermost first
 * @param page the page on which it begins, where the format has pages
 * @param text the words, without control characters, zero-width characters or bidirectional
 *     overrides; tables as lines of cells separated by {@code " | "}
 */
public record Passage(
    String id, StrategyDocument document, List<String> headings, OptionalInt page, String text) {

  public Passage {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(document, "document");
    headings = List.copyOf(headings);
    Objects.requireNonNull(page, "page");
    if (text.isBlank()) {
      throw new IllegalArgumentException("empty passage in " + document.id());
    }
  }

  /** A passage whose id follows from its words. */
  public static Passage of(
      StrategyDocument document, List<String> headings, OptionalInt page, String text) {
    return new Passage(
        document.id() + "#" + digest(headings, text), document, headings, page, text);
  }

  /** The headings above the passage as one line, such as {@code Regions > South}. */
  public String headingPath() {
    return String.join(" > ", headings);
  }

  private static String digest(List<String> headings, String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (String heading : headings) {
        sha.update(heading.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
      }
      byte[] digest = sha.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
