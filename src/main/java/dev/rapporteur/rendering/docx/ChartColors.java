package dev.rapporteur.rendering.docx;

import dev.rapporteur.rendering.ReportChart.Role;

/**
 * Fills and lines of charts: of the template's theme where it has one, so that charts follow the
 * company's colors. Every fill is explicit, since readers differ in what they draw without one. A
 * role looks the same in every chart and differs from others in grey too.
 */
record ChartColors(boolean themed) {

  /** A solid or outlined area. */
  String area(Role role) {
    return switch (role) {
      case ACTUAL -> solid(color("accent1", "1F4E79")) + none();
      case PREVIOUS_YEAR -> solid(lighter()) + none();
      case PLAN ->
          solid("<a:schemeClr val=\"bg1\"/>", "FFFFFF")
              + line(color("accent1", "1F4E79"), 12_700, "sysDash");
      case OTHER -> solid(color("accent3", "7F8C8D")) + none();
    };
  }

  /** What rose in a waterfall. */
  String increaseArea() {
    return solid(
            themed
                ? "<a:schemeClr val=\"accent1\"><a:satMod val=\"64000\"/><a:lumOff val=\"20000\"/>"
                    + "</a:schemeClr>"
                : "<a:srgbClr val=\"4F81AE\"/>")
        + none();
  }

  /** An area of a negative value: the second color, hatched. */
  String negativeArea() {
    return "<a:pattFill prst=\"wdUpDiag\"><a:fgClr>"
        + color("accent2", "B4532A")
        + "</a:fgClr><a:bgClr>"
        + (themed ? "<a:schemeClr val=\"bg1\"/>" : "<a:srgbClr val=\"FFFFFF\"/>")
        + "</a:bgClr></a:pattFill>"
        + line(color("accent2", "B4532A"), 9_525, "solid");
  }

  /** The n-th part of a stack. */
  String stackArea(int index, int count) {
    int light = lightness(index, count);
    String base = themed ? "<a:schemeClr val=\"accent1\">" : "<a:srgbClr val=\"1F4E79\">";
    String end = themed ? "</a:schemeClr>" : "</a:srgbClr>";
    String tint =
        light == 0
            ? ""
            : "<a:lumMod val=\""
                + (100 - light) * 1_000
                + "\"/><a:lumOff val=\""
                + light * 1_000
                + "\"/>";
    return solid(base + tint + end)
        + line(
            themed ? "<a:schemeClr val=\"bg1\"/>" : "<a:srgbClr val=\"FFFFFF\"/>", 6_350, "solid");
  }

  /** Whether a label on the n-th part of a stack has to be white. */
  static boolean isDark(int index, int count) {
    return lightness(index, count) < 45;
  }

  private static int lightness(int index, int count) {
    return 80 * index / Math.max(1, count);
  }

  /** A line over time. */
  String stroke(Role role) {
    return switch (role) {
      case ACTUAL -> line(color("accent1", "1F4E79"), 28_575, "solid");
      case PREVIOUS_YEAR -> line(lighter(), 22_225, "solid");
      case PLAN -> line(color("accent1", "1F4E79"), 15_875, "sysDash");
      case OTHER -> line(color("accent3", "7F8C8D"), 19_050, "solid");
    };
  }

  /** A thin line of the grid. */
  String grid() {
    return line(
        themed
            ? "<a:schemeClr val=\"tx1\"><a:lumMod val=\"15000\"/><a:lumOff val=\"85000\"/></a:schemeClr>"
            : "<a:srgbClr val=\"D9D9D9\"/>",
        6_350,
        "solid");
  }

  /** The line that bars stand on. */
  String axis() {
    return line(
        themed
            ? "<a:schemeClr val=\"tx1\"><a:lumMod val=\"50000\"/><a:lumOff val=\"50000\"/></a:schemeClr>"
            : "<a:srgbClr val=\"7F7F7F\"/>",
        9_525,
        "solid");
  }

  /** Text of a chart: size in hundredths of a point. */
  String text(int size, boolean bold) {
    return text(size, bold, "<a:bodyPr/>");
  }

  /** Text along an axis, which stays level. */
  String level(int size) {
    return text(size, false, "<a:bodyPr rot=\"0\" vert=\"horz\"/>");
  }

  private String text(int size, boolean bold, String body) {
    return "<c:txPr>"
        + body
        + "<a:lstStyle/><a:p><a:pPr><a:defRPr sz=\""
        + size
        + "\" b=\""
        + (bold ? 1 : 0)
        + "\"><a:solidFill>"
        + (themed
            ? "<a:schemeClr val=\"tx1\"><a:lumMod val=\"75000\"/><a:lumOff val=\"25000\"/></a:schemeClr>"
            : "<a:srgbClr val=\"404040\"/>")
        + "</a:solidFill><a:latin typeface=\"+mn-lt\"/><a:ea typeface=\"+mn-ea\"/></a:defRPr></a:pPr>"
        + "<a:endParaRPr lang=\"en-US\"/></a:p></c:txPr>";
  }

  static String none() {
    return "<a:ln><a:noFill/></a:ln>";
  }

  private String lighter() {
    return themed
        ? "<a:schemeClr val=\"accent1\"><a:satMod val=\"45000\"/><a:lumMod val=\"40000\"/>"
            + "<a:lumOff val=\"65000\"/></a:schemeClr>"
        : "<a:srgbClr val=\"B5C5D4\"/>";
  }

  private String color(String scheme, String plain) {
    return themed ? "<a:schemeClr val=\"" + scheme + "\"/>" : "<a:srgbClr val=\"" + plain + "\"/>";
  }

  private String solid(String scheme, String plain) {
    return solid(themed ? scheme : "<a:srgbClr val=\"" + plain + "\"/>");
  }

  private static String solid(String color) {
    return "<a:solidFill>" + color + "</a:solidFill>";
  }

  private static String line(String color, int width, String dash) {
    return "<a:ln w=\""
        + width
        + "\" cap=\"flat\">"
        + solid(color)
        + "<a:prstDash val=\""
        + dash
        + "\"/><a:round/></a:ln>";
  }
}
