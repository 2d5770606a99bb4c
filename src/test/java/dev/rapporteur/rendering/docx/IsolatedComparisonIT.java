package dev.rapporteur.rendering.docx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolatedComparisonIT {
  @TempDir Path folder;
  private Path original;

  @BeforeEach
  void makeDraft() throws Exception {
    original = Files.write(folder.resolve("draft.docx"), DraftComparisonTest.draft());
  }

  @Test
  void givesTheSameChangesAsTheComparison() throws Exception {
    Map<String, byte[]> parts = PackageReaderTest.parts(DraftComparisonTest.draft());
    String xml = new String(parts.get("word/document.xml"), StandardCharsets.UTF_8);
    parts.put(
        "word/document.xml",
        xml.replace("for the fifth month in a row", "again").getBytes(StandardCharsets.UTF_8));
    Path edited = Files.write(folder.resolve("edited.docx"), PackageReaderTest.zip(parts));
    assertThat(new IsolatedComparison(Duration.ofSeconds(60)).between(original, edited))
        .isEqualTo(
            DraftComparison.between(Files.readAllBytes(original), Files.readAllBytes(edited)))
        .satisfies(changes -> assertThat(changes.paragraphs()).hasSize(1));
  }

  @Test
  void passesTheReasonOfARefusalOn() throws Exception {
    Path noWordFile = Files.writeString(folder.resolve("edited.docx"), "hello");
    assertThatThrownBy(
            () -> new IsolatedComparison(Duration.ofSeconds(60)).between(original, noWordFile))
        .isInstanceOf(RefusedPackageException.class)
        .hasMessage("the Word file is refused: it is not a zip file, so it is not a Word file");
  }

  @Test
  void endsAProcessThatTakesTooLong() {
    assertThatThrownBy(
            () -> new IsolatedComparison(Duration.ofMillis(1)).between(original, original))
        .isInstanceOf(RefusedPackageException.class)
        .hasMessageContaining("takes longer");
  }
}
