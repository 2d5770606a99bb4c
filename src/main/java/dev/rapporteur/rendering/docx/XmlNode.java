package dev.rapporteur.rendering.docx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A piece of an XML part. Comments and processing instructions are not kept. */
sealed interface XmlNode {

  /** Characters between elements. */
  record Text(String text) implements XmlNode {}

  /**
   * An attribute or a declaration of a namespace, whose namespace is {@link #DECLARATION}.
   *
   * @param prefix as written, or an empty text
   * @param namespace its namespace, or an empty text
   */
  record Attribute(String prefix, String local, String namespace, String value) {
    static final String DECLARATION = "http://www.w3.org/2000/xmlns/";

    String name() {
      return prefix.isEmpty() ? local : prefix + ":" + local;
    }
  }

  /**
   * An element, its attributes in the order of the file.
   *
   * @param prefix as written, or an empty text
   */
  record Element(
      String prefix,
      String local,
      String namespace,
      List<Attribute> attributes,
      List<XmlNode> children)
      implements XmlNode {

    String name() {
      return prefix.isEmpty() ? local : prefix + ":" + local;
    }

    boolean is(String otherNamespace, String otherLocal) {
      return local.equals(otherLocal) && namespace.equals(otherNamespace);
    }

    /** Whether it is an element of WordprocessingML of that name. */
    boolean isWord(String otherLocal) {
      return is(Ooxml.W, otherLocal);
    }

    Optional<String> attribute(String otherNamespace, String otherLocal) {
      for (Attribute attribute : attributes) {
        if (attribute.local().equals(otherLocal) && attribute.namespace().equals(otherNamespace)) {
          return Optional.of(attribute.value());
        }
      }
      return Optional.empty();
    }

    /** The attribute {@code w:val} and the like. */
    Optional<String> word(String otherLocal) {
      return attribute(Ooxml.W, otherLocal);
    }

    Stream<Element> elements() {
      return children.stream().filter(Element.class::isInstance).map(Element.class::cast);
    }

    Optional<Element> child(String otherNamespace, String otherLocal) {
      for (XmlNode child : children) {
        if (child instanceof Element element && element.is(otherNamespace, otherLocal)) {
          return Optional.of(element);
        }
      }
      return Optional.empty();
    }

    Optional<Element> wordChild(String otherLocal) {
      return child(Ooxml.W, otherLocal);
    }

    /** It and all elements in it, in the order of the file. */
    Stream<Element> all() {
      List<Element> found = new ArrayList<>();
      collect(this, found);
      return found.stream();
    }

    private static void collect(Element element, List<Element> found) {
      found.add(element);
      for (XmlNode child : element.children()) {
        if (child instanceof Element inner) {
          collect(inner, found);
        }
      }
    }

    /** All characters in it. */
    String text() {
      StringBuilder text = new StringBuilder();
      collect(this, text);
      return text.toString();
    }

    private static void collect(Element element, StringBuilder text) {
      for (XmlNode child : element.children()) {
        switch (child) {
          case Text characters -> text.append(characters.text());
          case Element inner -> collect(inner, text);
        }
      }
    }
  }
}
