package dev.rapporteur.rendering.pdf;

import dev.rapporteur.rendering.ReportContent;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import org.openpdf.text.pdf.PdfDate;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfEncryption;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfObject;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;

/**
 * What PDF/A-2b asks of a file beside its pages: the color space, metadata, language; and dates and
 * ids that are those of the draft, so that the same draft gives the same bytes.
 */
final class ArchivalFile {
  static final String PDF_VERSION = PdfWriter.VERSION_1_7;
  static final int CONFORMANCE = PdfWriter.PDFA2B;

  private ArchivalFile() {}

  /** Describes the file; called when it is open and before its pages are written. */
  static void describe(PdfWriter writer, ReportContent content) {
    PdfDictionary info = writer.getInfo();
    PdfDate created = new PdfDate(date(content));
    info.put(PdfName.TITLE, text(content.title()));
    info.put(PdfName.AUTHOR, text(content.author()));
    info.put(PdfName.CREATOR, text("Rapporteur"));
    info.put(PdfName.CREATIONDATE, created);
    info.put(PdfName.MODDATE, created);
    info.put(PdfName.FILEID, id(content));
    writer.getExtraCatalog().put(PdfName.LANG, new PdfString(content.locale().toLanguageTag()));
    writer.setViewerPreferences(PdfWriter.DisplayDocTitle);
    try {
      writer.setOutputIntents(
          "sRGB IEC61966-2.1",
          "",
          "http://www.color.org",
          "sRGB IEC61966-2.1",
          ICC_Profile.getInstance(ColorSpace.CS_sRGB));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
    writer.createXmpMetadata();
  }

  private static PdfString text(String words) {
    return new PdfString(words, PdfObject.TEXT_UNICODE);
  }

  private static Calendar date(ReportContent content) {
    return GregorianCalendar.from(content.created().atZone(ZoneOffset.UTC));
  }

  /** The first id is the draft's, the second that of its version. */
  static PdfObject id(ReportContent content) {
    return PdfEncryption.createInfoId(id(content, false), id(content, true));
  }

  private static byte[] id(ReportContent content, boolean ofVersion) {
    String name = content.documentId() + (ofVersion ? "/" + content.version() : "");
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(hash, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
