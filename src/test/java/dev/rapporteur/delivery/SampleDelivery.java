package dev.rapporteur.delivery;

import dev.rapporteur.rendering.RenderedDocument;
import dev.rapporteur.review.SampleApproval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An approved report with two small documents. */
public final class SampleDelivery {
  private SampleDelivery() {}

  /** An order in English with a link. */
  public static DeliveryOrder order(Path folder) {
    return order(folder, "Monthly sales", Locale.ENGLISH);
  }

  /** An order whose documents are written to the folder. */
  public static DeliveryOrder order(Path folder, String title, Locale locale) {
    return new DeliveryOrder(
        SampleApproval.of(
            "run-1",
            title,
            locale,
            List.of(
                document(folder, "word", "draft.docx", "the document"),
                document(folder, "pdf", "draft.pdf", "the print"))),
        Optional.of(URI.create("https://reports.example.com/runs/run-1")));
  }

  private static RenderedDocument document(Path folder, String kind, String name, String content) {
    try {
      Path file = Files.writeString(folder.resolve(name), content);
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(content.getBytes());
      return new RenderedDocument(kind, file, HexFormat.of().formatHex(sha256), content.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
