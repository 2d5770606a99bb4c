package dev.rapporteur.report.jdbc;

import dev.rapporteur.report.Sha256;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/** The migrations that this program carries, told by one hash: what they are named and contain. */
final class ShippedMigrations {
  private ShippedMigrations() {}

  /**
   * SHA-256 over the names and checksums of the migrations in a folder of the program's jar, as its
   * directory gives them; absent where the program does not run from a jar.
   */
  static Optional<String> fingerprint(String folder) {
    CodeSource source = ShippedMigrations.class.getProtectionDomain().getCodeSource();
    if (source == null || !source.getLocation().getPath().endsWith(".jar")) {
      return Optional.empty();
    }
    try (JarFile jar = new JarFile(new File(source.getLocation().toURI()))) {
      return Optional.of(fingerprint(jar, folder));
    } catch (IOException | java.net.URISyntaxException unreadable) {
      return Optional.empty();
    }
  }

  static String fingerprint(JarFile jar, String folder) {
    String listed =
        jar.stream()
            .filter(entry -> entry.getName().startsWith(folder + "/") && !entry.isDirectory())
            .map(entry -> entry.getName() + ' ' + entry.getCrc() + ' ' + entry.getSize())
            .sorted()
            .collect(Collectors.joining("\n"));
    return Sha256.of(listed.getBytes(StandardCharsets.UTF_8));
  }
}
