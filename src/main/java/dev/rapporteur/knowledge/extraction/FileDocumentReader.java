package dev.rapporteur.knowledge.extraction;

import dev.rapporteur.knowledge.DocumentContent;
import dev.rapporteur.knowledge.DocumentReader;
import dev.rapporteur.knowledge.UnreadableDocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Reads text, Markdown, HTML, Word, PowerPoint, Excel and PDF files. */
public final class FileDocumentReader implements DocumentReader {
  private static final Set<String> EXTENSIONS =
      Set.of(
          "md",
          "markdown",
          "txt",
          "text",
          "html",
          "htm",
          "xhtml",
          "docx",
          "pptx",
          "xlsx",
          "pdf",
          "doc",
          "ppt",
          "xls");
  private static final long LARGEST_FILE = 100L << 20;
  private static final long LARGEST_TEXT = 32L << 20;

  private final ExtractionProcess child = new ExtractionProcess("768m", Duration.ofMinutes(2));

  @Override
  public boolean reads(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    // "~$report.docx" is what Word leaves beside an open document.
    return dot > 0
        && !name.startsWith("~$")
        && !name.startsWith(".")
        && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  @Override
  public DocumentContent read(Path file) {
    try {
      DocumentContent content = read(file, size(file));
      if (content.blocks().isEmpty()) {
        throw new UnreadableDocumentException(
            file, "it has no text", "put text in it or remove it");
      }
      return content;
    } catch (IOException e) {
      throw new UnreadableDocumentException(
          file, "it could not be read: " + e.getMessage(), "export it again", e);
    }
  }

  private DocumentContent read(Path file, long size) throws IOException {
    FileKind kind = FileKind.of(file);
    boolean text = kind == FileKind.TEXT || kind == FileKind.MARKDOWN || kind == FileKind.HTML;
    long largest = text ? LARGEST_TEXT : LARGEST_FILE;
    if (size > largest) {
      throw new UnreadableDocumentException(
          file,
          "it has " + (size >> 20) + " MiB; at most " + (largest >> 20) + " are read",
          "split it into parts");
    }
    return switch (kind) {
      case MARKDOWN -> MarkdownReader.read(text(file));
      case TEXT -> PlainTextReader.read(text(file));
      case HTML -> HtmlReader.read(Files.readAllBytes(file));
      case DOCX -> WordReader.read(file);
      case PPTX -> SlidesReader.read(file);
      case XLSX, PDF -> child.read(file);
      case OLE ->
          throw new UnreadableDocumentException(
              file,
              "it is encrypted, or in an Office format of before 2007",
              "save it without a password as docx, pptx or xlsx");
      case OTHER ->
          throw new UnreadableDocumentException(
              file, "it is an archive and no document", "put the documents themselves there");
    };
  }

  private static long size(Path file) throws IOException {
    long size = Files.size(file);
    if (size == 0) {
      throw new UnreadableDocumentException(file, "it is empty", "put text in it or remove it");
    }
    return size;
  }

  private static String text(Path file) throws IOException {
    String text =
        TextDecoder.decode(Files.readAllBytes(file))
            .orElseThrow(
                () ->
                    new UnreadableDocumentException(
                        file, "it is not text, whatever its name says", "give it its right name"));
    long damaged = text.chars().filter(c -> c == 0xFFFD).count();
    if (damaged * 50 > text.length() || text.contains("锟斤拷锟斤拷")) {
      throw new UnreadableDocumentException(
          file, "its characters are damaged", "save it again as UTF-8 from the original");
    }
    return text;
  }
}
