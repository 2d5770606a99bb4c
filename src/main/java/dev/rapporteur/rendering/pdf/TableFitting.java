package dev.rapporteur.rendering.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openpdf.layout.LayoutContext;
import org.openpdf.newtable.TableBox;
import org.openpdf.pdf.ITextFontContext;
import org.openpdf.pdf.ITextRenderer;
import org.openpdf.render.Box;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Finds tables that the layout made wider than their page, where it would cut them, and makes them
 * narrower: first by smaller words, then in two parts below each other, the first column repeated.
 */
final class TableFitting {
  private static final double SMALLEST_POINTS = 6.3;
  private static final int TOLERANCE_DOTS = 30;

  private final ITextRenderer renderer;
  private final LayoutContext context;

  TableFitting(ITextRenderer renderer) {
    this.renderer = renderer;
    this.context = renderer.getSharedContext().newLayoutContextInstance(new ITextFontContext());
  }

  /** Tables that are too wide as the document is laid out. */
  List<Element> wide() {
    List<Element> elements = new ArrayList<>();
    for (TableBox table : wideBoxes()) {
      elements.add(table.getElement());
    }
    return elements;
  }

  /** Changes the document for the next layout. */
  void narrow() {
    for (TableBox table : wideBoxes()) {
      Element element = table.getElement();
      double points = table.getStyle().getFont(context).size / ITextRenderer.DEFAULT_DOTS_PER_POINT;
      if (points > SMALLEST_POINTS + 0.05) {
        double fitting = points * table.getContainingBlock().getContentWidth() / table.getWidth();
        element.setAttribute(
            "style",
            String.format(
                Locale.ROOT, "font-size: %.2fpt", Math.max(SMALLEST_POINTS, fitting * 0.98)));
      } else {
        split(element);
      }
    }
  }

  private List<TableBox> wideBoxes() {
    List<TableBox> found = new ArrayList<>();
    collect(renderer.getRootBox(), found);
    return found;
  }

  private static void collect(Box box, List<TableBox> found) {
    if (box instanceof TableBox table && table.getElement() != null) {
      if (table.getWidth() > table.getContainingBlock().getContentWidth() + TOLERANCE_DOTS) {
        found.add(table);
      }
      return;
    }
    for (int i = 0; i < box.getChildCount(); i++) {
      collect(box.getChild(i), found);
    }
  }

  /** Moves the right half of the columns into a table of their own behind this one. */
  private static void split(Element table) {
    List<Element> rows = descendants(table, "tr");
    int columns = rows.isEmpty() ? 0 : cells(rows.getFirst()).size();
    if (columns < 3) {
      return;
    }
    int middle = (columns + 1) / 2;
    Element rest = (Element) table.cloneNode(true);
    List<Element> restRows = descendants(rest, "tr");
    for (int i = 0; i < rows.size(); i++) {
      List<Element> left = cells(rows.get(i));
      List<Element> right = cells(restRows.get(i));
      left.subList(Math.min(middle, left.size()), left.size()).forEach(TableFitting::remove);
      right
          .subList(Math.min(1, right.size()), Math.min(middle, right.size()))
          .forEach(TableFitting::remove);
    }
    rest.setAttribute("class", rest.getAttribute("class") + " part");
    table.getParentNode().insertBefore(rest, table.getNextSibling());
  }

  private static void remove(Element element) {
    element.getParentNode().removeChild(element);
  }

  private static List<Element> cells(Element row) {
    List<Element> cells = new ArrayList<>();
    for (Node child = row.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element) {
        cells.add(element);
      }
    }
    return cells;
  }

  private static List<Element> descendants(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    var all = parent.getElementsByTagName(name);
    for (int i = 0; i < all.getLength(); i++) {
      found.add((Element) all.item(i));
    }
    return found;
  }
}
