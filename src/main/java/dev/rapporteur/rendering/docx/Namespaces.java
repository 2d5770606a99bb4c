package dev.rapporteur.rendering.docx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Declares in the root of a part the prefixes that the markup of this room is written with. */
final class Namespaces {
  private static final Map<String, String> USED = new LinkedHashMap<>();

  static {
    USED.put("w", Ooxml.W);
    USED.put("r", Ooxml.R);
    USED.put("wp", Ooxml.WP);
    USED.put("a", Ooxml.A);
    USED.put("pic", Ooxml.PIC);
    USED.put("v", Ooxml.V);
    USED.put("o", Ooxml.O);
    USED.put("mc", Ooxml.MC);
    USED.put("w14", Ooxml.W14);
    USED.put("w15", Ooxml.W15);
  }

  private Namespaces() {}

  /**
   * The root with all prefixes declared, and those of later versions of Word marked as ignorable.
   *
   * @throws RefusedPackageException if the part uses one of the prefixes for something else
   */
  static XmlNode.Element declaredIn(String part, XmlNode.Element root) {
    List<XmlNode.Attribute> attributes = new ArrayList<>();
    Optional<XmlNode.Attribute> ignorable = Optional.empty();
    Map<String, String> declared = new LinkedHashMap<>();
    for (XmlNode.Attribute attribute : root.attributes()) {
      if (attribute.namespace().equals(XmlNode.Attribute.DECLARATION)) {
        declared.put(attribute.local(), attribute.value());
      }
      if (attribute.namespace().equals(Ooxml.MC) && attribute.local().equals("Ignorable")) {
        ignorable = Optional.of(attribute);
      } else {
        attributes.add(attribute);
      }
    }
    USED.forEach(
        (prefix, namespace) -> {
          String bound = declared.get(prefix);
          if (bound == null) {
            attributes.add(
                new XmlNode.Attribute("xmlns", prefix, XmlNode.Attribute.DECLARATION, namespace));
          } else if (!bound.equals(namespace)) {
            throw new RefusedPackageException(
                part + " uses the prefix " + prefix + " in its own way");
          }
        });
    List<String> prefixes =
        new ArrayList<>(
            List.of(ignorable.map(XmlNode.Attribute::value).orElse("").strip().split("\\s+")));
    prefixes.remove("");
    for (String later : List.of("w14", "w15")) {
      if (!prefixes.contains(later)) {
        prefixes.add(later);
      }
    }
    attributes.add(new XmlNode.Attribute("mc", "Ignorable", Ooxml.MC, String.join(" ", prefixes)));
    return new XmlNode.Element(
        root.prefix(), root.local(), root.namespace(), attributes, root.children());
  }
}
