package dev.rapporteur.rendering.docx;

import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.DocumentRenderer;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.TagException;
import dev.rapporteur.rendering.TagScope;
import dev.rapporteur.rendering.TagTree;
import dev.rapporteur.rendering.TagWording;
import dev.rapporteur.rendering.docx.WordTemplate.CompiledPackage;
import dev.rapporteur.report.InvalidDefinitionException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Fills a {@link WordTemplate}. One renderer serves any number of threads. */
public final class WordRenderer implements DocumentRenderer {
  private static final String HEADER =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

  /** Beyond this the number of pages says little, and reckoning them takes long. */
  private static final int LARGEST_ESTIMATED = 4 << 20;

  private final WordTemplate template;

  public WordRenderer(WordTemplate template) {
    this.template = template;
  }

  @Override
  public String extension() {
    return "docx";
  }

  @Override
  public void render(ReportContent content, OutputStream out) throws IOException {
    try {
      PackageWriter.write(parts(content), out);
    } catch (TagException fault) {
      throw new InvalidDefinitionException(List.of(template.error(fault.fault())));
    }
  }

  private List<PackedPart> parts(ReportContent content) {
    CompiledPackage compiled = template.compiled();
    TagScope scope = TagScope.of(content.root());
    TagWording wording = new TagWording(content.locale());
    AddedParts added = new AddedParts(compiled.firstNote(), compiled.colors(), content.locale());
    List<ContentsMarkup.Entry> headings = headings(compiled, scope, wording);

    List<PackedPart> filled = new ArrayList<>();
    // Notes come last: they hold what the body refers to.
    List<String> order = new ArrayList<>(compiled.filled().keySet());
    compiled
        .notesPart()
        .ifPresent(
            notes -> {
              order.remove(notes);
              order.add(notes);
            });
    for (String part : order) {
      boolean listsPages = part.equals(compiled.mainPart()) && compiled.hasContents();
      filled.add(
          listsPages
              ? paged(
                  part, out -> writer(part, out, content, wording, added, headings), scope, added)
              : PackedPart.of(
                  part,
                  out ->
                      writer(part, out, content, wording, added, headings)
                          .write(compiled.filled().get(part), scope)));
    }
    filled.add(PackedPart.of(TemplateCompiler.CORE_PROPERTIES, out -> core(content, out)));
    filled.add(PackedPart.of(TemplateCompiler.APP_PROPERTIES, WordRenderer::app));
    DraftRecord.add(content, added, compiled);

    List<PackedPart> parts = new ArrayList<>();
    parts.add(PackedPart.of(WordPackage.TYPES_PART, types(compiled, added)));
    compiled
        .relations()
        .forEach(
            (owner, own) -> {
              List<Relationship> all = new ArrayList<>(own);
              all.addAll(added.relationsFrom(owner));
              if (!all.isEmpty()) {
                parts.add(
                    PackedPart.of(
                        WordPackage.relationshipsPart(owner), RelationshipsMarkup.of(all)));
              }
            });
    parts.addAll(filled);
    parts.addAll(compiled.copied());
    parts.addAll(added.parts());
    return parts;
  }

  private LeafWriter writer(
      String part,
      XmlOut out,
      ReportContent content,
      TagWording wording,
      AddedParts added,
      List<ContentsMarkup.Entry> headings) {
    return new LeafWriter(
        part, out, content, wording, template.compiled().styles(), added, headings);
  }

  /** A part with a table of contents: its page numbers are known when the whole part is. */
  private PackedPart paged(
      String part, Function<XmlOut, LeafWriter> writers, TagScope scope, AddedParts added) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream(1 << 16);
    XmlOut out = new XmlOut(whole::write);
    LeafWriter writer = writers.apply(out);
    writer.write(template.compiled().filled().get(part), scope);
    out.finish();
    byte[] bytes = whole.toByteArray();
    Map<String, Integer> pages = pages(part, bytes, added);
    try (PackedPart.Packing packing = new PackedPart.Packing(part)) {
      int from = 0;
      for (ContentsMarkup.PageNumber number : writer.pageNumbers()) {
        int at = Math.toIntExact(number.position());
        packing.write(bytes, from, at - from);
        Integer page = pages.get(number.bookmark());
        byte[] shown = WordPackage.utf8(page == null ? "" : page.toString());
        packing.write(shown, 0, shown.length);
        from = at;
      }
      packing.write(bytes, from, bytes.length - from);
      return packing.packed();
    }
  }

  private Map<String, Integer> pages(String part, byte[] document, AddedParts added) {
    if (document.length > LARGEST_ESTIMATED) {
      return Map.of();
    }
    List<Integer> notes =
        added.citations().stream().map(c -> c.source().length() + c.quote().length()).toList();
    return PageEstimate.of(
        XmlReader.read(part, document), template.compiled().styles().metrics(), notes);
  }

  private static List<ContentsMarkup.Entry> headings(
      CompiledPackage compiled, TagScope scope, TagWording wording) {
    List<ContentsMarkup.Entry> entries = new ArrayList<>();
    TagTree.fill(
        compiled.headings(),
        scope,
        (leaf, here) -> {
          if (leaf instanceof WordLeaf.Heading heading) {
            StringBuilder words = new StringBuilder();
            TagTree.fill(
                heading.words(), here, (inner, inside) -> words(inner, inside, wording, words));
            entries.add(
                new ContentsMarkup.Entry(
                    heading.level(),
                    words.toString().strip(),
                    DocumentNames.headingBookmark(entries.size() + 1)));
          }
        });
    return entries;
  }

  private static void words(
      WordLeaf leaf, TagScope scope, TagWording wording, StringBuilder words) {
    switch (leaf) {
      case WordLeaf.Markup markup -> words.append(markup.words());
      case WordLeaf.Inline inline -> {
        ContentValue value = scope.value(inline.tag());
        if (!(value instanceof ContentValue.Image)) {
          words.append(wording.words(inline.tag(), value));
        }
      }
      default -> {}
    }
  }

  private static void core(ReportContent content, XmlOut out) {
    String created = content.created().truncatedTo(ChronoUnit.SECONDS).toString();
    out.raw(HEADER).raw("<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/");
    out.raw("2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"");
    out.raw(" xmlns:dcterms=\"http://purl.org/dc/terms/\"");
    out.raw(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
    out.raw("<dc:title>").text(content.title()).raw("</dc:title><dc:creator>");
    out.text(content.author()).raw("</dc:creator><dc:identifier>").text(content.documentId());
    out.raw("</dc:identifier><dc:language>").text(content.locale().toLanguageTag());
    out.raw("</dc:language><cp:lastModifiedBy>").text(content.author());
    out.raw("</cp:lastModifiedBy><cp:revision>").raw(content.version()).raw("</cp:revision>");
    out.raw("<dcterms:created xsi:type=\"dcterms:W3CDTF\">").text(created);
    out.raw("</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">").text(created);
    out.raw("</dcterms:modified></cp:coreProperties>");
  }

  private static void app(XmlOut out) {
    out.raw(HEADER)
        .raw("<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/");
    out.raw("extended-properties\"><Application>Rapporteur</Application></Properties>");
  }

  private static byte[] types(CompiledPackage compiled, AddedParts added) {
    Map<String, String> overrides = new LinkedHashMap<>(compiled.overrides());
    overrides.putAll(added.types());
    StringBuilder out = new StringBuilder(HEADER);
    out.append("<Types xmlns=\"").append(Ooxml.CONTENT_TYPES).append("\">");
    Map<String, String> defaults = new LinkedHashMap<>(compiled.defaultTypes());
    defaults.putIfAbsent("rels", "application/vnd.openxmlformats-package.relationships+xml");
    defaults.putIfAbsent("xml", "application/xml");
    defaults.forEach(
        (ending, type) -> {
          out.append("<Default Extension=\"");
          Markup.escape(ending, out);
          out.append("\" ContentType=\"");
          Markup.escape(type, out);
          out.append("\"/>");
        });
    overrides.forEach(
        (part, type) -> {
          if (type.equals(defaults.get(part.substring(part.lastIndexOf('.') + 1)))) {
            return;
          }
          out.append("<Override PartName=\"/");
          Markup.escape(part, out);
          out.append("\" ContentType=\"");
          Markup.escape(type, out);
          out.append("\"/>");
        });
    return WordPackage.utf8(out.append("</Types>").toString());
  }
}
