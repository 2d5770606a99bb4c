package dev.rapporteur.rendering.docx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.SampleContent;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class StarterTemplateTest {

  @Test
  void holdsEveryTagOfTheReportAndFitsIt() throws Exception {
    for (ReportContent content :
        new ReportContent[] {SampleContent.english().build(), SampleContent.chinese().build()}) {
      byte[] starter = StarterTemplate.of(content);
      assertThat(OoxmlSchema.violations(starter)).isEmpty();
      WordTemplate template = WordTemplate.read("starter.docx", starter);
      assertThat(template.check(content)).isEmpty();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      new WordRenderer(template).render(content, out);
      assertThat(OoxmlSchema.violations(out.toByteArray())).isEmpty();
    }
  }
}
