package dev.rapporteur.rendering.pdf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openpdf.pdf.ITextOutputDevice;
import org.openpdf.pdf.ITextUserAgent;

/**
 * What a template may read: pictures given as {@code data:} and files of its own folder. Any other
 * address, whatever its scheme, is as if it did not exist; nothing is ever asked of a network.
 */
final class TemplateFiles extends ITextUserAgent {
  private static final long LARGEST = 20_000_000;

  private final Path folder;

  TemplateFiles(ITextOutputDevice device, int dotsPerPixel, Path folder) {
    super(device, dotsPerPixel);
    this.folder = folder;
  }

  /** Addresses stay as written, so that none is made absolute by guessing. */
  @Override
  public String resolveURI(String uri) {
    return uri;
  }

  @Override
  protected InputStream resolveAndOpenStream(String uri) {
    if (uri == null) {
      return null;
    }
    try {
      Path root = folder.toRealPath();
      Path file = root.resolve(uri).toRealPath();
      boolean readable =
          file.startsWith(root) && Files.isRegularFile(file) && Files.size(file) <= LARGEST;
      return readable ? new ByteArrayInputStream(Files.readAllBytes(file)) : null;
    } catch (IOException | RuntimeException absent) {
      return null;
    }
  }

  @Override
  protected URLConnection openConnection(String uri) throws IOException {
    throw new IOException("a template reads only files of its folder, not " + uri);
  }
}
