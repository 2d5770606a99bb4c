package dev.rapporteur.rendering.docx;

import dev.rapporteur.rendering.TagFault;
import dev.rapporteur.rendering.TagTree;
import dev.rapporteur.rendering.TemplateTag;
import dev.rapporteur.rendering.docx.WordLeaf.Drawn.Hole;
import dev.rapporteur.rendering.docx.WordLeaf.Surroundings;
import dev.rapporteur.rendering.docx.WordLeaf.Surroundings.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Turns a part of a template into a tree of markup and tags. */
final class PartCompiler {
  private final WordStyles styles;
  private final TagPlacement placement;
  private final Kind kind;
  private final Function<String, Optional<OwnChart>> charts;
  private final Consumer<TagFault> faults;
  private final Set<String> droppedBookmarks = new HashSet<>();
  private Assembly out;
  private Surroundings around;
  private int loops;
  private boolean watermarkDue;

  private PartCompiler(
      WordStyles styles,
      TagPlacement placement,
      Kind kind,
      Function<String, Optional<OwnChart>> charts,
      Consumer<TagFault> faults) {
    this.styles = styles;
    this.placement = placement;
    this.kind = kind;
    this.charts = charts;
    this.faults = faults;
    this.out = new Assembly(faults);
    this.around = new Surroundings(kind, false, false, PageWidth.A4);
  }

  /**
   * Compiles a part.
   *
   * @param root its root element, in which the prefixes of {@link Namespaces} are declared
   * @param charts the charts of the template by the ids of the part's relationships to them, as far
   *     as they can be filled
   */
  static List<TagTree<WordLeaf>> compile(
      XmlNode.Element root,
      Kind kind,
      WordStyles styles,
      TagPlacement placement,
      Function<String, Optional<OwnChart>> charts,
      Consumer<TagFault> faults) {
    PartCompiler compiler = new PartCompiler(styles, placement, kind, charts, faults);
    compiler.out.markup().append("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    compiler.watermarkDue = root.isWord("hdr");
    compiler.root(root);
    return compiler.out.done();
  }

  private void root(XmlNode.Element root) {
    Markup.start(root, out.markup());
    if (root.isWord("document")) {
      root.elements()
          .forEach(
              child -> {
                if (child.isWord("body")) {
                  body(child);
                } else {
                  element(child);
                }
              });
    } else {
      container(root);
      if (root.isWord("footnotes")) {
        out.leaf(new WordLeaf.Notes());
      }
    }
    if (watermarkDue) {
      out.markup().append("<w:p>");
      watermark();
      out.markup().append("</w:p>");
    }
    if (root.isWord("hdr") || root.isWord("ftr")) {
      out.leaf(new WordLeaf.LastParagraph());
    }
    Markup.end(root, out.markup());
  }

  private void body(XmlNode.Element body) {
    Markup.start(body, out.markup());
    container(body);
    Markup.end(body, out.markup());
  }

  /** An element that holds paragraphs and tables. */
  private void container(XmlNode.Element container) {
    List<XmlNode.Element> children = container.elements().toList();
    for (int i = 0; i < children.size(); i++) {
      if (kind == Kind.BODY && !around.textBox()) {
        int width = PageWidth.at(children, i).orElse(around.width());
        around = new Surroundings(kind, false, around.plainControl(), width);
      }
      Optional<ContentsField> contents =
          around.flow() ? ContentsField.at(children, i) : Optional.empty();
      if (contents.isPresent()) {
        out.leaf(contents.get().leaf(around.width()));
        i = contents.get().last();
      } else {
        block(children.get(i));
      }
    }
  }

  private void block(XmlNode.Element child) {
    if (child.isWord("p")) {
      paragraph(child);
    } else if (child.isWord("tbl")) {
      table(child);
    } else if (child.isWord("sdt")) {
      control(child, () -> child.wordChild("sdtContent").ifPresent(this::wrapped));
    } else if (child.all().anyMatch(e -> e.isWord("p"))) {
      wrapped(child);
    } else {
      element(child);
    }
  }

  private void wrapped(XmlNode.Element holder) {
    Markup.start(holder, out.markup());
    container(holder);
    Markup.end(holder, out.markup());
  }

  private void paragraph(XmlNode.Element paragraph) {
    TagPlacement.TaggedParagraph tagged = placement.paragraph(paragraph);
    if (tagged.marker()) {
      tagged.blocks().forEach(this::blockTag);
      return;
    }
    int level = around.flow() ? styles.headingLevel(paragraph) : 0;
    String properties = paragraph.wordChild("pPr").map(Markup::of).orElse("");
    Optional<TemplateTag.Value> alone = alone(tagged);
    if (level > 0 && !tagged.text().text().isBlank()) {
      heading(paragraph, tagged, level, properties);
    } else if (alone.isPresent()) {
      ParagraphText.Piece piece = tagged.text().pieceAt(alone.get().start() - tagged.base());
      out.leaf(
          new WordLeaf.Alone(
              alone.get(), properties, hasStyle(paragraph), look(piece.run()), around));
    } else {
      out.markup().append("<w:p>").append(properties);
      watermark();
      inline(paragraph, tagged);
      out.markup().append("</w:p>");
    }
  }

  private void watermark() {
    if (watermarkDue) {
      watermarkDue = false;
      out.leaf(new WordLeaf.Watermark());
    }
  }

  private void heading(
      XmlNode.Element paragraph, TagPlacement.TaggedParagraph tagged, int level, String pPr) {
    Assembly outer = out;
    out = new Assembly(fault -> {});
    inline(paragraph, tagged);
    List<TagTree<WordLeaf>> words = out.done();
    out = outer;
    out.leaf(new WordLeaf.Heading(level, WordPackage.utf8(pPr), words));
  }

  /** The tag that is all a paragraph holds. */
  private static Optional<TemplateTag.Value> alone(TagPlacement.TaggedParagraph tagged) {
    if (tagged.tags().size() != 1
        || !(tagged.tags().getFirst() instanceof TemplateTag.Value value)
        || !tagged.text().onlyText()) {
      return Optional.empty();
    }
    String text = tagged.text().text();
    String rest =
        text.substring(0, value.start() - tagged.base())
            + text.substring(value.end() - tagged.base());
    boolean direct = tagged.text().pieces().stream().allMatch(piece -> piece.holder().isWord("p"));
    return rest.isBlank() && direct ? Optional.of(value) : Optional.empty();
  }

  private boolean hasStyle(XmlNode.Element paragraph) {
    return paragraph
        .wordChild("pPr")
        .flatMap(p -> p.wordChild("pStyle"))
        .flatMap(s -> s.word("val"))
        .filter(id -> !styles.isDefault(id))
        .isPresent();
  }

  /** Children of a paragraph, a link, an insertion or a content control within a paragraph. */
  private void inline(XmlNode.Element holder, TagPlacement.TaggedParagraph tagged) {
    for (XmlNode.Element child : holder.elements().toList()) {
      if (child.isWord("pPr")) {
        continue;
      }
      if (child.isWord("r")) {
        run(child, tagged);
      } else if (child.isWord("sdt")) {
        control(
            child,
            () ->
                child
                    .wordChild("sdtContent")
                    .ifPresent(
                        content -> {
                          Markup.start(content, out.markup());
                          inline(content, tagged);
                          Markup.end(content, out.markup());
                        }));
      } else if (tagged.text().pieces().stream().anyMatch(p -> p.holder() == child)
          || child.elements().anyMatch(e -> e.isWord("r") || e.isWord("sdt"))) {
        Markup.start(child, out.markup());
        inline(child, tagged);
        Markup.end(child, out.markup());
      } else {
        element(child);
      }
    }
  }

  private void run(XmlNode.Element run, TagPlacement.TaggedParagraph tagged) {
    RunWriter writer = new RunWriter(look(run));
    for (XmlNode.Element child : run.elements().toList()) {
      if (child.isWord("rPr") || Markup.isDropped(child)) {
        continue;
      }
      Optional<ParagraphText.Piece> piece =
          tagged.text().pieces().stream().filter(p -> p.element() == child).findFirst();
      if (piece.isPresent()) {
        pieceOfText(piece.get(), tagged, writer);
      } else {
        writer.open();
        element(child);
      }
    }
    writer.close();
  }

  private void pieceOfText(
      ParagraphText.Piece piece, TagPlacement.TaggedParagraph tagged, RunWriter writer) {
    String text = tagged.text().text();
    int from = piece.start();
    for (TemplateTag tag : tagged.tags()) {
      int start = tag.start() - tagged.base();
      int end = tag.end() - tagged.base();
      if (end <= from || start >= piece.end()) {
        continue;
      }
      if (start >= from) {
        writer.text(text.substring(from, start));
        writer.close();
        tag(tag, tagged, writer.look);
      }
      from = Math.min(end, piece.end());
    }
    writer.text(text.substring(Math.min(from, piece.end()), piece.end()));
  }

  private void tag(TemplateTag tag, TagPlacement.TaggedParagraph tagged, RunLook look) {
    if (tag instanceof TemplateTag.Value value) {
      out.leaf(new WordLeaf.Inline(value, look, around));
    } else if (!tagged.loose().contains(tag)) {
      blockTag(tag);
    }
  }

  private void blockTag(TemplateTag tag) {
    if (tag instanceof TemplateTag.Each) {
      loops++;
    } else if (tag instanceof TemplateTag.EndEach) {
      loops--;
    }
    out.block(tag);
  }

  /** Writes a run, or what tags leave of it, as several runs of the same properties. */
  private final class RunWriter {
    final RunLook look;
    private boolean opened;

    RunWriter(RunLook look) {
      this.look = look;
    }

    void open() {
      if (!opened) {
        out.markup().append("<w:r>").append(look.plain());
        opened = true;
      }
    }

    void text(String text) {
      if (!text.isEmpty()) {
        open();
        out.markup().append("<w:t xml:space=\"preserve\">");
        Markup.escape(text, out.markup());
        out.markup().append("</w:t>");
        out.words(text);
      }
    }

    void close() {
      if (opened) {
        out.markup().append("</w:r>");
        opened = false;
      }
    }
  }

  private void table(XmlNode.Element table) {
    boolean mayBeEmpty = placement.mayBeEmpty(table);
    StringBuilder start = new StringBuilder();
    Markup.start(table, start);
    table
        .elements()
        .filter(e -> e.isWord("tblPr") || e.isWord("tblGrid"))
        .forEach(e -> Markup.write(e, start));
    if (mayBeEmpty) {
      out.leaf(new WordLeaf.TableStart(WordPackage.utf8(start.toString())));
    } else {
      out.markup().append(start);
    }
    rows(table, grid(table));
    StringBuilder end = new StringBuilder();
    Markup.end(table, end);
    if (mayBeEmpty) {
      out.leaf(new WordLeaf.TableEnd(WordPackage.utf8(end.toString())));
    } else {
      out.markup().append(end);
    }
  }

  private void rows(XmlNode.Element holder, List<Integer> grid) {
    for (XmlNode.Element child : holder.elements().toList()) {
      if (child.isWord("tr")) {
        row(child, grid);
      } else if (child.isWord("sdt")) {
        control(
            child,
            () ->
                child
                    .wordChild("sdtContent")
                    .ifPresent(
                        content -> {
                          Markup.start(content, out.markup());
                          rows(content, grid);
                          Markup.end(content, out.markup());
                        }));
      } else if (!child.isWord("tblPr") && !child.isWord("tblGrid")) {
        element(child);
      }
    }
  }

  private void row(XmlNode.Element row, List<Integer> grid) {
    TagPlacement.RowTags tags = placement.row(row);
    tags.before().forEach(this::blockTag);
    if (!tags.marker()) {
      Markup.start(row, out.markup());
      cells(row, grid, 0);
      Markup.end(row, out.markup());
    }
    tags.after().forEach(this::blockTag);
  }

  private void cells(XmlNode.Element holder, List<Integer> grid, int firstColumn) {
    int column = firstColumn;
    for (XmlNode.Element child : holder.elements().toList()) {
      if (child.isWord("tc")) {
        int span = cellSpan(child);
        cell(child, width(grid, column, span));
        column += span;
      } else if (child.isWord("sdt")) {
        int at = column;
        control(
            child,
            () ->
                child
                    .wordChild("sdtContent")
                    .ifPresent(
                        content -> {
                          Markup.start(content, out.markup());
                          cells(content, grid, at);
                          Markup.end(content, out.markup());
                        }));
        column++;
      } else {
        element(child);
      }
    }
  }

  private void cell(XmlNode.Element cell, int width) {
    Surroundings outer = around;
    around = new Surroundings(outer.kind(), outer.textBox(), outer.plainControl(), width);
    Markup.start(cell, out.markup());
    for (XmlNode.Element child : cell.elements().toList()) {
      block(child);
    }
    if (mayEndWithoutParagraph(cell)) {
      out.leaf(new WordLeaf.LastParagraph());
    }
    Markup.end(cell, out.markup());
    around = outer;
  }

  private boolean mayEndWithoutParagraph(XmlNode.Element cell) {
    return cell.elements()
        .filter(e -> e.isWord("p"))
        .map(placement::paragraph)
        .anyMatch(p -> p.marker() || alone(p).isPresent());
  }

  private static int cellSpan(XmlNode.Element cell) {
    return cell.wordChild("tcPr")
        .flatMap(p -> p.wordChild("gridSpan"))
        .flatMap(s -> s.word("val"))
        .map(Integer::parseInt)
        .orElse(1);
  }

  private static List<Integer> grid(XmlNode.Element table) {
    return table.wordChild("tblGrid").stream()
        .flatMap(XmlNode.Element::elements)
        .map(column -> column.word("w").map(Integer::parseInt).orElse(0))
        .toList();
  }

  private int width(List<Integer> grid, int column, int span) {
    int width = 0;
    for (int i = column; i < Math.min(column + span, grid.size()); i++) {
      width += grid.get(i);
    }
    return width > 400 ? width - 160 : around.width();
  }

  /** A content control; what its text is bound to or shows as a prompt would undo the filling. */
  private void control(XmlNode.Element control, Runnable content) {
    Surroundings outer = around;
    Markup.start(control, out.markup());
    Optional<XmlNode.Element> properties = control.wordChild("sdtPr");
    if (properties.isPresent()) {
      Markup.start(properties.get(), out.markup());
      properties
          .get()
          .elements()
          .filter(
              p -> !Set.of("id", "showingPlcHdr", "dataBinding", "placeholder").contains(p.local()))
          .forEach(p -> Markup.write(p, out.markup()));
      Markup.end(properties.get(), out.markup());
    }
    boolean plain =
        properties.flatMap(p -> p.wordChild("text")).isPresent() || outer.plainControl();
    around = new Surroundings(outer.kind(), outer.textBox(), plain, outer.width());
    content.run();
    around = outer;
    Markup.end(control, out.markup());
  }

  /** Any other element; paragraphs of text boxes in it are compiled like all others. */
  private void element(XmlNode.Element element) {
    if (Markup.isDropped(element) || isDroppedBookmark(element)) {
      return;
    }
    Optional<TemplateTag.Value> chart = placement.chart(element);
    if (chart.isPresent()) {
      drawing(element, chart.get());
    } else if (element.isWord("txbxContent")) {
      textBox(element);
    } else if (element.is(Ooxml.WP, "docPr")) {
      drawingProperties(element);
    } else if (element.all().noneMatch(e -> e.isWord("txbxContent") || e.is(Ooxml.WP, "docPr"))) {
      Markup.write(element, out.markup());
    } else {
      Markup.start(element, out.markup());
      for (XmlNode child : element.children()) {
        switch (child) {
          case XmlNode.Text text -> Markup.escape(text.text(), out.markup());
          case XmlNode.Element inner -> element(inner);
        }
      }
      Markup.end(element, out.markup());
    }
  }

  private void textBox(XmlNode.Element box) {
    Surroundings outer = around;
    around = new Surroundings(outer.kind(), true, outer.plainControl(), outer.width());
    Markup.start(box, out.markup());
    container(box);
    out.leaf(new WordLeaf.LastParagraph());
    Markup.end(box, out.markup());
    around = outer;
  }

  /** Private characters that no markup has, in the place of what a document fills in. */
  private static final Map<Character, Hole> HOLES =
      Map.of('\uE001', Hole.NUMBER, '\uE002', Hole.ALTERNATIVE_TEXT, '\uE003', Hole.RELATION);

  private void drawing(XmlNode.Element drawing, TemplateTag.Value tag) {
    String relation =
        drawing
            .all()
            .filter(e -> e.is(Ooxml.C, "chart"))
            .findFirst()
            .flatMap(e -> e.attribute(Ooxml.R, "id"))
            .orElse("");
    Optional<OwnChart> own = charts.apply(relation);
    if (own.isEmpty()) {
      faults.accept(
          new TagFault(
              tag.start(),
              tag.shown() + " is the alternative text of a chart that cannot be filled",
              "use bars, columns, lines, areas or a pie"));
      return;
    }
    List<byte[]> pieces = new ArrayList<>();
    List<Hole> holes = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    for (char c : Markup.of(withHoles(drawing)).toCharArray()) {
      Hole hole = HOLES.get(c);
      if (hole == null) {
        piece.append(c);
      } else {
        pieces.add(WordPackage.utf8(piece.toString()));
        holes.add(hole);
        piece.setLength(0);
      }
    }
    pieces.add(WordPackage.utf8(piece.toString()));
    out.leaf(new WordLeaf.Drawn(tag, own.get(), pieces, holes));
  }

  private static XmlNode.Element withHoles(XmlNode.Element element) {
    boolean properties = element.is(Ooxml.WP, "docPr");
    boolean chart = element.is(Ooxml.C, "chart");
    List<XmlNode.Attribute> attributes =
        element.attributes().stream()
            .map(
                a -> {
                  String value =
                      properties && a.name().equals("id")
                          ? "\uE001"
                          : properties && a.name().equals("descr")
                              ? "\uE002"
                              : chart && a.namespace().equals(Ooxml.R) ? "\uE003" : a.value();
                  return new XmlNode.Attribute(a.prefix(), a.local(), a.namespace(), value);
                })
            .toList();
    List<XmlNode> children =
        element.children().stream()
            .map(child -> child instanceof XmlNode.Element inner ? withHoles(inner) : child)
            .toList();
    return new XmlNode.Element(
        element.prefix(), element.local(), element.namespace(), attributes, children);
  }

  /** {@code wp:docPr}, whose id must stay unique when a loop repeats the drawing. */
  private void drawingProperties(XmlNode.Element properties) {
    out.markup().append('<').append(properties.name()).append(" id=\"");
    out.leaf(new WordLeaf.DrawingNumber());
    out.markup().append('"');
    List<XmlNode.Attribute> others =
        properties.attributes().stream().filter(a -> !a.local().equals("id")).toList();
    XmlNode.Element rest =
        new XmlNode.Element(
            properties.prefix(),
            properties.local(),
            properties.namespace(),
            others,
            properties.children());
    String markup = Markup.of(rest);
    out.markup().append(markup.substring(1 + properties.name().length()));
  }

  /** Bookmarks within a loop, and those that Word made for a table of contents. */
  private boolean isDroppedBookmark(XmlNode.Element element) {
    if (element.isWord("bookmarkStart")) {
      boolean dropped = loops > 0 || element.word("name").orElse("").startsWith("_Toc");
      return dropped && droppedBookmarks.add(element.word("id").orElse(""));
    }
    return element.isWord("bookmarkEnd")
        && droppedBookmarks.contains(element.word("id").orElse(""));
  }

  private static RunLook look(XmlNode.Element run) {
    return RunLook.of(run.wordChild("rPr"));
  }
}
