package dev.rapporteur.rendering.pdf;

import dev.rapporteur.rendering.html.TemplateFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import org.openpdf.pdf.ITextOutputDevice;
import org.openpdf.pdf.ITextUserAgent;

/**
 * What a template may read: pictures given as {@code data:} and files of its own folder. Any other
 * address, whatever its scheme, is as if it did not exist; nothing is ever asked of a network.
 */
final class TemplateFiles extends ITextUserAgent {
  private final TemplateFolder folder;

  TemplateFiles(ITextOutputDevice device, int dotsPerPixel, TemplateFolder folder) {
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
    return uri.endsWith(".css")
        ? folder.styles(uri).map(css -> stream(css.getBytes(StandardCharsets.UTF_8))).orElse(null)
        : folder.read(uri).map(TemplateFiles::stream).orElse(null);
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  protected URLConnection openConnection(String uri) throws IOException {
    throw new IOException("a template reads only files of its folder, not " + uri);
  }
}
