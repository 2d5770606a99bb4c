package dev.rapporteur.rendering.docx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.SampleContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TemplateFuzzTest {
  private static final int TEMPLATES = 300;
  private static final Pattern RUN =
      Pattern.compile("<w:r>(<w:rPr>.*?</w:rPr>)?<w:t xml:space=\"preserve\">([^<]*)</w:t></w:r>");

  @Test
  void rendersTheSameHoweverTheTagsAreSplit() throws IOException {
    byte[] template = SampleWordTemplates.all().get(SampleWordTemplates.ENGLISH);
    ReportContent content = SampleContent.english().withProducts(1).build();
    List<String> expected = shown(render(template, content));
    Map<String, byte[]> whole = PackageReaderTest.parts(template);
    Map<String, byte[]> parts = new LinkedHashMap<>(whole);
    for (int seed = 0; seed < TEMPLATES; seed++) {
      Random random = new Random(seed);
      for (String part : List.of("word/document.xml", "word/header1.xml", "word/footer1.xml")) {
        parts.put(part, split(whole.get(part), random));
      }
      assertThat(shown(render(PackageReaderTest.zip(parts), content)))
          .as("seed " + seed)
          .isEqualTo(expected);
    }
  }

  @Test
  void readsBackWhatWasPutIn() throws IOException {
    WordTemplate template =
        WordTemplate.read(
            "t.docx", DocxFile.withBody("<w:p><w:r><w:t>[{{value}}]</w:t></w:r></w:p>"));
    Random random = new Random(42);
    for (int i = 0; i < 300; i++) {
      String value = randomText(random);
      ReportContent content =
          new ReportContent(
              new ContentValue.Fields(Map.of("value", new ContentValue.Text(value))),
              Locale.ENGLISH,
              "d",
              1,
              value,
              value,
              Instant.EPOCH,
              Optional.empty());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      new WordRenderer(template).render(content, out);
      WordPackage made = PackageReader.read(out.toByteArray());
      assertThat(shown(made)).first().isEqualTo("[" + allowed(value) + "]");
    }
  }

  /** Cuts runs into pieces, with what Word leaves between them. */
  private static byte[] split(byte[] part, Random random) {
    Matcher run = RUN.matcher(new String(part, StandardCharsets.UTF_8));
    StringBuilder out = new StringBuilder();
    while (run.find()) {
      String properties = run.group(1) == null ? "" : run.group(1);
      StringBuilder pieces = new StringBuilder();
      // A cut must not go through an escaped character such as &amp;
      for (String piece : cut(run.group(2), random)) {
        String text =
            "<w:r w:rsidR=\"00AB12CD\">"
                + properties
                + "<w:t xml:space=\"preserve\">"
                + piece
                + "</w:t></w:r>";
        pieces.append(
            switch (random.nextInt(6)) {
              case 0 -> "<w:proofErr w:type=\"spellStart\"/>" + text;
              case 1 -> text + "<w:proofErr w:type=\"spellEnd\"/>";
              case 2 -> "<w:r>" + properties + "<w:lastRenderedPageBreak/></w:r>" + text;
              case 3 ->
                  "<w:del w:id=\"9\" w:author=\"a\"><w:r><w:delText>gone</w:delText></w:r></w:del>"
                      + text;
              default -> text;
            });
      }
      run.appendReplacement(out, Matcher.quoteReplacement(pieces.toString()));
    }
    return run.appendTail(out).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> cut(String text, Random random) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(text.length(), from + 1 + random.nextInt(6));
      while (to < text.length() && text.substring(from, to).matches(".*&[^;]*")) {
        to++;
      }
      pieces.add(text.substring(from, to));
      from = to;
    }
    return pieces;
  }

  private static WordPackage render(byte[] template, ReportContent content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new WordRenderer(WordTemplate.read("t.docx", template)).render(content, out);
    return PackageReader.read(out.toByteArray());
  }

  /** Text of each paragraph of body, header and footer, with its style and the figures in it. */
  private static List<String> shown(WordPackage document) {
    List<String> lines = new ArrayList<>();
    document.parts().keySet().stream()
        .filter(part -> part.matches("word/(document|header1|footer1)\\.xml"))
        .sorted()
        .flatMap(part -> document.xml(part).all())
        .filter(e -> e.isWord("p") || e.isWord("tag"))
        .forEach(
            e -> lines.add(e.isWord("p") ? ParagraphText.of(e).text() : e.word("val").orElse("")));
    return lines;
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i >= 0; i--) {
      switch (random.nextInt(6)) {
        case 0 -> text.append((char) random.nextInt(0x80));
        case 1 -> text.appendCodePoint(0x4E00 + random.nextInt(0x1000));
        case 2 -> text.appendCodePoint(0x1F600 + random.nextInt(0x40));
        case 3 -> text.append((char) (0xD800 + random.nextInt(0x800)));
        case 4 -> text.append("{{}}<>&\"'".charAt(random.nextInt(9)));
        default -> text.append((char) (' ' + random.nextInt(95)));
      }
    }
    return text.toString();
  }

  /** What a document can hold of a text: see {@code XmlOut.text}. */
  private static String allowed(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .filter(c -> c != '\r')
        .forEach(
            c ->
                out.appendCodePoint(
                    (c < ' ' && c != '\n' && c != '\t') || (c >= 0xD800 && c <= 0xDFFF)
                        ? 0xFFFD
                        : c));
    return out.toString();
  }
}
