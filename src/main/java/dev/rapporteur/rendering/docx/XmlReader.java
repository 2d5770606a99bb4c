package dev.rapporteur.rendering.docx;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a part into a tree, within bounds. A document type declaration is refused, and with it
 * every entity; nothing is ever fetched.
 */
final class XmlReader {
  private static final int MOST_ELEMENTS = 500_000;
  private static final int DEEPEST = 180;
  private static final XMLInputFactory FACTORY = factory();

  private XmlReader() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    // Our own bound says which part it is; that of newer platforms (100) is below honest files.
    factory.setProperty("jdk.xml.maxElementDepth", "0");
    return factory;
  }

  /**
   * The root element of a part.
   *
   * @throws RefusedPackageException if it is not well formed, declares a document type or is out of
   *     bounds
   */
  static XmlNode.Element read(String part, byte[] bytes) {
    try {
      XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(bytes));
      try {
        return read(part, reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException malformed) {
      throw new RefusedPackageException(part + " is not well-formed XML", malformed);
    }
  }

  private static XmlNode.Element read(String part, XMLStreamReader reader)
      throws XMLStreamException {
    Deque<XmlNode.Element> open = new ArrayDeque<>();
    int elements = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.DTD ->
            throw new RefusedPackageException(part + " declares a document type");
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new RefusedPackageException(part + " uses an entity");
        case XMLStreamConstants.START_ELEMENT -> {
          if (++elements > MOST_ELEMENTS) {
            throw new RefusedPackageException(part + " has over " + MOST_ELEMENTS + " elements");
          }
          if (open.size() >= DEEPEST) {
            throw new RefusedPackageException(part + " is nested over " + DEEPEST + " deep");
          }
          XmlNode.Element element = element(reader);
          if (!open.isEmpty()) {
            open.peek().children().add(element);
          }
          open.push(element);
        }
        case XMLStreamConstants.END_ELEMENT -> {
          XmlNode.Element closed = open.pop();
          if (open.isEmpty()) {
            return closed;
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          if (!open.isEmpty()) {
            open.peek().children().add(new XmlNode.Text(reader.getText()));
          }
        }
        default -> {}
      }
    }
    throw new RefusedPackageException(part + " has no content");
  }

  private static XmlNode.Element element(XMLStreamReader reader) {
    List<XmlNode.Attribute> attributes =
        new ArrayList<>(reader.getNamespaceCount() + reader.getAttributeCount());
    for (int i = 0; i < reader.getNamespaceCount(); i++) {
      String prefix = given(reader.getNamespacePrefix(i));
      attributes.add(
          new XmlNode.Attribute(
              prefix.isEmpty() ? "" : "xmlns",
              prefix.isEmpty() ? "xmlns" : prefix,
              XmlNode.Attribute.DECLARATION,
              given(reader.getNamespaceURI(i))));
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.add(
          new XmlNode.Attribute(
              given(reader.getAttributePrefix(i)),
              reader.getAttributeLocalName(i),
              given(reader.getAttributeNamespace(i)),
              reader.getAttributeValue(i)));
    }
    return new XmlNode.Element(
        given(reader.getPrefix()),
        reader.getLocalName(),
        given(reader.getNamespaceURI()),
        attributes,
        new ArrayList<>());
  }

  private static String given(@org.jspecify.annotations.Nullable String value) {
    return value == null ? "" : value;
  }
}
