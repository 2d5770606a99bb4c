package dev.rapporteur.rendering.html;

import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Filled markup into a tree; numbered marks become the elements of their values. */
final class TreeBuilder extends DefaultHandler {
  private final List<ContentValue> blocks;
  private final ValueElements elements;
  private final Document document;
  private Node current;

  private TreeBuilder(Document document, List<ContentValue> blocks, Locale locale) {
    this.document = document;
    this.current = document;
    this.blocks = blocks;
    this.elements = new ValueElements(document, locale);
  }

  static FilledTemplate build(String file, String text, List<ContentValue> blocks, Locale locale) {
    TreeBuilder builder = new TreeBuilder(emptyDocument(), blocks, locale);
    try {
      StrictXml.read(text, builder);
    } catch (SAXException malformed) {
      throw new InvalidDefinitionException(
          List.of(
              new DefinitionError(
                  file,
                  0,
                  0,
                  "not well-formed once filled: " + TemplateCheck.message(malformed),
                  "")));
    }
    return new FilledTemplate(
        builder.document, builder.elements.charts(), builder.elements.longTables());
  }

  private static Document emptyDocument() {
    try {
      return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().newDocument();
    } catch (ParserConfigurationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void startElement(String uri, String local, String name, Attributes attributes) {
    Element element = document.createElement(name);
    for (int i = 0; i < attributes.getLength(); i++) {
      element.setAttribute(attributes.getQName(i), attributes.getValue(i));
    }
    current.appendChild(element);
    current = element;
  }

  @Override
  public void endElement(String uri, String local, String name) {
    current = current.getParentNode();
  }

  @Override
  public void characters(char[] text, int start, int length) {
    String words = new String(text, start, length);
    if (current.getLastChild() != null && current.getLastChild().getNodeType() == Node.TEXT_NODE) {
      ((org.w3c.dom.Text) current.getLastChild()).appendData(words);
    } else {
      current.appendChild(document.createTextNode(words));
    }
  }

  @Override
  public void processingInstruction(String target, String data) {
    current.appendChild(elements.of(blocks.get(Integer.parseInt(data))));
  }
}
