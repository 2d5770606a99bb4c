package dev.rapporteur.rendering.docx;

/** Writes drawings that stand in the line of text. */
final class PictureMarkup {
  private static final int EMU_PER_MILLIMETER = 36_000;
  private static final int EMU_PER_TWIP = 635;
  private static final String SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";

  private final XmlOut out;
  private final DocumentNames names;

  PictureMarkup(XmlOut out, DocumentNames names) {
    this.out = out;
    this.names = names;
  }

  /**
   * A picture, made smaller where it is wider than its place.
   *
   * @param picture ids of the relationships to its parts
   * @param place width of the place in twentieths of a point
   */
  void picture(
      AddedParts.Picture picture,
      double widthMillimeters,
      double heightMillimeters,
      String alt,
      int place) {
    double scale =
        Math.min(1, (double) place * EMU_PER_TWIP / (widthMillimeters * EMU_PER_MILLIMETER));
    long width = Math.round(widthMillimeters * EMU_PER_MILLIMETER * scale);
    long height = Math.round(heightMillimeters * EMU_PER_MILLIMETER * scale);
    int number = open(width, height, "Picture", alt);
    out.raw("<a:graphicData uri=\"")
        .raw(Ooxml.PIC)
        .raw("\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"");
    out.raw(number).raw("\" name=\"Picture ").raw(number).raw("\"/><pic:cNvPicPr/></pic:nvPicPr>");
    out.raw("<pic:blipFill><a:blip r:embed=\"").raw(picture.pixels()).raw("\">");
    picture
        .drawing()
        .ifPresent(
            drawing ->
                out.raw("<a:extLst><a:ext uri=\"{96DAC541-7B7A-43D3-8B79-37D633B846F1}\">")
                    .raw("<asvg:svgBlip xmlns:asvg=\"")
                    .raw(SVG)
                    .raw("\" r:embed=\"")
                    .raw(drawing)
                    .raw("\"/></a:ext></a:extLst>"));
    out.raw("</a:blip><a:stretch><a:fillRect/>");
    out.raw("</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"");
    out.raw(width).raw("\" cy=\"").raw(height).raw("\"/></a:xfrm><a:prstGeom prst=\"rect\">");
    out.raw("<a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>");
    close();
  }

  /**
   * A chart.
   *
   * @param relation id of the relationship to its part
   * @param width in twentieths of a point
   * @param height in twentieths of a point
   */
  void chart(String relation, int width, int height, String alt) {
    open((long) width * EMU_PER_TWIP, (long) height * EMU_PER_TWIP, "Chart", alt);
    out.raw("<a:graphicData uri=\"").raw(Ooxml.C).raw("\"><c:chart xmlns:c=\"").raw(Ooxml.C);
    out.raw("\" r:id=\"").raw(relation).raw("\"/></a:graphicData>");
    close();
  }

  private int open(long width, long height, String kind, String alt) {
    int number = names.nextDrawing();
    out.raw("<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">");
    out.raw("<wp:extent cx=\"").raw(width).raw("\" cy=\"").raw(height).raw("\"/>");
    out.raw("<wp:docPr id=\"").raw(number).raw("\" name=\"").raw(kind).raw(" ").raw(number);
    out.raw("\" descr=\"").text(alt).raw("\"/><wp:cNvGraphicFramePr/><a:graphic>");
    return number;
  }

  private void close() {
    out.raw("</a:graphic></wp:inline></w:drawing></w:r>");
  }
}
