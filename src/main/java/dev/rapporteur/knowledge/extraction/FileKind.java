package dev.rapporteur.knowledge.extraction;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.ZipFile;

/** What a file is, by its first bytes; its name only tells kinds of text from each other. */
enum FileKind {
  MARKDOWN,
  TEXT,
  HTML,
  DOCX,
  PPTX,
  XLSX,
  PDF,
  /**
   * An Office file of before 2007, or a newer one that is encrypted: both have the same wrapping.
   */
  OLE,
  /** An archive or a program. */
  OTHER;

  private static final byte[] OLE_MARK = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

  static FileKind of(Path file) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(1024);
    }
    if (new String(start, java.nio.charset.StandardCharsets.ISO_8859_1).contains("%PDF-")) {
      return PDF;
    }
    if (start.length > 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3) {
      return officeKind(file);
    }
    if (start.length > 4 && Arrays.equals(start, 0, 4, OLE_MARK, 0, 4)) {
      return OLE;
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".md") || name.endsWith(".markdown")) {
      return MARKDOWN;
    }
    if (name.endsWith(".html") || name.endsWith(".htm") || name.endsWith(".xhtml")) {
      return HTML;
    }
    String head = new String(start, java.nio.charset.StandardCharsets.UTF_8).stripLeading();
    return head.regionMatches(true, 0, "<!doctype html", 0, 14)
            || head.regionMatches(true, 0, "<html", 0, 5)
        ? HTML
        : TEXT;
  }

  private static FileKind officeKind(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.getEntry("word/document.xml") != null) {
        return DOCX;
      }
      if (zip.getEntry("ppt/presentation.xml") != null) {
        return PPTX;
      }
      return zip.getEntry("xl/workbook.xml") != null ? XLSX : OTHER;
    }
  }
}
