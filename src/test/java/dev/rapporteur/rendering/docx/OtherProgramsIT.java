package dev.rapporteur.rendering.docx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.SampleContent;
import dev.rapporteur.rendering.docx.DraftChanges.ParagraphChange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of other programs, python-docx and LibreOffice, where they are installed. */
class OtherProgramsIT {
  @TempDir Path folder;
  private final byte[] draft = DraftComparisonTest.draft();

  @Test
  void readsWhatPythonDocxWrites() throws Exception {
    assumeTrue(runs("python3", "-c", "import docx"), "python-docx is not installed");
    byte[] edited =
        python(
            """
            import docx, sys
            d = docx.Document(sys.argv[1])
            W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
            for t in d.element.iter(W + 't'):
                if t.text and 'for the fifth month in a row' in t.text:
                    t.text = t.text.replace('for the fifth month in a row', 'again')
                if t.text == '15,960,000.00':
                    t.text = '16,000,000.00'
            d.add_paragraph('Seen by Jo.')
            d.save(sys.argv[2])
            """);
    DraftChanges changes = DraftComparison.between(draft, edited);
    assertThat(changes.paragraphs())
        .extracting(ParagraphChange::blockId)
        .containsExactly("overview");
    assertThat(changes.numbers()).hasSize(1);
    assertThat(changes.unmatched()).containsExactly(new DraftChanges.Unmatched("", "Seen by Jo."));
  }

  @Test
  void fillsATemplateThatPythonDocxMade() throws Exception {
    assumeTrue(runs("python3", "-c", "import docx"), "python-docx is not installed");
    byte[] template =
        python(
            """
            import docx, sys
            d = docx.Document()
            d.sections[0].different_first_page_header_footer = True
            d.sections[0].header.paragraphs[0].text = '{{company}}'
            d.add_heading('{{title}}', 0)
            p = d.add_paragraph('Figures: ')
            p.add_run('{{#each keyFigures}}{{name}} {{val').bold = True
            p.add_run('ue}}; {{/each}}')
            for tag in ['{{#each sections}}', '{{narrative}}', '{{#if hasChart}}', '{{chart}}',
                        '{{/if}}', '{{/each}}']:
                d.add_paragraph(tag)
            t = d.add_table(rows=1, cols=2, style='Light Grid Accent 1')
            t.rows[0].cells[0].text = '{{#each figures}}{{name}}'
            t.rows[0].cells[1].text = '{{value}}{{/each}}'
            d.save(sys.argv[2])
            """);
    ReportContent content = SampleContent.english().build();
    WordTemplate compiled = WordTemplate.read("own.docx", template);
    assertThat(compiled.check(content)).isEmpty();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new WordRenderer(compiled).render(content, out);
    // What python-docx itself leaves out of its settings is not ours.
    assertThat(OoxmlSchema.violations(out.toByteArray()))
        .allSatisfy(violation -> assertThat(violation).startsWith("word/settings.xml"));
    assertThat(DraftReader.read(out.toByteArray()).paragraphs())
        .extracting(DraftParagraph::now)
        .contains(
            "Monthly sales report",
            "Figures: Sales 48.2 million yuan; Sales, year to date 142 million yuan;"
                + " Orders 1,284 orders; Average order 37,550 yuan; ",
            "Sales, month over month",
            "-3.1%");
  }

  @Test
  void readsWhatLibreOfficeWrites() throws Exception {
    assumeTrue(runs("soffice", "--version"), "LibreOffice is not installed");
    byte[] saved = libreOffice(draft);
    DraftChanges untouched = DraftComparison.between(draft, saved);
    assertThat(untouched.paragraphs()).isEmpty();
    assertThat(untouched.numbers()).isEmpty();
    assertThat(untouched.unmatched()).isEmpty();
  }

  @Test
  void findsChangesAfterLibreOfficeLostTheControls() throws Exception {
    assumeTrue(runs("soffice", "--version"), "LibreOffice is not installed");
    assumeTrue(runs("python3", "-c", "import docx"), "python-docx is not installed");
    byte[] edited =
        libreOffice(
            python(
                """
                import docx, sys
                d = docx.Document(sys.argv[1])
                W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
                for t in d.element.iter(W + 't'):
                    if t.text and 'for the fifth month in a row' in t.text:
                        t.text = t.text.replace('for the fifth month in a row', 'again')
                    if t.text == '15,960,000.00':
                        t.text = '16,000,000.00'
                d.save(sys.argv[2])
                """));
    DraftChanges changes = DraftComparison.between(draft, edited);
    assertThat(changes.paragraphs())
        .extracting(ParagraphChange::blockId)
        .containsExactly("overview");
    assertThat(changes.numbers())
        .extracting(DraftChanges.NumberChange::after)
        .containsExactly("16,000,000.00");
    assertThat(changes.unmatched()).isEmpty();
  }

  private byte[] python(String script) throws Exception {
    Path from = Files.write(folder.resolve("from.docx"), draft);
    Path to = folder.resolve("to.docx");
    assertThat(runs("python3", "-c", script, from.toString(), to.toString())).isTrue();
    return Files.readAllBytes(to);
  }

  private byte[] libreOffice(byte[] docx) throws Exception {
    Path from = Files.write(folder.resolve("lo.docx"), docx);
    Path to = Files.createDirectories(folder.resolve("saved"));
    assertThat(
            runs(
                "soffice",
                "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                "--headless",
                "--convert-to",
                "docx:MS Word 2007 XML",
                "--outdir",
                to.toString(),
                from.toString()))
        .isTrue();
    return Files.readAllBytes(to.resolve("lo.docx"));
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(90, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
