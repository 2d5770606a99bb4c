package dev.rapporteur.rendering.docx;

/** Writes the word across the page, as Word itself does it: a text path behind the text. */
final class WatermarkMarkup {
  private static final String SHAPE =
      "<w:r><w:rPr><w:noProof/></w:rPr><w:pict><v:shapetype id=\"_x0000_t136\""
          + " coordsize=\"21600,21600\" o:spt=\"136\" adj=\"10800\" path=\"m@7,l@8,m@5,21600l@6,21600e\">"
          + "<v:formulas><v:f eqn=\"sum #0 0 10800\"/><v:f eqn=\"prod #0 2 1\"/>"
          + "<v:f eqn=\"sum 21600 0 @1\"/><v:f eqn=\"sum 0 0 @2\"/><v:f eqn=\"sum 21600 0 @3\"/>"
          + "<v:f eqn=\"if @0 @3 0\"/><v:f eqn=\"if @0 21600 @1\"/><v:f eqn=\"if @0 0 @2\"/>"
          + "<v:f eqn=\"if @0 @4 21600\"/><v:f eqn=\"mid @5 @6\"/><v:f eqn=\"mid @8 @5\"/>"
          + "<v:f eqn=\"mid @7 @8\"/><v:f eqn=\"mid @6 @7\"/><v:f eqn=\"sum @6 0 @5\"/></v:formulas>"
          + "<v:path textpathok=\"t\" o:connecttype=\"custom\""
          + " o:connectlocs=\"@9,0;@10,10800;@11,21600;@12,10800\" o:connectangles=\"270,180,90,0\"/>"
          + "<v:textpath on=\"t\" fitshape=\"t\"/><o:lock v:ext=\"edit\" text=\"t\" shapetype=\"t\"/>"
          + "</v:shapetype><v:shape id=\"PowerPlusWaterMarkObject";

  private WatermarkMarkup() {}

  static void write(XmlOut out, String word, int number) {
    int letters = word.codePoints().map(c -> c >= 0x2E80 ? 2 : 1).sum();
    int width = Math.min(420, 60 * letters);
    out.raw(SHAPE).raw(number).raw("\" o:spid=\"_x0000_s").raw(2048 + number);
    out.raw("\" type=\"#_x0000_t136\" style=\"position:absolute;margin-left:0;margin-top:0;width:");
    out.raw(width).raw("pt;height:").raw(width / 5);
    out.raw("pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;");
    out.raw("mso-position-horizontal-relative:margin;mso-position-vertical:center;");
    out.raw("mso-position-vertical-relative:margin\" o:allowincell=\"f\" fillcolor=\"#e3e6e8\"");
    out.raw(" stroked=\"f\"><v:fill opacity=\".5\"/><v:textpath");
    out.raw(" style=\"font-family:&quot;Noto Sans&quot;;font-size:1pt\" string=\"").text(word);
    out.raw("\"/></v:shape></w:pict></w:r>");
  }
}
