package dev.rapporteur.rendering.docx;

/** Writes words and numbers as runs. */
final class RunMarkup {
  private final XmlOut out;
  private final DocumentNames names;

  RunMarkup(XmlOut out, DocumentNames names) {
    this.out = out;
    this.names = names;
  }

  /** Words; a line break and a tab in them stay what they are. */
  void words(String properties, String text) {
    if (text.isEmpty()) {
      return;
    }
    out.raw("<w:r>").raw(properties).raw("<w:t xml:space=\"preserve\">");
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\t' || c == '\r') {
        out.text(text.substring(from, i));
        if (c != '\r') {
          out.raw("</w:t>").raw(c == '\n' ? "<w:br/>" : "<w:tab/>");
          out.raw("<w:t xml:space=\"preserve\">");
        }
        from = i + 1;
      }
    }
    out.text(from == 0 ? text : text.substring(from)).raw("</w:t></w:r>");
  }

  /** A number in a content control that carries its figure's id. */
  void figure(String properties, String figureId, String text) {
    openControl(properties, names.figureTag(figureId));
    words(properties, text);
    closeControl();
  }

  void openControl(String properties, String tag) {
    out.raw("<w:sdt><w:sdtPr>").raw(properties).raw("<w:tag w:val=\"").text(tag);
    out.raw("\"/><w:id w:val=\"").raw(names.nextNumber());
    out.raw("\"/><w15:appearance w15:val=\"hidden\"/></w:sdtPr><w:sdtContent>");
  }

  void closeControl() {
    out.raw("</w:sdtContent></w:sdt>");
  }
}
