package dev.rapporteur.rendering.docx;

import dev.rapporteur.rendering.TagFault;
import dev.rapporteur.rendering.TagParser;
import dev.rapporteur.rendering.TemplateTag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Decides what the block tags of a part enclose. A pair within one paragraph encloses runs; a pair
 * of paragraphs of their own encloses the paragraphs and tables between them; a pair in the cells
 * of a table encloses rows. Pairs that fit none of these are told as faults.
 */
final class TagPlacement {
  private static final String OWN_PARAGRAPHS =
      "close it in the same paragraph, or give both tags paragraphs of their own";

  private final TagOffsets offsets;
  private final WordStyles styles;
  private final Consumer<TagFault> faults;
  private final Map<XmlNode.Element, TaggedParagraph> paragraphs = new IdentityHashMap<>();
  private final Map<XmlNode.Element, RowTags> rows = new IdentityHashMap<>();
  private final Map<XmlNode.Element, TemplateTag.Value> charts = new IdentityHashMap<>();

  /**
   * A paragraph and its tags.
   *
   * @param base offset of its text among all texts of the template
   * @param tags all tags in it, in order
   * @param loose those of its block tags that enclose more than runs of it
   * @param blocks to be carried out in its place, if it is a marker
   * @param marker whether it only holds block tags and is not shown
   */
  record TaggedParagraph(
      ParagraphText text,
      int base,
      List<TemplateTag> tags,
      Set<TemplateTag> loose,
      List<TemplateTag> blocks,
      boolean marker) {}

  /**
   * The block tags of a row.
   *
   * @param before carried out before it
   * @param after carried out after it
   * @param marker whether it only holds block tags and is not shown
   */
  record RowTags(List<TemplateTag> before, List<TemplateTag> after, boolean marker) {}

  /** A block tag that its paragraph does not pair, and whether the paragraph is a marker. */
  private record Loose(TemplateTag tag, XmlNode.Element paragraph, boolean marker) {}

  TagPlacement(TagOffsets offsets, WordStyles styles, Consumer<TagFault> faults) {
    this.offsets = offsets;
    this.styles = styles;
    this.faults = faults;
  }

  /** Places all tags of a part. */
  void part(XmlNode.Element root) {
    report(container(root));
  }

  TaggedParagraph paragraph(XmlNode.Element paragraph) {
    return paragraphs.get(paragraph);
  }

  RowTags row(XmlNode.Element row) {
    return rows.get(row);
  }

  /** Whether each row is within a loop or a condition, so that the table can end up empty. */
  boolean mayBeEmpty(XmlNode.Element table) {
    int depth = 0;
    for (XmlNode.Element row : table.elements().filter(e -> e.isWord("tr")).toList()) {
      RowTags tags = row(row);
      depth += opened(tags.before());
      if (depth == 0 && !tags.marker()) {
        return false;
      }
      depth += opened(tags.after());
    }
    return true;
  }

  private static int opened(List<TemplateTag> tags) {
    int depth = 0;
    for (TemplateTag tag : tags) {
      if (tag instanceof TemplateTag.Each || tag instanceof TemplateTag.If) {
        depth++;
      } else if (!(tag instanceof TemplateTag.Else)) {
        depth--;
      }
    }
    return depth;
  }

  /** Places what is in an element with paragraphs and tables; gives what it does not pair. */
  private List<Loose> container(XmlNode.Element container) {
    List<Loose> loose = new ArrayList<>();
    for (XmlNode.Element child : container.elements().toList()) {
      if (child.isWord("p")) {
        loose.addAll(paragraphTags(child));
      } else if (child.isWord("tbl")) {
        table(child);
      } else {
        report(container(child));
      }
    }
    List<Loose> markers = loose.stream().filter(Loose::marker).toList();
    Set<TemplateTag> unpaired = unpaired(markers.stream().map(Loose::tag).toList());
    for (Loose each : markers) {
      if (!unpaired.contains(each.tag())) {
        paragraphs.get(each.paragraph()).blocks().add(each.tag());
      }
    }
    return loose.stream().filter(l -> !l.marker() || unpaired.contains(l.tag())).toList();
  }

  private List<Loose> paragraphTags(XmlNode.Element paragraph) {
    ParagraphText text = ParagraphText.of(paragraph);
    if (styles.headingLevel(paragraph) > 0) {
      offsets.under(text.text());
    }
    int base = offsets.next(text.text());
    TagParser.Tags found = TagParser.parse(text.text(), base);
    found.faults().forEach(faults);
    strayBraces(text.text(), base);
    List<TemplateTag> blocks = found.tags().stream().filter(TagPlacement::isBlock).toList();
    Set<TemplateTag> unpaired = unpaired(blocks);
    boolean marker = !unpaired.isEmpty() && text.onlyText() && holdsOnlyBlocks(text, base, found);
    List<TemplateTag> within = found.tags().stream().filter(t -> !unpaired.contains(t)).toList();
    sameHolder(text, base, within);
    if (marker && paragraph.all().anyMatch(e -> e.isWord("sectPr"))) {
      faults.accept(
          new TagFault(
              base,
              blocks.getFirst().shown() + " stands in a paragraph that ends a section",
              "move the tag to a paragraph of its own before the section break"));
    }
    paragraphs.put(
        paragraph,
        new TaggedParagraph(text, base, found.tags(), unpaired, new ArrayList<>(), marker));
    nested(paragraph);
    return blocks.stream()
        .filter(unpaired::contains)
        .map(tag -> new Loose(tag, paragraph, marker))
        .toList();
  }

  /** Text boxes and the like within the runs of a paragraph. */
  private void nested(XmlNode.Element element) {
    for (XmlNode.Element child : element.elements().toList()) {
      if (child.isWord("txbxContent")) {
        report(container(child));
      } else {
        if (child.isWord("drawing")) {
          drawing(child);
        }
        nested(child);
      }
    }
  }

  /** A chart whose alternative text is a tag. */
  private void drawing(XmlNode.Element drawing) {
    Optional<String> words =
        drawing
            .all()
            .filter(e -> e.is(Ooxml.WP, "docPr"))
            .findFirst()
            .flatMap(properties -> properties.attribute("", "descr"))
            .filter(text -> text.contains("{{"));
    if (words.isEmpty() || drawing.all().noneMatch(e -> e.is(Ooxml.C, "chart"))) {
      return;
    }
    TagParser.Tags found = TagParser.parse(words.get(), offsets.next(words.get()));
    found.faults().forEach(faults);
    if (found.tags().size() == 1 && found.tags().getFirst() instanceof TemplateTag.Value value) {
      charts.put(drawing, value);
    }
  }

  /** The tag of a chart that the template brings, if that is to be filled. */
  Optional<TemplateTag.Value> chart(XmlNode.Element drawing) {
    return Optional.ofNullable(charts.get(drawing));
  }

  private void table(XmlNode.Element table) {
    List<TemplateTag> all = new ArrayList<>();
    Map<XmlNode.Element, List<TemplateTag>> found = new IdentityHashMap<>();
    List<XmlNode.Element> ordered = new ArrayList<>();
    collectRows(table, ordered);
    for (XmlNode.Element row : ordered) {
      List<TemplateTag> tags =
          cells(row).stream().flatMap(cell -> container(cell).stream()).map(Loose::tag).toList();
      found.put(row, tags);
      all.addAll(tags);
    }
    Set<TemplateTag> unpaired = unpaired(all);
    unpaired.forEach(tag -> unmatched(tag, "close it in a row of the same table"));
    for (XmlNode.Element row : ordered) {
      List<TemplateTag> tags =
          found.get(row).stream().filter(tag -> !unpaired.contains(tag)).toList();
      rows.put(row, rowTags(row, tags));
    }
  }

  private static void collectRows(XmlNode.Element holder, List<XmlNode.Element> rows) {
    holder
        .elements()
        .forEach(
            child -> {
              if (child.isWord("tr")) {
                rows.add(child);
              } else if (!child.isWord("tblPr") && !child.isWord("tblGrid")) {
                collectRows(child, rows);
              }
            });
  }

  private static List<XmlNode.Element> cells(XmlNode.Element row) {
    List<XmlNode.Element> cells = new ArrayList<>();
    row.elements()
        .forEach(
            child -> {
              if (child.isWord("tc")) {
                cells.add(child);
              } else if (child.isWord("sdt") || child.isWord("sdtContent")) {
                cells.addAll(cells(child));
              }
            });
    return cells;
  }

  private RowTags rowTags(XmlNode.Element row, List<TemplateTag> tags) {
    boolean marker = !unpaired(tags).isEmpty() && showsNothing(row);
    if (marker) {
      return new RowTags(tags, List.of(), true);
    }
    List<TemplateTag> before = new ArrayList<>();
    List<TemplateTag> after = new ArrayList<>();
    for (TemplateTag tag : tags) {
      switch (tag) {
        case TemplateTag.Each each -> before.add(each);
        case TemplateTag.If choice -> before.add(choice);
        case TemplateTag.EndEach end -> after.add(end);
        case TemplateTag.EndIf end -> after.add(end);
        case TemplateTag.Else otherwise ->
            faults.accept(
                new TagFault(
                    otherwise.start(),
                    "{{else}} stands in a row with other words",
                    "give it a row of its own"));
        case TemplateTag.Value ignored -> {}
        case TemplateTag.Comment ignored -> {}
      }
    }
    return new RowTags(before, after, false);
  }

  /** Whether a row holds nothing but block tags. */
  private boolean showsNothing(XmlNode.Element row) {
    return row.all()
        .filter(element -> element.isWord("p"))
        .map(paragraphs::get)
        .allMatch(p -> p != null && (p.marker() || p.text().text().isBlank()));
  }

  private static boolean isBlock(TemplateTag tag) {
    return !(tag instanceof TemplateTag.Value) && !(tag instanceof TemplateTag.Comment);
  }

  private static boolean holdsOnlyBlocks(ParagraphText text, int base, TagParser.Tags found) {
    if (!found.faults().isEmpty()
        || found.tags().stream().anyMatch(TemplateTag.Value.class::isInstance)) {
      return false;
    }
    StringBuilder rest = new StringBuilder(text.text());
    for (TemplateTag tag : found.tags().reversed()) {
      rest.delete(tag.start() - base, tag.end() - base);
    }
    return rest.toString().isBlank();
  }

  /** The tags of a row of block tags that have no counterpart among them. */
  private static Set<TemplateTag> unpaired(List<TemplateTag> blocks) {
    Set<TemplateTag> unpaired = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<List<TemplateTag>> open = new ArrayDeque<>();
    for (TemplateTag tag : blocks) {
      TemplateTag last = open.isEmpty() ? tag : open.peek().getFirst();
      switch (tag) {
        case TemplateTag.Each each -> open.push(new ArrayList<>(List.of(each)));
        case TemplateTag.If choice -> open.push(new ArrayList<>(List.of(choice)));
        case TemplateTag.EndEach end ->
            closeIf(last instanceof TemplateTag.Each, end, open, unpaired);
        case TemplateTag.EndIf end -> closeIf(last instanceof TemplateTag.If, end, open, unpaired);
        case TemplateTag.Else otherwise -> {
          if (last instanceof TemplateTag.If && open.peek().size() == 1) {
            open.peek().add(otherwise);
          } else {
            unpaired.add(otherwise);
          }
        }
        case TemplateTag.Value ignored -> {}
        case TemplateTag.Comment ignored -> {}
      }
    }
    open.forEach(unpaired::addAll);
    return unpaired;
  }

  private static void closeIf(
      boolean matches, TemplateTag end, Deque<List<TemplateTag>> open, Set<TemplateTag> unpaired) {
    if (matches) {
      open.pop();
    } else {
      unpaired.add(end);
    }
  }

  private void sameHolder(ParagraphText text, int base, List<TemplateTag> tags) {
    Deque<TemplateTag> open = new ArrayDeque<>();
    for (TemplateTag tag : tags) {
      boolean opens = tag instanceof TemplateTag.Each || tag instanceof TemplateTag.If;
      if (!isBlock(tag)) {
        continue;
      }
      if (!open.isEmpty() && !opens) {
        XmlNode.Element from = text.pieceAt(open.peek().start() - base).holder();
        if (from != text.pieceAt(tag.start() - base).holder()) {
          faults.accept(
              new TagFault(
                  tag.start(),
                  tag.shown()
                      + " stands in another link, insertion or content control than "
                      + open.peek().shown(),
                  "put both in the same one"));
        }
      }
      if (opens) {
        open.push(tag);
      } else if (!(tag instanceof TemplateTag.Else)) {
        open.poll();
      }
    }
  }

  private void strayBraces(String text, int base) {
    int before = -1;
    for (int at = text.indexOf("}}"); at >= 0; at = text.indexOf("}}", at + 2)) {
      if (text.lastIndexOf("{{", at) <= before) {
        faults.accept(new TagFault(base + at, "}} closes no tag", "open it with {{"));
      }
      before = at;
    }
  }

  private void report(List<Loose> loose) {
    for (Loose each : loose) {
      unmatched(each.tag(), each.marker() ? "" : OWN_PARAGRAPHS);
    }
  }

  private void unmatched(TemplateTag tag, String hint) {
    String message =
        switch (tag) {
          case TemplateTag.EndEach end -> end.shown() + " has no {{#each}} before it";
          case TemplateTag.EndIf end -> end.shown() + " has no {{#if}} before it";
          case TemplateTag.Else otherwise -> otherwise.shown() + " has no {{#if}} before it";
          default -> tag.shown() + " is not closed";
        };
    faults.accept(new TagFault(tag.start(), message, hint));
  }
}
