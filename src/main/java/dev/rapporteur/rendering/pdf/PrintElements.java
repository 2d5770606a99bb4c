package dev.rapporteur.rendering.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.openpdf.css.sheet.StylesheetInfo;
import org.openpdf.simple.extend.XhtmlNamespaceHandler;
import org.w3c.dom.Element;

/** Our own plain defaults in the place of the library's, and no look from attributes of old. */
final class PrintElements extends XhtmlNamespaceHandler {
  private final StylesheetInfo defaults;

  private PrintElements(String css) {
    this.defaults =
        new StylesheetInfo(StylesheetInfo.Origin.USER_AGENT, "defaults.css", List.of("all"), css);
  }

  /**
   * The defaults.
   *
   * @param fonts how many fonts there are; each but the first has a class of its own
   */
  static PrintElements withFonts(int fonts) {
    StringBuilder css = new StringBuilder();
    try (InputStream in = PrintElements.class.getResourceAsStream("defaults.css")) {
      css.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    for (int i = 1; i < fonts; i++) {
      String name = GlyphCheck.FONT_CLASS + i;
      css.append('.').append(name).append(" { font-family: \"").append(name).append("\" }\n");
    }
    return new PrintElements(css.toString());
  }

  @Override
  public Optional<StylesheetInfo> getDefaultStylesheet() {
    return Optional.of(defaults);
  }

  @Override
  public String getNonCssStyling(Element element) {
    return "";
  }
}
