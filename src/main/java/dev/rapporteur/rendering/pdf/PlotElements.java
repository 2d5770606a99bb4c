package dev.rapporteur.rendering.pdf;

import dev.rapporteur.rendering.ReportChart;
import dev.rapporteur.rendering.chart.ChartPlot;
import java.awt.Point;
import java.util.Locale;
import java.util.Map;
import org.openpdf.extend.ReplacedElement;
import org.openpdf.extend.UserAgentCallback;
import org.openpdf.layout.LayoutContext;
import org.openpdf.pdf.ITextOutputDevice;
import org.openpdf.pdf.ITextReplacedElement;
import org.openpdf.pdf.ITextReplacedElementFactory;
import org.openpdf.render.BlockBox;
import org.openpdf.render.PageBox;
import org.openpdf.render.RenderingContext;
import org.openpdf.text.pdf.PdfContentByte;
import org.w3c.dom.Element;

/** Sets the drawings of charts in the place of their elements; pictures as the library does. */
final class PlotElements extends ITextReplacedElementFactory {
  private final Map<String, ReportChart> charts;
  private final DocumentFonts fonts;
  private final Locale locale;
  private final float dotsPerPoint;

  PlotElements(
      ITextOutputDevice device,
      Map<String, ReportChart> charts,
      DocumentFonts fonts,
      Locale locale) {
    super(device);
    this.charts = charts;
    this.fonts = fonts;
    this.locale = locale;
    this.dotsPerPoint = device.getDotsPerPoint();
  }

  @Override
  public ReplacedElement createReplacedElement(
      LayoutContext context, BlockBox box, UserAgentCallback files, int cssWidth, int cssHeight) {
    Element element = box.getElement();
    if (element == null || !element.hasAttribute("data-chart")) {
      return super.createReplacedElement(context, box, files, cssWidth, cssHeight);
    }
    ReportChart chart = charts.get(element.getAttribute("data-chart"));
    if (chart == null) {
      return null;
    }
    ChartPlot plot = new ChartPlot(chart);
    double width =
        (cssWidth > 0 ? cssWidth : box.getContainingBlock().getContentWidth()) / dotsPerPoint;
    double height = cssHeight > 0 ? cssHeight / dotsPerPoint : plot.height(width);
    return new Plot(plot, width, height);
  }

  /** The room of one drawing, in dots, and the drawing itself. */
  private final class Plot implements ITextReplacedElement {
    private final ChartPlot plot;
    private final double width;
    private final double height;
    private Point location = new Point(0, 0);

    Plot(ChartPlot plot, double width, double height) {
      this.plot = plot;
      this.width = width;
      this.height = height;
    }

    @Override
    public void paint(RenderingContext context, ITextOutputDevice device, BlockBox box) {
      PageBox page = context.getPage();
      float pageHeight = page.getHeight(context) / dotsPerPoint;
      var content = box.getContentAreaEdge(box.getAbsX(), box.getAbsY(), context);
      double[] corner = {content.x, content.y};
      device.getTransform().transform(corner, 0, corner, 0, 1);
      PdfContentByte canvas = device.getCurrentPage();
      canvas.saveState();
      plot.draw(
          new PdfCanvas(canvas, corner[0], pageHeight - corner[1], fonts, locale), width, height);
      canvas.restoreState();
    }

    @Override
    public int getIntrinsicWidth() {
      return (int) Math.round(width * dotsPerPoint);
    }

    @Override
    public int getIntrinsicHeight() {
      return (int) Math.round(height * dotsPerPoint);
    }

    @Override
    public Point getLocation() {
      return location;
    }

    @Override
    public void setLocation(int x, int y) {
      location = new Point(x, y);
    }

    @Override
    public void detach(LayoutContext context) {}

    @Override
    public boolean isRequiresInteractivePaint() {
      return false;
    }

    @Override
    public boolean hasBaseline() {
      return false;
    }

    @Override
    public int getBaseline() {
      return 0;
    }
  }
}
