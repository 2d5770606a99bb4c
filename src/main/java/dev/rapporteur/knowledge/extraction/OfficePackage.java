package dev.rapporteur.knowledge.extraction;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The parts of a Word or PowerPoint file, read as XML streams: no document type, no entities,
 * nothing fetched, and no part larger than a bound whatever the archive says of its size.
 */
final class OfficePackage implements AutoCloseable {
  private static final long LARGEST_PART = 200L << 20;

  private final ZipFile zip;
  private final XMLInputFactory xml = XMLInputFactory.newDefaultFactory();

  OfficePackage(Path file) throws IOException {
    zip = new ZipFile(file.toFile());
    xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    xml.setProperty(XMLInputFactory.IS_COALESCING, true);
  }

  boolean has(String part) {
    return zip.getEntry(part) != null;
  }

  XMLStreamReader part(String name) throws IOException, XMLStreamException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("it has no part " + name);
    }
    return xml.createXMLStreamReader(new Bounded(zip.getInputStream(entry)));
  }

  /** Relationship ids of a part and the parts they lead to, for targets inside the package. */
  Map<String, String> relations(String part) throws IOException, XMLStreamException {
    int slash = part.lastIndexOf('/');
    String folder = part.substring(0, slash + 1);
    String name = folder + "_rels/" + part.substring(slash + 1) + ".rels";
    Map<String, String> targets = new HashMap<>();
    if (!has(name)) {
      return targets;
    }
    XMLStreamReader reader = part(name);
    while (reader.hasNext()) {
      if (reader.next() == XMLStreamConstants.START_ELEMENT
          && reader.getLocalName().equals("Relationship")) {
        String target = reader.getAttributeValue(null, "Target");
        if (target != null && !"External".equals(reader.getAttributeValue(null, "TargetMode"))) {
          targets.put(
              reader.getAttributeValue(null, "Id"),
              target.startsWith("/")
                  ? target.substring(1)
                  : Path.of(folder + target).normalize().toString().replace('\\', '/'));
        }
      }
    }
    return targets;
  }

  /** The title in the document's properties. */
  Optional<String> title() throws IOException, XMLStreamException {
    if (!has("docProps/core.xml")) {
      return Optional.empty();
    }
    XMLStreamReader reader = part("docProps/core.xml");
    while (reader.hasNext()) {
      if (reader.next() == XMLStreamConstants.START_ELEMENT
          && reader.getLocalName().equals("title")) {
        String text = reader.getElementText();
        return text.isBlank() ? Optional.empty() : Optional.of(text);
      }
    }
    return Optional.empty();
  }

  /** An attribute by its local name, whatever its namespace. */
  static Optional<String> attribute(XMLStreamReader reader, String localName) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).equals(localName)) {
        return Optional.of(reader.getAttributeValue(i));
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private static final class Bounded extends FilterInputStream {
    private long left = LARGEST_PART;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = super.read(bytes, from, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int read) throws IOException {
      left -= read;
      if (left < 0) {
        throw new IOException("it unpacks to more than " + (LARGEST_PART >> 20) + " MiB");
      }
    }
  }
}
