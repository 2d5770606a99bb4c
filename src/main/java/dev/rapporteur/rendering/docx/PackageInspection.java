package dev.rapporteur.rendering.docx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Refuses packages that carry what a report has no use for and a reader may be harmed by. */
final class PackageInspection {
  /** Fields that compute or point within the document; all others could fetch or run something. */
  private static final Set<String> FIELDS =
      Set.of(
          "PAGE",
          "NUMPAGES",
          "SECTION",
          "SECTIONPAGES",
          "TOC",
          "PAGEREF",
          "REF",
          "NOTEREF",
          "STYLEREF",
          "SEQ",
          "HYPERLINK",
          "DATE",
          "TIME",
          "CREATEDATE",
          "SAVEDATE",
          "PRINTDATE",
          "EDITTIME",
          "TITLE",
          "SUBJECT",
          "AUTHOR",
          "COMMENTS",
          "KEYWORDS",
          "LASTSAVEDBY",
          "DOCPROPERTY",
          "FILENAME",
          "NUMWORDS",
          "NUMCHARS",
          "REVNUM",
          "XE",
          "INDEX",
          "TC",
          "EQ",
          "SYMBOL",
          "=",
          "IF",
          "FORMTEXT",
          "FORMCHECKBOX",
          "FORMDROPDOWN");

  private static final Set<String> REFUSED_RELATIONS =
      Set.of(
          "oleobject",
          "control",
          "afchunk",
          "subdocument",
          "frame",
          "vbaproject",
          "keymapcustomizations",
          "attachedtoolbars",
          "wordvbadata",
          "activexcontrolbinary");

  private PackageInspection() {}

  static void inspect(WordPackage opened) {
    String main = opened.mainPart();
    String type = opened.typeOf(main);
    if (type.contains("macroEnabled")) {
      throw new RefusedPackageException("it is a macro-enabled document");
    }
    if (!type.equals(Ooxml.DOCUMENT_TYPE) && !type.equals(Ooxml.TEMPLATE_TYPE)) {
      throw new RefusedPackageException("its main part is no Word document but " + type);
    }
    for (String part : opened.parts().keySet()) {
      inspectName(part, opened.typeOf(part));
      if (part.endsWith(".rels")) {
        inspectRelationships(opened, part);
      } else if (opened.typeOf(part).startsWith(Ooxml.WORD_TYPE)) {
        XmlNode.Element root = opened.xml(part);
        if (root.namespace().equals(Ooxml.STRICT_W)) {
          throw new RefusedPackageException("it is saved as Strict Open XML");
        }
        inspectFields(part, root);
      }
    }
  }

  private static void inspectName(String part, String type) {
    String name = part.toLowerCase(Locale.ROOT);
    if (name.endsWith("vbaproject.bin") || type.contains("vbaProject")) {
      throw new RefusedPackageException("it carries macros (" + part + ")");
    }
    if (name.contains("activex") || type.contains("activeX")) {
      throw new RefusedPackageException("it carries a control (" + part + ")");
    }
    if (type.contains("oleObject") || name.endsWith(".exe") || name.endsWith(".dll")) {
      throw new RefusedPackageException("it carries an embedded object (" + part + ")");
    }
  }

  private static void inspectRelationships(WordPackage opened, String part) {
    for (XmlNode.Element entry : opened.xml(part).elements().toList()) {
      String type = entry.attribute("", "Type").orElse("");
      String kind = type.substring(type.lastIndexOf('/') + 1);
      String target = entry.attribute("", "Target").orElse("");
      if (REFUSED_RELATIONS.contains(kind.toLowerCase(Locale.ROOT))) {
        throw new RefusedPackageException(
            "it carries embedded content of the kind " + kind + " (" + part + ")");
      }
      boolean external = entry.attribute("", "TargetMode").orElse("").equalsIgnoreCase("External");
      if (external && !(kind.equals("hyperlink") && isLink(target))) {
        throw new RefusedPackageException(
            "it refers to something outside (" + kind + " to " + target + ")");
      }
    }
  }

  private static boolean isLink(String target) {
    String address = target.toLowerCase(Locale.ROOT).strip();
    return address.startsWith("https://")
        || address.startsWith("http://")
        || address.startsWith("mailto:")
        || address.startsWith("#");
  }

  private static void inspectFields(String part, XmlNode.Element root) {
    Deque<StringBuilder> codes = new ArrayDeque<>();
    for (XmlNode.Element element : root.all().toList()) {
      if (!element.namespace().equals(Ooxml.W)) {
        continue;
      }
      switch (element.local()) {
        case "fldSimple" -> inspectField(part, element.word("instr").orElse(""));
        case "instrText", "delInstrText" -> {
          if (codes.isEmpty()) {
            inspectField(part, element.text());
          } else {
            codes.peek().append(element.text());
          }
        }
        case "fldChar" -> {
          String kind = element.word("fldCharType").orElse("");
          if (kind.equals("begin")) {
            codes.push(new StringBuilder());
          } else if (kind.equals("separate") && !codes.isEmpty()) {
            inspectField(part, codes.peek().toString());
          } else if (kind.equals("end") && !codes.isEmpty()) {
            inspectField(part, codes.pop().toString());
          }
        }
        case "altChunk" ->
            throw new RefusedPackageException("it includes a foreign document (" + part + ")");
        case "object", "control" ->
            throw new RefusedPackageException("it carries an embedded object (" + part + ")");
        default -> {}
      }
    }
    codes.forEach(code -> inspectField(part, code.toString()));
  }

  private static void inspectField(String part, String code) {
    List<String> words = List.of(code.strip().split("[\\s\"\\\\(]+", 2));
    String name = words.getFirst().toUpperCase(Locale.ROOT);
    if (!name.isEmpty() && !FIELDS.contains(name) && !name.startsWith("=")) {
      throw new RefusedPackageException("it has a field " + name + " (" + part + ")");
    }
  }
}
