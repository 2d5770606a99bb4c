package dev.rapporteur.delivery.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.delivery.DeliveryOutcome;
import dev.rapporteur.delivery.SampleDelivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderChannelTest {
  @TempDir Path drafts;
  @TempDir Path shared;
  private Path archive;
  private FolderChannel channel;

  @BeforeEach
  void open() {
    archive = shared.resolve("archive");
    channel = new FolderChannel(Map.of("archive", archive));
  }

  @Test
  void putsTheDocumentsThereUnderTheirOwnNames() throws IOException {
    assertThat(channel.send(SampleDelivery.order(drafts), "archive", ""))
        .isInstanceOf(DeliveryOutcome.Sent.class);
    assertThat(archive.resolve("sales-monthly-2024-03-r1.docx")).hasContent("the document");
    try (var files = Files.list(archive)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void canBeRepeated() {
    channel.send(SampleDelivery.order(drafts), "archive", "");
    assertThat(channel.send(SampleDelivery.order(drafts), "archive", ""))
        .isInstanceOf(DeliveryOutcome.Sent.class);
  }

  @Test
  void neverTakesThePlaceOfAnotherDocument() throws IOException {
    Files.createDirectories(archive);
    Path there = Files.writeString(archive.resolve("sales-monthly-2024-03-r1.pdf"), "precious");
    assertThat(channel.send(SampleDelivery.order(drafts), "archive", ""))
        .isInstanceOf(DeliveryOutcome.Refused.class);
    assertThat(there).hasContent("precious");
  }

  @Test
  void failsWhereTheFolderCannotBeWritten() throws IOException {
    Files.writeString(archive, "a file");
    assertThat(channel.send(SampleDelivery.order(drafts), "archive", ""))
        .isInstanceOf(DeliveryOutcome.Failed.class);
  }
}
