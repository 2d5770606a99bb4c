package dev.rapporteur.knowledge.extraction;

import dev.rapporteur.knowledge.DocumentContent;
import dev.rapporteur.knowledge.DocumentContent.Block;
import dev.rapporteur.knowledge.DocumentContent.Heading;
import dev.rapporteur.knowledge.DocumentContent.ListItem;
import dev.rapporteur.knowledge.DocumentContent.Paragraph;
import dev.rapporteur.knowledge.DocumentContent.Table;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a child process has read, as bytes between two versions of the same program. */
final class ContentStream {
  private static final int LONGEST_TEXT = 16 << 20;

  private ContentStream() {}

  static void write(DataOutputStream out, DocumentContent content) throws IOException {
    text(out, content.title().orElse(""));
    out.writeInt(content.pages());
    out.writeInt(content.blocks().size());
    for (Block block : content.blocks()) {
      out.writeInt(block.page());
      switch (block) {
        case Heading heading -> {
          out.writeByte('h');
          out.writeInt(heading.level());
          text(out, heading.text());
        }
        case Paragraph paragraph -> {
          out.writeByte('p');
          text(out, paragraph.text());
        }
        case ListItem item -> {
          out.writeByte('l');
          text(out, item.text());
        }
        case Table table -> {
          out.writeByte('t');
          out.writeInt(table.rows().size());
          for (List<String> row : table.rows()) {
            out.writeInt(row.size());
            for (String cell : row) {
              text(out, cell);
            }
          }
        }
      }
    }
  }

  static DocumentContent read(DataInputStream in) throws IOException {
    String title = text(in);
    int pages = in.readInt();
    int count = in.readInt();
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int page = in.readInt();
      blocks.add(
          switch (in.readByte()) {
            case 'h' -> new Heading(page, in.readInt(), text(in));
            case 'p' -> new Paragraph(page, text(in));
            case 'l' -> new ListItem(page, text(in));
            case 't' -> new Table(page, rows(in));
            default -> throw new IOException("unknown block");
          });
    }
    return new DocumentContent(Optional.of(title), pages, blocks);
  }

  private static List<List<String>> rows(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int cells = in.readInt();
      List<String> row = new ArrayList<>();
      for (int j = 0; j < cells; j++) {
        row.add(text(in));
      }
      rows.add(row);
    }
    return rows;
  }

  static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LONGEST_TEXT) {
      throw new IOException("a text of " + length + " bytes");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
