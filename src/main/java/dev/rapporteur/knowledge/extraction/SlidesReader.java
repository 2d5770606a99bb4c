package dev.rapporteur.knowledge.extraction;

import dev.rapporteur.knowledge.DocumentContent;
import dev.rapporteur.knowledge.DocumentContent.Block;
import dev.rapporteur.knowledge.DocumentContent.Heading;
import dev.rapporteur.knowledge.DocumentContent.Paragraph;
import dev.rapporteur.knowledge.DocumentContent.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The slides of a PowerPoint file: a slide is a page, its title a heading. Notes are left out. */
final class SlidesReader {
  private final int slide;
  private final List<Block> blocks = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private Optional<TableGrid> table = Optional.empty();
  private final StringBuilder cell = new StringBuilder();
  private boolean inTable;
  private boolean title;

  private SlidesReader(int slide) {
    this.slide = slide;
  }

  static DocumentContent read(Path file) throws IOException {
    try (OfficePackage slides = new OfficePackage(file)) {
      List<Block> blocks = new ArrayList<>();
      Map<String, String> parts = slides.relations("ppt/presentation.xml");
      int number = 0;
      for (String id : slideIds(slides.part("ppt/presentation.xml"))) {
        number++;
        if (parts.containsKey(id)) {
          blocks.addAll(new SlidesReader(number).slide(slides.part(parts.get(id))));
        }
      }
      return new DocumentContent(slides.title(), number, blocks);
    } catch (XMLStreamException e) {
      throw new IOException("its XML is damaged: " + e.getMessage(), e);
    }
  }

  private static List<String> slideIds(XMLStreamReader xml) throws XMLStreamException {
    List<String> ids = new ArrayList<>();
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("sldId")) {
        String id =
            xml.getAttributeValue(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "id");
        if (id != null) {
          ids.add(id);
        }
      }
    }
    return ids;
  }

  private List<Block> slide(XMLStreamReader xml) throws XMLStreamException {
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        start(xml);
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        end(xml.getLocalName());
      }
    }
    return blocks;
  }

  private void start(XMLStreamReader xml) throws XMLStreamException {
    switch (xml.getLocalName()) {
      case "sp" -> title = false;
      case "ph" ->
          title =
              OfficePackage.attribute(xml, "type")
                  .filter(type -> type.equals("title") || type.equals("ctrTitle"))
                  .isPresent();
      case "t" -> text.append(xml.getElementText());
      case "br" -> text.append('\n');
      case "tbl" -> {
        table = Optional.of(new TableGrid());
        inTable = true;
      }
      case "tr" -> table.ifPresent(TableGrid::row);
      case "tc" -> {
        cell.setLength(0);
      }
      default -> {}
    }
  }

  private void end(String name) {
    switch (name) {
      case "p" -> paragraph();
      case "tc" -> {
        // The cells that a wide one covers follow as empty cells of their own.
        table.ifPresent(grid -> grid.cell(cell.toString(), 1, 1));
      }
      case "tbl" -> {
        table
            .map(TableGrid::rows)
            .filter(rows -> !rows.isEmpty())
            .ifPresent(rows -> blocks.add(new Table(slide, rows)));
        inTable = false;
      }
      default -> {}
    }
  }

  private void paragraph() {
    String words = text.toString().strip();
    text.setLength(0);
    if (words.isEmpty()) {
      return;
    }
    if (inTable) {
      cell.append(cell.isEmpty() ? "" : " ").append(words);
    } else if (title) {
      blocks.add(new Heading(slide, 1, words));
    } else {
      blocks.add(new Paragraph(slide, words));
    }
  }
}
