package dev.rapporteur.rendering.docx;

/** Namespaces, relationship types and content types of ECMA-376 that this room reads or writes. */
final class Ooxml {
  static final String W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  static final String R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  static final String WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
  static final String A = "http://schemas.openxmlformats.org/drawingml/2006/main";
  static final String C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
  static final String PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture";
  static final String MC = "http://schemas.openxmlformats.org/markup-compatibility/2006";
  static final String W14 = "http://schemas.microsoft.com/office/word/2010/wordml";
  static final String W15 = "http://schemas.microsoft.com/office/word/2012/wordml";
  static final String V = "urn:schemas-microsoft-com:vml";
  static final String O = "urn:schemas-microsoft-com:office:office";
  static final String STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main";
  static final String PACKAGE_RELATIONSHIPS =
      "http://schemas.openxmlformats.org/package/2006/relationships";
  static final String CONTENT_TYPES =
      "http://schemas.openxmlformats.org/package/2006/content-types";

  /** What the types of relationships between parts of an office document begin with. */
  static final String RELATION = R + "/";

  static final String WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
  static final String DOCUMENT_TYPE = WORD_TYPE + "document.main+xml";
  static final String TEMPLATE_TYPE = WORD_TYPE + "template.main+xml";
  static final String CHART_TYPE =
      "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
  static final String WORKBOOK_TYPE =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private Ooxml() {}
}
