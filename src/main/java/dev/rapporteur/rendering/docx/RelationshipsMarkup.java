package dev.rapporteur.rendering.docx;

import java.util.List;

/** Writes the part that holds the relationships of another one. */
final class RelationshipsMarkup {
  private RelationshipsMarkup() {}

  static byte[] of(List<Relationship> relationships) {
    StringBuilder out =
        new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
            .append("<Relationships xmlns=\"")
            .append(Ooxml.PACKAGE_RELATIONSHIPS)
            .append("\">");
    for (Relationship each : relationships) {
      out.append("<Relationship Id=\"");
      Markup.escape(each.id(), out);
      out.append("\" Type=\"");
      Markup.escape(each.type(), out);
      out.append("\" Target=\"");
      Markup.escape(each.target(), out);
      out.append(each.external() ? "\" TargetMode=\"External\"/>" : "\"/>");
    }
    return WordPackage.utf8(out.append("</Relationships>").toString());
  }
}
