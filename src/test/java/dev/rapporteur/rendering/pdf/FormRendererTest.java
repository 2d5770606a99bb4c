package dev.rapporteur.rendering.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.Words;
import dev.rapporteur.report.InvalidDefinitionException;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.testing.SampleReports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openpdf.text.Document;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfAction;
import org.openpdf.text.pdf.PdfFormField;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.PdfWriter;
import org.openpdf.text.pdf.RadioCheckField;
import org.openpdf.text.pdf.TextField;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

class FormRendererTest {
  private static final DocumentFonts FONTS = DocumentFonts.standard();

  @Test
  void fillsFieldsInChineseAndTakesThemAway() throws Exception {
    Form form = new Form().text("title", 200, 20).text("period.label", 100, 20).box("draft");
    form.text("section.overview.narrative", 400, 120).multiline();
    byte[] pdf = filled(form.bytes(), SampleReports.chinese().content());
    try (PdfReader reader = new PdfReader(pdf)) {
      assertThat(text(reader)).contains("月度销售报告", "2024年3月", "3月实现销售额4,820万元");
      assertThat(reader.getAcroFields().getAllFields()).isEmpty();
    }
    assertThat(pdf.length).as("fonts are subset").isLessThan(120_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sales-monthly", "sales-monthly-zh"})
  void fillsTheShippedForms(String name) throws Exception {
    byte[] form = Files.readAllBytes(Path.of("templates", name, "form.pdf"));
    ReportContent content =
        (name.endsWith("zh") ? SampleReports.chinese() : SampleReports.english()).content();
    assertThat(FormTemplate.compile(name, form).check(content)).isEmpty();
    try (PdfReader reader = new PdfReader(filled(form, content))) {
      assertThat(text(reader)).contains(content.author(), "run-2024-03-7f3a");
      assertThat(reader.getAcroFields().getAllFields()).isEmpty();
    }
  }

  @Test
  void readsATagInTheTooltip() throws Exception {
    Form form = new Form().text("Text1", 200, 20).tooltip("{{title | upper}}");
    try (PdfReader reader =
        new PdfReader(filled(form.bytes(), SampleReports.english().content()))) {
      assertThat(text(reader)).contains("MONTHLY SALES REPORT");
    }
  }

  @Test
  void makesWordsSmallerBeforeItRefusesThem() throws Exception {
    Form form = new Form().text("subtitle", 120, 16);
    try (PdfReader reader =
        new PdfReader(filled(form.bytes(), SampleReports.english().content()))) {
      assertThat(text(reader)).contains("Sales, regions, products and the plan");
    }
  }

  @Test
  void namesFieldsWhoseWordsDoNotFit() {
    Form form = new Form().text("subtitle", 40, 16).text("title", 300, 20);
    form.text("section.overview.narrative", 60, 12).multiline();
    assertThatThrownBy(() -> filled(form.bytes(), SampleReports.english().content()))
        .isInstanceOf(RapporteurException.class)
        .hasMessageContaining("subtitle: \"Sales, regions")
        .hasMessageContaining("section.overview.narrative: \"March sales")
        .hasMessageNotContaining("title: \"Monthly");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void setsANarrativeThatDoesNotFitOnAPageBehindTheForm(String language) throws Exception {
    ReportContent content =
        (language.equals("zh") ? SampleReports.chinese() : SampleReports.english()).content();
    byte[] form = new Form().text("section.overview.narrative", 120, 36).multiline().bytes();
    try (PdfReader reader = new PdfReader(filled(form, content))) {
      assertThat(reader.getNumberOfPages()).isEqualTo(2);
      String begun = text(reader).replaceAll("\\s", "");
      String whole = new PdfTextExtractor(reader).getTextFromPage(2).replaceAll("\\s", "");
      String hint = Words.of(content.locale()).wholeAtTheEnd().replaceAll("\\s", "");
      assertThat(begun).contains(hint);
      assertThat(whole).contains(begun.substring(0, begun.indexOf(hint)));
      assertThat(whole).contains(plain(content).replaceAll("\\s", ""));
    }
  }

  /** The text of the section that the field shows. */
  private static String plain(ReportContent content) {
    ContentValue.Fields sections = (ContentValue.Fields) content.root().values().get("section");
    ContentValue.Fields overview = (ContentValue.Fields) sections.values().get("overview");
    ContentValue.Narrative narrative = (ContentValue.Narrative) overview.values().get("narrative");
    return narrative.block().paragraphs().stream()
        .map(paragraph -> paragraph.plainText())
        .collect(java.util.stream.Collectors.joining());
  }

  @Test
  void namesFieldsThatTheReportDoesNotHave() throws Exception {
    FormTemplate template =
        FormTemplate.compile("f.pdf", new Form().text("titel", 100, 20).bytes());
    assertThat(template.check(SampleReports.english().content()))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.message()).contains("field \"titel\"");
              assertThat(error.hint()).contains("title");
            });
  }

  @Test
  void refusesFormsWithScripts() throws Exception {
    byte[] scripted = new Form().text("title", 100, 20).scripted().bytes();
    assertThatThrownBy(() -> FormTemplate.compile("f.pdf", scripted))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("JavaScript");
  }

  @Test
  void refusesWhatIsNotAForm() throws Exception {
    assertThatThrownBy(() -> FormTemplate.compile("f.pdf", new byte[] {1, 2, 3}))
        .isInstanceOf(InvalidDefinitionException.class);
    assertThatThrownBy(() -> FormTemplate.compile("f.pdf", new Form().bytes()))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("no text field");
  }

  @Test
  void writesTheSameBytesForTheSameContent() throws Exception {
    byte[] form = new Form().text("title", 200, 20).bytes();
    ReportContent content = SampleReports.english().content();
    assertThat(filled(form, content)).isEqualTo(filled(form, content));
  }

  private static byte[] filled(byte[] form, ReportContent content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new FormRenderer(FormTemplate.compile("form.pdf", form), FONTS).render(content, out);
    return out.toByteArray();
  }

  private static String text(PdfReader reader) throws IOException {
    return new PdfTextExtractor(reader).getTextFromPage(1);
  }

  /** Builds a form of one page, fields from the top down. */
  private static final class Form {
    private record Field(
        float width, float height, boolean box, boolean multiline, String tooltip) {}

    private final Map<String, Field> fields = new LinkedHashMap<>();
    private String last = "";
    private boolean scripted;

    Form text(String name, float width, float height) {
      last = name;
      fields.put(name, new Field(width, height, false, false, ""));
      return this;
    }

    Form multiline() {
      Field field = fields.get(last);
      fields.put(last, new Field(field.width(), field.height(), false, true, ""));
      return this;
    }

    Form tooltip(String words) {
      Field field = fields.get(last);
      fields.put(last, new Field(field.width(), field.height(), false, false, words));
      return this;
    }

    Form box(String name) {
      fields.put(name, new Field(12, 12, true, false, ""));
      return this;
    }

    Form scripted() {
      scripted = true;
      return this;
    }

    byte[] bytes() throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Document document = new Document();
      PdfWriter writer = PdfWriter.getInstance(document, out);
      document.open();
      writer.getDirectContent().rectangle(10, 10, 1, 1);
      writer.getDirectContent().stroke();
      float top = 800;
      Map<String, PdfFormField> parents = new LinkedHashMap<>();
      for (Map.Entry<String, Field> entry : fields.entrySet()) {
        Field field = entry.getValue();
        Rectangle place = new Rectangle(50, top - field.height(), 50 + field.width(), top);
        PdfFormField made = made(writer, entry.getKey(), field, place);
        add(writer, entry.getKey(), made, parents);
        top -= field.height() + 10;
      }
      parents.forEach(
          (name, parent) -> {
            if (!name.contains(".")) {
              writer.addAnnotation(parent);
            }
          });
      if (scripted) {
        writer.setOpenAction(PdfAction.javaScript("app.alert(1)", writer));
      }
      document.close();
      return out.toByteArray();
    }

    private static PdfFormField made(PdfWriter writer, String name, Field field, Rectangle place)
        throws IOException {
      String own = name.substring(name.lastIndexOf('.') + 1);
      if (field.box()) {
        return new RadioCheckField(writer, place, own, "Yes").getFullField();
      }
      TextField text = new TextField(writer, place, own);
      text.setFont(BaseFont.createFont());
      text.setFontSize(11);
      text.setOptions(field.multiline() ? TextField.MULTILINE : 0);
      PdfFormField made = text.getTextField();
      made.setUserName(field.tooltip());
      return made;
    }

    /** Names with dots are fields in fields. */
    private static void add(
        PdfWriter writer, String name, PdfFormField field, Map<String, PdfFormField> parents) {
      int dot = name.lastIndexOf('.');
      if (dot < 0) {
        writer.addAnnotation(field);
        return;
      }
      String path = name.substring(0, dot);
      PdfFormField parent = parents.get(path);
      if (parent == null) {
        parent = PdfFormField.createEmpty(writer);
        parent.setFieldName(path.substring(path.lastIndexOf('.') + 1));
        parents.put(path, parent);
        if (path.contains(".")) {
          add(writer, path, parent, parents);
        }
      }
      parent.addKid(field);
    }
  }
}
