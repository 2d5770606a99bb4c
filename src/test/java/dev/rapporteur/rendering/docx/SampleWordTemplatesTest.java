package dev.rapporteur.rendering.docx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.rendering.SampleContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SampleWordTemplatesTest {

  @Test
  void areTheCommittedFiles() throws IOException {
    for (var template : SampleWordTemplates.all().entrySet()) {
      assertThat(Files.readAllBytes(Path.of(template.getKey())))
          .as(template.getKey() + ", made anew by SampleWordTemplates.main")
          .isEqualTo(template.getValue());
    }
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
