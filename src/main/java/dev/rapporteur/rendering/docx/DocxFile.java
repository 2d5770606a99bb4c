package dev.rapporteur.rendering.docx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a Word file from markup. */
final class DocxFile {
  static final String NAMESPACES =
      "xmlns:w=\""
          + Ooxml.W
          + "\" xmlns:r=\""
          + Ooxml.R
          + "\" xmlns:wp=\""
          + Ooxml.WP
          + "\" xmlns:a=\""
          + Ooxml.A
          + "\" xmlns:mc=\""
          + Ooxml.MC
          + "\" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\""
          + " xmlns:v=\""
          + Ooxml.V
          + "\" xmlns:o=\""
          + Ooxml.O
          + "\"";

  private static final String HEADER =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

  private final Map<String, String> parts = new LinkedHashMap<>();
  private final Map<String, String> types = new LinkedHashMap<>();
  private final List<Relationship> relations = new ArrayList<>();
  private final Map<String, List<Relationship>> others = new LinkedHashMap<>();

  DocxFile() {
    types.put("word/document.xml", Ooxml.DOCUMENT_TYPE);
  }

  /** A document with this in its body, plain styles and nothing else. */
  static byte[] withBody(String body) {
    return new DocxFile()
        .document(body)
        .part("styles", "word/styles.xml", "<w:styles " + NAMESPACES + "/>")
        .bytes();
  }

  DocxFile document(String body) {
    parts.put(
        "word/document.xml",
        "<w:document " + NAMESPACES + "><w:body>" + body + "</w:body></w:document>");
    return this;
  }

  /** A part of WordprocessingML that the document refers to, by the type's short name. */
  DocxFile part(String type, String name, String xml) {
    return part(type, name, Ooxml.WORD_TYPE + type + "+xml", xml);
  }

  DocxFile part(String relation, String name, String contentType, String xml) {
    parts.put(name, xml);
    types.put(name, contentType);
    relations.add(
        new Relationship(
            "rId" + (relations.size() + 1), Ooxml.RELATION + relation, name.substring(5), false));
    return this;
  }

  /** A part that the document does not refer to by itself. */
  DocxFile loose(String name, String contentType, String content) {
    parts.put(name, content);
    types.put(name, contentType);
    return this;
  }

  DocxFile relationsOf(String part, Relationship... own) {
    others.put(part, List.of(own));
    return this;
  }

  DocxFile relation(Relationship relation) {
    relations.add(relation);
    return this;
  }

  byte[] bytes() {
    List<PackedPart> packed = new ArrayList<>();
    StringBuilder all =
        new StringBuilder(HEADER + "<Types xmlns=\"" + Ooxml.CONTENT_TYPES + "\">")
            .append(
                "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>")
            .append("<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
    types.forEach(
        (name, type) ->
            all.append("<Override PartName=\"/" + name + "\" ContentType=\"" + type + "\"/>"));
    add(packed, WordPackage.TYPES_PART, all + "</Types>");
    packed.add(
        PackedPart.of(
            "_rels/.rels",
            RelationshipsMarkup.of(
                List.of(
                    new Relationship(
                        "rId1", Ooxml.RELATION + "officeDocument", "word/document.xml", false)))));
    parts.forEach((name, xml) -> add(packed, name, HEADER + xml));
    packed.add(
        PackedPart.of(
            WordPackage.relationshipsPart("word/document.xml"), RelationshipsMarkup.of(relations)));
    others.forEach(
        (part, own) ->
            packed.add(
                PackedPart.of(WordPackage.relationshipsPart(part), RelationshipsMarkup.of(own))));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PackageWriter.write(packed, out);
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    return out.toByteArray();
  }

  private static void add(List<PackedPart> packed, String name, String xml) {
    packed.add(PackedPart.of(name, xml.getBytes(StandardCharsets.UTF_8)));
  }
}
