package dev.rapporteur.rendering.docx;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.xmlbeans.SchemaTypeLoader;
import org.apache.xmlbeans.XmlBeans;
import org.apache.xmlbeans.XmlError;
import org.apache.xmlbeans.XmlObject;
import org.apache.xmlbeans.XmlOptions;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Checks the parts of a Word file against the transitional schema of ECMA-376, after the rules of
 * markup compatibility: what a part declares as ignorable is left out, of alternatives the fallback
 * is taken.
 */
final class OoxmlSchema {
  private static final String FACTORY = ".schemas.ooxml.system.ooxml.TypeSystemHolder";
  private static final SchemaTypeLoader TYPES = types();

  private OoxmlSchema() {}

  private static SchemaTypeLoader types() {
    try {
      Class<?> holder = Class.forName("org.apache.poi" + FACTORY);
      return (SchemaTypeLoader) holder.getField("typeSystem").get(null);
    } catch (ReflectiveOperationException absent) {
      throw new IllegalStateException("poi-ooxml-full is not on the class path", absent);
    }
  }

  /** Every violation, with the part it is in. */
  static List<String> violations(byte[] docx) throws Exception {
    List<String> found = new ArrayList<>();
    WordPackage opened = PackageReader.read(docx);
    for (Map.Entry<String, byte[]> part : opened.parts().entrySet()) {
      String type = opened.typeOf(part.getKey());
      if (type.startsWith(Ooxml.WORD_TYPE) || type.equals(Ooxml.CHART_TYPE)) {
        validate(part.getKey(), part.getValue(), found);
      }
    }
    return found;
  }

  private static void validate(String part, byte[] xml, List<String> found) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    Element root = document.getDocumentElement();
    List<String> ignorable = new ArrayList<>();
    for (String prefix : root.getAttributeNS(Ooxml.MC, "Ignorable").split("\\s+")) {
      if (!prefix.isEmpty()) {
        ignorable.add(root.lookupNamespaceURI(prefix));
      }
    }
    ignorable.add(Ooxml.MC);
    strip(root, ignorable);
    XmlObject parsed =
        XmlBeans.typeLoaderUnion(new SchemaTypeLoader[] {TYPES, XmlBeans.getBuiltinTypeSystem()})
            .parse(root, null, null);
    if (parsed.schemaType().isNoType()) {
      found.add(part + ": no type for " + root.getNodeName());
    }
    List<XmlError> errors = new ArrayList<>();
    parsed.validate(new XmlOptions().setErrorListener(errors));
    errors.forEach(error -> found.add(part + ": " + error.getMessage()));
  }

  private static void strip(Element element, List<String> ignorable) {
    NamedNodeMap attributes = element.getAttributes();
    for (int i = attributes.getLength() - 1; i >= 0; i--) {
      if (ignorable.contains(attributes.item(i).getNamespaceURI())) {
        element.removeAttributeNode((org.w3c.dom.Attr) attributes.item(i));
      }
    }
    Node child = element.getFirstChild();
    while (child != null) {
      Node next = child.getNextSibling();
      if (child instanceof Element inner) {
        if (inner.getNamespaceURI().equals(Ooxml.MC)
            && inner.getLocalName().equals("AlternateContent")) {
          next = replaceByFallback(element, inner, next);
        } else if (ignorable.contains(inner.getNamespaceURI())) {
          element.removeChild(inner);
        } else {
          strip(inner, ignorable);
        }
      }
      child = next;
    }
  }

  private static Node replaceByFallback(Element parent, Element alternative, Node next) {
    Node first = next;
    for (Node option = alternative.getFirstChild();
        option != null;
        option = option.getNextSibling()) {
      if (option instanceof Element fallback && fallback.getLocalName().equals("Fallback")) {
        boolean none = true;
        while (fallback.getFirstChild() != null) {
          Node moved = parent.insertBefore(fallback.getFirstChild(), alternative);
          first = none ? moved : first;
          none = false;
        }
      }
    }
    parent.removeChild(alternative);
    return first;
  }
}
