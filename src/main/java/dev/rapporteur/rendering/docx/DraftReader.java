package dev.rapporteur.rendering.docx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the paragraphs of a draft in the order of the document, with what was deleted and inserted
 * under change tracking kept apart.
 */
final class DraftReader {
  private static final String NARRATIVE = "narr_";

  private final List<DraftParagraph> paragraphs = new ArrayList<>();
  private final Deque<String> controls = new ArrayDeque<>();
  private final Map<String, String> openBookmarks = new HashMap<>();
  private final Set<String> openComments = new HashSet<>();
  private String joinedNow = "";

  /** What a draft holds. */
  record Draft(
      Optional<DraftIdentity> identity,
      List<DraftParagraph> paragraphs,
      Map<String, Comment> comments,
      Map<String, String> figuresByTag,
      Map<String, String> blocksByName) {
    String figure(String tag) {
      return figuresByTag.getOrDefault(tag, tag);
    }

    String block(String name) {
      return blocksByName.getOrDefault(name, name.substring(NARRATIVE.length()));
    }
  }

  /** A comment as its author wrote it. */
  record Comment(String author, String text) {}

  private DraftReader() {}

  static Draft read(byte[] docx) {
    WordPackage opened = PackageReader.read(docx);
    DraftReader reader = new DraftReader();
    reader.container(
        opened
            .xml(opened.mainPart())
            .wordChild("body")
            .orElseThrow(() -> new RefusedPackageException("it has no text")));
    Optional<XmlNode.Element> record = record(opened);
    Map<String, String> figures = new HashMap<>();
    Map<String, String> blocks = new HashMap<>();
    record.ifPresent(
        root -> {
          root.elements()
              .filter(e -> e.local().equals("figure"))
              .forEach(e -> figures.put(value(e, "tag"), value(e, "id")));
          root.elements()
              .filter(e -> e.local().equals("block"))
              .forEach(e -> blocks.put(value(e, "name"), value(e, "id")));
        });
    return new Draft(
        record.flatMap(DraftReader::identity),
        List.copyOf(reader.paragraphs),
        comments(opened),
        figures,
        blocks);
  }

  private static Optional<XmlNode.Element> record(WordPackage opened) {
    return opened.parts().keySet().stream()
        .filter(part -> part.startsWith("customXml/") && part.endsWith(".xml"))
        .map(opened::xml)
        .filter(root -> root.is(DraftRecord.NAMESPACE, "draft"))
        .findFirst();
  }

  private static Optional<DraftIdentity> identity(XmlNode.Element record) {
    String version = value(record, "version");
    return version.matches("\\d{1,9}")
        ? Optional.of(new DraftIdentity(value(record, "document"), Integer.parseInt(version)))
        : Optional.empty();
  }

  private static Map<String, Comment> comments(WordPackage opened) {
    Map<String, Comment> comments = new LinkedHashMap<>();
    opened
        .related("comments")
        .ifPresent(
            part ->
                opened
                    .xml(part)
                    .elements()
                    .filter(e -> e.isWord("comment"))
                    .forEach(
                        e ->
                            comments.put(
                                e.word("id").orElse(""),
                                new Comment(
                                    e.word("author").orElse(""),
                                    String.join(
                                        "\n",
                                        e.elements()
                                            .map(ParagraphText::of)
                                            .map(ParagraphText::text)
                                            .toList())))));
    return comments;
  }

  private static String value(XmlNode.Element element, String attribute) {
    return element.attribute("", attribute).orElse("");
  }

  private void container(XmlNode.Element container) {
    for (XmlNode.Element child : container.elements().toList()) {
      if (child.isWord("p")) {
        paragraph(child);
      } else if (child.isWord("sdt")) {
        control(child, this::container);
      } else if (!anchor(child)) {
        container(child);
      }
    }
  }

  private void control(
      XmlNode.Element control, java.util.function.Consumer<XmlNode.Element> inside) {
    controls.push(tag(control));
    control.wordChild("sdtContent").ifPresent(inside);
    controls.pop();
  }

  private static String tag(XmlNode.Element control) {
    return control
        .wordChild("sdtPr")
        .flatMap(p -> p.wordChild("tag"))
        .flatMap(t -> t.word("val"))
        .orElse("");
  }

  /** Starts and ends of bookmarks and comments; whether it was one. */
  private boolean anchor(XmlNode.Element element) {
    String id = element.word("id").orElse("");
    switch (element.local()) {
      case "bookmarkStart" -> {
        String name = element.word("name").orElse("");
        if (name.startsWith(NARRATIVE)) {
          openBookmarks.put(id, name);
        }
      }
      case "bookmarkEnd" -> openBookmarks.remove(id);
      case "commentRangeStart" -> openComments.add(id);
      case "commentRangeEnd" -> openComments.remove(id);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> first(Set<String> names) {
    return names.stream().findFirst();
  }

  /** Entries of a table of contents, which editors rewrite on their own. */
  private static boolean isContents(XmlNode.Element paragraph) {
    String style =
        paragraph
            .wordChild("pPr")
            .flatMap(p -> p.wordChild("pStyle"))
            .flatMap(s -> s.word("val"))
            .orElse("");
    return style.matches("(?i)(toc|contents)\\d")
        || paragraph
            .all()
            .filter(e -> e.isWord("instrText"))
            .anyMatch(e -> e.text().strip().matches("(?s)(TOC|PAGEREF)\\b.*"));
  }

  private void paragraph(XmlNode.Element paragraph) {
    ParagraphReader reader = new ParagraphReader();
    reader.holder(paragraph, Change.NONE);
    Optional<XmlNode.Element> mark = paragraph.wordChild("pPr").flatMap(p -> p.wordChild("rPr"));
    boolean joined = mark.flatMap(m -> m.wordChild("del")).isPresent();
    mark.stream()
        .flatMap(XmlNode.Element::elements)
        .filter(e -> e.isWord("ins") || e.isWord("del"))
        .forEach(e -> e.word("author").ifPresent(reader.authors::add));
    String now = joinedNow + reader.now;
    // A deleted paragraph mark joins the paragraph with the next one.
    joinedNow = joined ? now : "";
    if (isContents(paragraph)) {
      return;
    }
    paragraphs.add(
        new DraftParagraph(
            reader.was.toString(),
            joined ? "" : now,
            first(reader.controlled),
            first(reader.bookmarked),
            reader.figures,
            List.copyOf(reader.authors),
            List.copyOf(reader.comments)));
    reader.boxes.forEach(this::container);
  }

  private enum Change {
    NONE,
    INSERTED,
    DELETED
  }

  /** Reads the runs of one paragraph. */
  private final class ParagraphReader {
    final StringBuilder was = new StringBuilder();
    final StringBuilder now = new StringBuilder();
    final List<DraftParagraph.FigureText> figures = new ArrayList<>();
    final Set<String> authors = new LinkedHashSet<>();
    final Set<String> comments = new LinkedHashSet<>(openComments);
    final List<XmlNode.Element> boxes = new ArrayList<>();
    final Set<String> controlled = new LinkedHashSet<>();
    final Set<String> bookmarked = new LinkedHashSet<>(openBookmarks.values());

    ParagraphReader() {
      controls.forEach(this::name);
    }

    private void name(String tag) {
      if (tag.startsWith(NARRATIVE)) {
        controlled.add(tag);
      }
    }

    void holder(XmlNode.Element holder, Change change) {
      for (XmlNode.Element child : holder.elements().toList()) {
        switch (child.local()) {
          case "r" -> run(child, change);
          case "ins", "moveTo" -> changed(child, Change.INSERTED);
          case "del", "moveFrom" -> changed(child, Change.DELETED);
          case "sdt" -> figureControl(child, change);
          case "pPr", "sdtPr" -> {}
          default -> {
            if (anchor(child)) {
              bookmarked.addAll(openBookmarks.values());
              comments.addAll(openComments);
            } else {
              holder(child, change);
            }
          }
        }
      }
    }

    private void changed(XmlNode.Element element, Change change) {
      element.word("author").ifPresent(authors::add);
      holder(element, change);
    }

    private void figureControl(XmlNode.Element control, Change change) {
      String tag = tag(control);
      name(tag);
      int from = now.length();
      control(control, content -> holder(content, change));
      if (!tag.isEmpty() && !tag.startsWith(NARRATIVE)) {
        figures.add(new DraftParagraph.FigureText(tag, now.substring(from)));
      }
    }

    private void run(XmlNode.Element run, Change change) {
      for (XmlNode.Element child : run.elements().toList()) {
        switch (child.local()) {
          case "t", "delText" -> add(child.text(), change);
          case "tab" -> add("\t", change);
          case "br" -> add(child.word("type").isPresent() ? "" : "\n", change);
          case "cr" -> add("\n", change);
          case "noBreakHyphen" -> add("\u2011", change);
          case "rPr" -> {}
          default -> child.all().filter(e -> e.isWord("txbxContent")).forEach(boxes::add);
        }
      }
    }

    private void add(String text, Change change) {
      if (change != Change.DELETED) {
        now.append(text);
      }
      if (change != Change.INSERTED) {
        was.append(text);
      }
    }
  }
}
