package dev.rapporteur.knowledge.lucene;

import dev.rapporteur.knowledge.DocumentSourceDefinition;
import dev.rapporteur.knowledge.lucene.SourceFiles.SourceFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

/**
 * The documents of one source that the same roles may read. Each shelf has an index of its own.
 *
 * @param source the source's name
 * @param roles who may read
 */
record Shelf(String source, Set<String> roles) {

  Shelf {
    roles = Set.copyOf(roles);
  }

  static Shelf of(DocumentSourceDefinition source, SourceFile file) {
    return new Shelf(source.name(), file.rules().roles());
  }

  boolean readableBy(Set<String> asking) {
    return roles.stream().anyMatch(asking::contains);
  }

  /** A folder name: a role may have any characters, so its hash stands for it. */
  String folder() {
    try {
      String sorted = String.join("\n", new TreeSet<>(roles));
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(sorted.getBytes(StandardCharsets.UTF_8));
      return source + "/" + HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
