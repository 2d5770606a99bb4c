package dev.rapporteur.rendering.docx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.rendering.SampleContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SampleWordTemplatesTest {

  /** Compared by content: the same text may be packed to other bytes by another zlib. */
  @Test
  void areTheCommittedFiles() throws IOException {
    for (var template : SampleWordTemplates.all().entrySet()) {
      byte[] committed = Files.readAllBytes(Path.of(template.getKey()));
      assertThat(texts(committed))
          .as(template.getKey() + ", made anew by SampleWordTemplates.main")
          .isEqualTo(texts(template.getValue()));
    }
  }

  private static Map<String, String> texts(byte[] docx) {
    Map<String, String> texts = new TreeMap<>();
    PackageReader.read(docx)
        .parts()
        .forEach((name, bytes) -> texts.put(name, new String(bytes, StandardCharsets.UTF_8)));
    return texts;
  }

  @Test
  void fitTheContentOfEveryReport() {
    var templates = SampleWordTemplates.all();
    WordTemplate english =
        WordTemplate.read(SampleWordTemplates.ENGLISH, templates.get(SampleWordTemplates.ENGLISH));
    WordTemplate chinese =
        WordTemplate.read(SampleWordTemplates.CHINESE, templates.get(SampleWordTemplates.CHINESE));
    assertThat(english.check(SampleContent.english().build())).isEmpty();
    assertThat(english.check(SampleContent.english().approved().withEmptySection().build()))
        .isEmpty();
    assertThat(chinese.check(SampleContent.chinese().build())).isEmpty();
  }
}
