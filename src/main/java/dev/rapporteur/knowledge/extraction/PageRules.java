package dev.rapporteur.knowledge.extraction;

import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.PDFStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorProcessor;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * Collects the straight lines that are drawn on a page, among them the thin filled rectangles that
 * many programs draw instead of lines.
 */
final class PageRules {
  /** A filled rectangle thinner than this many points is a line. */
  private static final double THIN = 2.5;

  private final PDFStreamEngine engine;
  private final List<double[]> path = new ArrayList<>();

  /** The edges of rectangles on the path, which are lines only where they are stroked. */
  private final List<double[]> edges = new ArrayList<>();

  private final List<RuledTables.Rule> rules = new ArrayList<>();
  private PDRectangle page = PDRectangle.A4;
  private Point2D.Double pen = new Point2D.Double();
  private Point2D.Double start = new Point2D.Double();

  /** Listens to what the engine draws. */
  PageRules(PDFStreamEngine engine) {
    this.engine = engine;
    engine.addOperator(new Drawing("re", this::rectangle));
    engine.addOperator(new Drawing("m", this::move));
    engine.addOperator(new Drawing("l", this::line));
    engine.addOperator(new Drawing("h", numbers -> segment(pen, start)));
    engine.addOperator(new Drawing("n", numbers -> forget()));
    for (String strokes : List.of("S", "s", "B", "B*", "b", "b*")) {
      engine.addOperator(new Drawing(strokes, numbers -> paint(true)));
    }
    for (String fills : List.of("f", "F", "f*")) {
      engine.addOperator(new Drawing(fills, numbers -> paint(false)));
    }
  }

  void startPage(PDRectangle cropBox) {
    page = cropBox;
    forget();
    rules.clear();
  }

  /** The lines drawn so far, measured from the page's upper left corner. */
  List<RuledTables.Rule> rules() {
    return List.copyOf(rules);
  }

  private void rectangle(List<Double> numbers) {
    if (numbers.size() < 4) {
      return;
    }
    double x = numbers.get(0);
    double y = numbers.get(1);
    double width = numbers.get(2);
    double height = numbers.get(3);
    Point2D.Double a = onPage(x, y);
    Point2D.Double b = onPage(x + width, y + height);
    if (Math.abs(a.y - b.y) < THIN || Math.abs(a.x - b.x) < THIN) {
      boolean flat = Math.abs(a.x - b.x) > Math.abs(a.y - b.y);
      double midX = (a.x + b.x) / 2;
      double midY = (a.y + b.y) / 2;
      segment(
          new Point2D.Double(flat ? a.x : midX, flat ? midY : a.y),
          new Point2D.Double(flat ? b.x : midX, flat ? midY : b.y));
    } else {
      edges.add(new double[] {a.x, a.y, b.x, a.y});
      edges.add(new double[] {b.x, a.y, b.x, b.y});
      edges.add(new double[] {b.x, b.y, a.x, b.y});
      edges.add(new double[] {a.x, b.y, a.x, a.y});
    }
  }

  private void move(List<Double> numbers) {
    if (numbers.size() >= 2) {
      pen = onPage(numbers.get(0), numbers.get(1));
      start = pen;
    }
  }

  private void line(List<Double> numbers) {
    if (numbers.size() >= 2) {
      Point2D.Double to = onPage(numbers.get(0), numbers.get(1));
      segment(pen, to);
      pen = to;
    }
  }

  private void segment(Point2D.Double from, Point2D.Double to) {
    path.add(new double[] {from.x, from.y, to.x, to.y});
  }

  private void paint(boolean stroked) {
    if (stroked) {
      path.addAll(edges);
    }
    for (double[] line : path) {
      RuledTables.Rule.of(line[0], line[1], line[2], line[3]).ifPresent(rules::add);
    }
    forget();
  }

  private void forget() {
    path.clear();
    edges.clear();
  }

  private Point2D.Double onPage(double x, double y) {
    AffineTransform matrix =
        engine.getGraphicsState().getCurrentTransformationMatrix().createAffineTransform();
    Point2D.Double point = new Point2D.Double();
    matrix.transform(new Point2D.Double(x, y), point);
    return new Point2D.Double(point.x - page.getLowerLeftX(), page.getUpperRightY() - point.y);
  }

  /** An operator of the page description, with its numbers. */
  private final class Drawing extends OperatorProcessor {
    private final String name;
    private final java.util.function.Consumer<List<Double>> action;

    Drawing(String name, java.util.function.Consumer<List<Double>> action) {
      super(engine);
      this.name = name;
      this.action = action;
    }

    @Override
    public void process(Operator operator, List<COSBase> operands) throws IOException {
      List<Double> numbers = new ArrayList<>();
      for (COSBase operand : operands) {
        if (operand instanceof COSNumber number) {
          numbers.add((double) number.floatValue());
        }
      }
      action.accept(numbers);
    }

    @Override
    public String getName() {
      return name;
    }
  }
}
