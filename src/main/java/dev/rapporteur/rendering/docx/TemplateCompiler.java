package dev.rapporteur.rendering.docx;

import dev.rapporteur.rendering.TagFault;
import dev.rapporteur.rendering.TagTree;
import dev.rapporteur.rendering.docx.WordLeaf.Surroundings.Kind;
import dev.rapporteur.report.InvalidDefinitionException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles the parts of a template, and gives it what each document needs. */
final class TemplateCompiler {
  /** Properties that every document writes for itself. */
  static final String CORE_PROPERTIES = "docProps/core.xml";

  static final String APP_PROPERTIES = "docProps/app.xml";

  private final String file;
  private final WordPackage source;
  private final String mainPart;
  private final WordStyles styles;
  private final TagOffsets offsets = new TagOffsets();
  private final List<TagFault> faults = new ArrayList<>();
  private final Map<String, XmlNode.Element> roots = new LinkedHashMap<>();
  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private final Map<String, String> overrides;
  private final Map<String, List<Relationship>> relations = new LinkedHashMap<>();
  private final Set<String> refilled = new HashSet<>();

  private TemplateCompiler(String file, WordPackage source) {
    this.file = file;
    this.source = source;
    this.mainPart = source.mainPart();
    this.overrides = new LinkedHashMap<>(source.overrides());
    this.styles =
        source
            .related("styles")
            .map(part -> WordStyles.of(source.xml(part)))
            .orElseThrow(() -> new RefusedPackageException("it has no styles"));
  }

  static WordTemplate.CompiledPackage compile(String file, WordPackage source) {
    return new TemplateCompiler(file, source).compile();
  }

  private WordTemplate.CompiledPackage compile() {
    overrides.put(mainPart, Ooxml.DOCUMENT_TYPE);
    readRoots();
    addMissingHeaders();
    Map<String, List<TagTree<WordLeaf>>> filled = new LinkedHashMap<>();
    roots.forEach((part, root) -> filled.put(part, compile(part, root)));
    if (!faults.isEmpty()) {
      throw new InvalidDefinitionException(
          faults.stream().map(fault -> offsets.error(file, fault)).toList());
    }
    Optional<String> notes = source.related("footnotes");
    boolean hasContents = hasContents(filled.get(mainPart));
    return new WordTemplate.CompiledPackage(
        mainPart,
        copied(),
        filled,
        kinds,
        hasContents ? headingsIn(filled.get(mainPart)) : List.of(),
        hasContents,
        relations,
        source.defaultTypes(),
        overrides,
        styles,
        new ChartColors(source.related("theme").isPresent()),
        notes.map(this::firstNote).orElse(0),
        notes,
        offsets);
  }

  private void readRoots() {
    for (String part : source.parts().keySet()) {
      String type = source.typeOf(part);
      Optional<Kind> kind =
          part.equals(mainPart)
              ? Optional.of(Kind.BODY)
              : switch (type.replace(Ooxml.WORD_TYPE, "")) {
                case "header+xml", "footer+xml" -> Optional.of(Kind.HEADER_OR_FOOTER);
                case "footnotes+xml", "endnotes+xml" -> Optional.of(Kind.NOTES);
                default -> Optional.empty();
              };
      kind.ifPresent(
          k -> {
            kinds.put(part, k);
            roots.put(part, Namespaces.declaredIn(part, source.xml(part)));
            relations.put(part, new ArrayList<>(source.relationships(part)));
          });
    }
  }

  /** The watermark stands in headers, so each kind of page has to have one. */
  private void addMissingHeaders() {
    List<XmlNode.Element> sections =
        roots.get(mainPart).all().filter(e -> e.isWord("sectPr")).toList();
    if (sections.isEmpty()) {
      return;
    }
    XmlNode.Element first = sections.getFirst();
    addHeader(first, "default");
    if (sections.stream().anyMatch(section -> section.wordChild("titlePg").isPresent())) {
      addHeader(first, "first");
    }
    boolean evenPages =
        source
            .related("settings")
            .map(part -> source.xml(part).wordChild("evenAndOddHeaders").isPresent())
            .orElse(false);
    if (evenPages) {
      addHeader(first, "even");
    }
  }

  private void addHeader(XmlNode.Element section, String type) {
    boolean there =
        section
            .elements()
            .filter(e -> e.isWord("headerReference"))
            .anyMatch(e -> e.word("type").orElse("").equals(type));
    if (there) {
      return;
    }
    String part = "word/reportHeader-" + type + ".xml";
    String id = "rIdReportHeader-" + type;
    XmlNode.Element paragraph =
        new XmlNode.Element("w", "p", Ooxml.W, List.of(), new ArrayList<>());
    XmlNode.Element header =
        new XmlNode.Element("w", "hdr", Ooxml.W, List.of(), new ArrayList<>(List.of(paragraph)));
    roots.put(part, Namespaces.declaredIn(part, header));
    kinds.put(part, Kind.HEADER_OR_FOOTER);
    overrides.put(part, Ooxml.WORD_TYPE + "header+xml");
    relations.put(part, new ArrayList<>());
    relations
        .get(mainPart)
        .add(
            new Relationship(
                id, Ooxml.RELATION + "header", part.substring("word/".length()), false));
    section
        .children()
        .addFirst(
            new XmlNode.Element(
                "w",
                "headerReference",
                Ooxml.W,
                List.of(
                    new XmlNode.Attribute("w", "type", Ooxml.W, type),
                    new XmlNode.Attribute("r", "id", Ooxml.R, id)),
                List.of()));
  }

  private List<TagTree<WordLeaf>> compile(String part, XmlNode.Element root) {
    offsets.enter(part);
    TagPlacement placement = new TagPlacement(offsets, styles, faults::add);
    placement.part(root);
    return PartCompiler.compile(
        root, kinds.get(part), styles, placement, id -> ownChart(part, id), faults::add);
  }

  /** A chart of the template that is filled; what it is filled from is not copied. */
  private Optional<OwnChart> ownChart(String owner, String id) {
    Optional<String> found =
        source.relationships(owner).stream()
            .filter(r -> r.id().equals(id) && r.hasType("chart") && !r.external())
            .map(r -> r.resolvedFrom(owner))
            .filter(source.parts()::containsKey)
            .findFirst();
    if (found.isEmpty() || OwnChart.obstacle(source.xml(found.get())).isPresent()) {
      return Optional.empty();
    }
    String part = found.get();
    List<Relationship> others = new ArrayList<>();
    for (Relationship each : source.relationships(part)) {
      if (each.hasType("package")) {
        leaveOut(each.resolvedFrom(part));
      } else {
        others.add(new Relationship(each.id(), each.type(), "/" + each.resolvedFrom(part), false));
      }
    }
    leaveOut(part);
    leaveOut(WordPackage.relationshipsPart(part));
    relations.get(owner).removeIf(r -> r.id().equals(id));
    return Optional.of(new OwnChart(source.xml(part), others));
  }

  private void leaveOut(String part) {
    refilled.add(part);
    overrides.remove(part);
  }

  private static boolean hasContents(List<TagTree<WordLeaf>> trees) {
    return trees.stream()
        .anyMatch(
            tree ->
                switch (tree) {
                  case TagTree.Leaf<WordLeaf> leaf -> leaf.content() instanceof WordLeaf.Contents;
                  case TagTree.Each<WordLeaf> each -> hasContents(each.body());
                  case TagTree.If<WordLeaf> choice ->
                      hasContents(choice.then()) || hasContents(choice.otherwise());
                });
  }

  /** Only the headings of a tree, with the loops and conditions they are in. */
  private static List<TagTree<WordLeaf>> headingsIn(List<TagTree<WordLeaf>> trees) {
    List<TagTree<WordLeaf>> found = new ArrayList<>();
    for (TagTree<WordLeaf> tree : trees) {
      switch (tree) {
        case TagTree.Leaf<WordLeaf> leaf -> {
          if (leaf.content() instanceof WordLeaf.Heading) {
            found.add(leaf);
          }
        }
        case TagTree.Each<WordLeaf> each -> {
          List<TagTree<WordLeaf>> body = headingsIn(each.body());
          if (!body.isEmpty()) {
            found.add(new TagTree.Each<>(each.tag(), body));
          }
        }
        case TagTree.If<WordLeaf> choice -> {
          List<TagTree<WordLeaf>> then = headingsIn(choice.then());
          List<TagTree<WordLeaf>> otherwise = headingsIn(choice.otherwise());
          if (!then.isEmpty() || !otherwise.isEmpty()) {
            found.add(new TagTree.If<>(choice.tag(), then, otherwise));
          }
        }
      }
    }
    return found;
  }

  private int firstNote(String part) {
    return roots
            .get(part)
            .elements()
            .filter(e -> e.isWord("footnote"))
            .mapToInt(e -> e.word("id").map(Integer::parseInt).orElse(0))
            .max()
            .orElse(0)
        + 1;
  }

  private List<PackedPart> copied() {
    Set<String> written =
        Set.of(WordPackage.TYPES_PART, "_rels/.rels", CORE_PROPERTIES, APP_PROPERTIES);
    String stylesPart = source.related("styles").orElse("");
    String settingsPart = source.related("settings").orElse("");
    List<PackedPart> copied = new ArrayList<>();
    source
        .parts()
        .forEach(
            (name, bytes) -> {
              boolean ofFilledPart =
                  kinds.keySet().stream()
                      .anyMatch(part -> name.equals(WordPackage.relationshipsPart(part)));
              if (written.contains(name)
                  || refilled.contains(name)
                  || kinds.containsKey(name)
                  || ofFilledPart) {
                return;
              }
              byte[] content =
                  name.equals(stylesPart)
                      ? completedStyles(bytes)
                      : name.equals(settingsPart) ? quietSettings(name) : bytes;
              copied.add(PackedPart.of(name, content));
            });
    relations.put("", rootRelations());
    return copied;
  }

  private byte[] completedStyles(byte[] bytes) {
    String missing = styles.missing();
    if (missing.isEmpty()) {
      return bytes;
    }
    XmlNode.Element root =
        Namespaces.declaredIn("styles", source.xml(source.related("styles").orElseThrow()));
    StringBuilder out =
        new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    Markup.start(root, out);
    root.elements().forEach(child -> Markup.write(child, out));
    out.append(missing);
    Markup.end(root, out);
    return WordPackage.utf8(out.toString());
  }

  /** Without the request to update all fields, for which Word asks the reader on opening. */
  private byte[] quietSettings(String part) {
    XmlNode.Element root = source.xml(part);
    root.children()
        .removeIf(
            child ->
                child instanceof XmlNode.Element element
                    && (element.isWord("updateFields")
                        || element.isWord("rsids")
                        || element.isWord("attachedTemplate")));
    return WordPackage.utf8(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + Markup.of(root));
  }

  private List<Relationship> rootRelations() {
    List<Relationship> kept =
        new ArrayList<>(
            source.relationships("").stream()
                .filter(
                    r ->
                        !r.type().endsWith("-properties") || r.type().endsWith("custom-properties"))
                .filter(r -> !r.type().endsWith("/thumbnail"))
                .toList());
    kept.add(
        new Relationship(
            "rIdReportCore",
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            CORE_PROPERTIES,
            false));
    kept.add(
        new Relationship(
            "rIdReportApp", Ooxml.RELATION + "extended-properties", APP_PROPERTIES, false));
    overrides.put(CORE_PROPERTIES, "application/vnd.openxmlformats-package.core-properties+xml");
    overrides.put(
        APP_PROPERTIES, "application/vnd.openxmlformats-officedocument.extended-properties+xml");
    return kept;
  }
}
