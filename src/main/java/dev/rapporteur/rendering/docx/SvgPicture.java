package dev.rapporteur.rendering.docx;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.view.ViewBox;
import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Draws an SVG as pixels, for readers that do not know SVG. It fetches nothing. */
final class SvgPicture {
  private static final double DOTS_PER_MILLIMETER = 200 / 25.4;
  private static final int MOST_DOTS = 4_000;

  private SvgPicture() {}

  /** The picture as PNG, with 200 dots per inch of the size it is shown at. */
  static byte[] pixels(ContentValue.Image image) {
    // Refuses what is not well formed or declares a document type.
    XmlReader.read("the picture \"" + image.alternativeText() + "\"", image.bytes());
    SVGDocument document =
        new SVGLoader()
            .load(
                new ByteArrayInputStream(image.bytes()),
                null,
                LoaderContext.builder().externalResourcePolicy(ResourcePolicy.DENY_ALL).build());
    if (document == null) {
      throw new RapporteurException(
          FailureKind.DATA,
          "the picture \"" + image.alternativeText() + "\" is no SVG that can be drawn",
          "give it as PNG or JPEG");
    }
    int width = dots(image.widthMillimeters());
    int height = dots(image.heightMillimeters());
    BufferedImage pixels = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = pixels.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    document.render((java.awt.Component) null, graphics, new ViewBox(width, height));
    graphics.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(pixels, "png", png);
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    return png.toByteArray();
  }

  private static int dots(double millimeters) {
    return (int) Math.clamp(millimeters * DOTS_PER_MILLIMETER, 1, MOST_DOTS);
  }
}
