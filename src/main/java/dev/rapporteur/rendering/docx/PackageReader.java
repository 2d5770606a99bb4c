package dev.rapporteur.rendering.docx;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Opens a Word file from outside. Its entries are bounded in number and size (a ratio would refuse
 * honest files, which repeat themselves), their names are checked, and what a report has no use for
 * is refused with the reason: macros, embedded programs, foreign content and links that fetch.
 */
final class PackageReader {
  private static final int MOST_ENTRIES = 2_000;
  private static final int LARGEST_FILE = 32 << 20;
  private static final int LARGEST_ENTRY = 40 << 20;
  private static final int LARGEST_TOTAL = 64 << 20;

  private PackageReader() {}

  /**
   * The parts of the file, inspected.
   *
   * @throws RefusedPackageException naming the reason
   */
  static WordPackage read(byte[] file) {
    if (file.length > LARGEST_FILE) {
      throw new RefusedPackageException("it is larger than " + (LARGEST_FILE >> 20) + " MB");
    }
    WordPackage opened = WordPackage.of(entries(file));
    PackageInspection.inspect(opened);
    return opened;
  }

  private static Map<String, byte[]> entries(byte[] file) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    long total = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (seen.size() >= MOST_ENTRIES) {
          throw new RefusedPackageException("it has over " + MOST_ENTRIES + " entries");
        }
        String name = checked(entry.getName());
        if (!seen.add(name.toLowerCase(Locale.ROOT))) {
          throw new RefusedPackageException("the entry " + name + " is there twice");
        }
        if (!entry.isDirectory()) {
          byte[] content = content(zip, name, LARGEST_TOTAL - total);
          total += content.length;
          parts.put(name, content);
        }
      }
    } catch (ZipException damaged) {
      throw new RefusedPackageException("its zip is damaged (" + damaged.getMessage() + ")");
    } catch (IOException | IllegalArgumentException damaged) {
      throw new RefusedPackageException("its zip is damaged", damaged);
    }
    if (parts.isEmpty()) {
      throw new RefusedPackageException("it is not a zip file, so it is not a Word file");
    }
    return parts;
  }

  private static String checked(String name) {
    boolean climbs = name.equals("..") || name.startsWith("../") || name.contains("/../");
    if (climbs
        || name.startsWith("/")
        || name.contains("\\")
        || name.contains(":")
        || name.endsWith("/..")
        || name.chars().anyMatch(c -> c < ' ')) {
      throw new RefusedPackageException("the entry name \"" + name + "\" leaves the package");
    }
    return name;
  }

  private static byte[] content(ZipInputStream zip, String name, long left) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    byte[] buffer = new byte[16_384];
    long allowed = Math.min(left, LARGEST_ENTRY);
    for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
      content.write(buffer, 0, read);
      if (content.size() > allowed) {
        throw new RefusedPackageException(
            "the entry "
                + name
                + " grows beyond the limits of "
                + (LARGEST_ENTRY >> 20)
                + " MB for one and "
                + (LARGEST_TOTAL >> 20)
                + " MB for all");
      }
    }
    return content.toByteArray();
  }
}
