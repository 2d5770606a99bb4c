package dev.rapporteur.rendering.pdf;

import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.DocumentRenderer;
import dev.rapporteur.rendering.NarrativeBlock.Paragraph;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.TagException;
import dev.rapporteur.rendering.TagPath;
import dev.rapporteur.rendering.TagScope;
import dev.rapporteur.rendering.TagWording;
import dev.rapporteur.rendering.TemplateTag;
import dev.rapporteur.rendering.Words;
import dev.rapporteur.rendering.chart.Canvas.Anchor;
import dev.rapporteur.rendering.chart.Palette;
import dev.rapporteur.rendering.html.SafeText;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.InvalidDefinitionException;
import dev.rapporteur.report.RapporteurException;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.AcroFields;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.PdfStamper;

/**
 * A report in a form PDF. The words of each field are drawn in its place with the fonts of the
 * product, in the size and color that the field gives, smaller where they need to be, and the field
 * is taken away. A narrative that does not fit even so stands whole on a page of its own behind the
 * form, and its field says so; other words that do not fit are an error that names the field.
 * Nothing is cut silently.
 */
public final class FormRenderer implements DocumentRenderer {
  private static final double SMALLEST = 6;
  private static final double USUAL = 10;
  private static final double PADDING = 2;
  private static final double LINE_HEIGHT = 1.3;
  private static final int MULTILINE = 1 << 12;

  /** Size of the words of a field whose narrative goes on elsewhere, and of that page. */
  private static final double CONTINUED = 8;

  private static final double READING = 10;
  private static final double MARGIN = 60;

  private final FormTemplate template;
  private final DocumentFonts fonts;

  public FormRenderer(FormTemplate template, DocumentFonts fonts) {
    this.template = template;
    this.fonts = fonts;
  }

  /** How a field's words are set. */
  private record Look(double size, int color, Anchor anchor, boolean multiline) {}

  @Override
  public String extension() {
    return "pdf";
  }

  /**
   * {@inheritDoc}
   *
   * @throws RapporteurException naming each field whose words do not fit, and each character that
   *     no font has
   */
  @Override
  public void render(ReportContent content, OutputStream out) throws IOException {
    try (PdfReader reader = template.open()) {
      PdfStamper stamper = new PdfStamper(reader, out);
      stamper.setOverrideFileId(ArchivalFile.id(content));
      stamper.setEnforcedModificationDate(
          GregorianCalendar.from(content.created().atZone(ZoneOffset.UTC)));
      AcroFields form = stamper.getAcroFields();
      List<String> overflows = new ArrayList<>();
      Map<String, String> narratives = new LinkedHashMap<>();
      GlyphCheck glyphs = new GlyphCheck(fonts, content.locale());
      for (String field : template.fields().keySet()) {
        fill(stamper, form, field, content, glyphs, overflows, narratives);
      }
      glyphs.refuseMissing();
      refuse(overflows);
      for (Map.Entry<String, String> narrative : narratives.entrySet()) {
        addPages(stamper, reader, content, narrative.getKey(), narrative.getValue());
      }
      stamper.close();
    }
  }

  private void fill(
      PdfStamper stamper,
      AcroFields form,
      String field,
      ReportContent content,
      GlyphCheck glyphs,
      List<String> overflows,
      Map<String, String> narratives)
      throws IOException {
    ContentValue value = template.value(field, content);
    if (form.getFieldType(field) == AcroFields.FIELD_TYPE_CHECKBOX) {
      check(stamper, form, field, value);
      return;
    }
    String words = SafeText.of(words(field, value, content));
    glyphs.look(words, field);
    float[] places = form.getFieldPositions(field);
    for (int i = 0; i + 4 < places.length; i += 5) {
      Look look = look(form.getFieldItem(field).getMerged(i / 5));
      PdfCanvas canvas =
          new PdfCanvas(
              stamper.getOverContent((int) places[i]),
              places[i + 1],
              places[i + 4],
              fonts,
              content.locale());
      double width = places[i + 3] - places[i + 1];
      double height = places[i + 4] - places[i + 2];
      if (draw(canvas, words, look, width, height)) {
        continue;
      }
      if (value instanceof ContentValue.Narrative
          && look.multiline()
          && begin(canvas, words, look, width, height, Words.of(content.locale()))) {
        narratives.put(heading(field, content), words);
      } else {
        overflows.add(field + ": \"" + shortened(words) + "\" (" + words.length() + " characters)");
      }
    }
    form.removeField(field);
  }

  private String words(String field, ContentValue value, ReportContent content) {
    if (value instanceof ContentValue.Narrative narrative) {
      return narrative.block().paragraphs().stream()
          .map(Paragraph::plainText)
          .collect(Collectors.joining("\n"));
    }
    TemplateTag.Value tag = template.fields().get(field);
    try {
      return new TagWording(content.locale()).words(tag, value);
    } catch (TagException unfit) {
      throw new InvalidDefinitionException(List.of(template.error(field, unfit.fault())));
    }
  }

  private static void check(PdfStamper stamper, AcroFields form, String field, ContentValue value)
      throws IOException {
    boolean set =
        switch (value) {
          case ContentValue.Flag flag -> flag.set();
          case ContentValue.Text text -> !text.text().isBlank();
          default -> true;
        };
    for (String state : form.getAppearanceStates(field)) {
      if (state.equals("Off") != set) {
        form.setField(field, state);
      }
    }
    stamper.setFormFlattening(true);
    stamper.partialFormFlattening(field);
  }

  /** Whether the words fit; draws them if so. */
  private static boolean draw(
      PdfCanvas canvas, String words, Look look, double width, double height) {
    double room = width - 2 * PADDING;
    for (double size = look.size(); size >= SMALLEST; size -= 0.5) {
      List<String> lines =
          look.multiline()
              ? new LineBreaker(canvas, size, false).lines(words, room)
              : List.of(words.replace('\n', ' '));
      double needed = look.multiline() ? lines.size() * size * LINE_HEIGHT + 2 * PADDING : size;
      double atSize = size;
      if (needed <= height
          && lines.stream().allMatch(line -> canvas.width(line, atSize, false) <= room + 0.01)) {
        set(canvas, lines, look, size, width, height);
        return true;
      }
    }
    return words.isBlank();
  }

  /** Draws the first lines of a narrative and where the whole is; not if there is no room. */
  private static boolean begin(
      PdfCanvas canvas, String words, Look look, double width, double height, Words fixed) {
    int room = (int) ((height - 2 * PADDING) / (CONTINUED * LINE_HEIGHT));
    String hint = fixed.wholeAtTheEnd();
    LineBreaker breaker = new LineBreaker(canvas, CONTINUED, false);
    List<String> hints = breaker.lines(hint, width - 2 * PADDING);
    if (room <= hints.size()) {
      return false;
    }
    List<String> lines = breaker.lines(words, width - 2 * PADDING);
    List<String> shown = new ArrayList<>(lines.subList(0, room - hints.size()));
    shown.addAll(hints);
    set(canvas, shown, look, CONTINUED, width, height);
    return true;
  }

  /** The heading of the section whose text the field shows. */
  private String heading(String field, ReportContent content) {
    List<String> path = new ArrayList<>(template.fields().get(field).path().segments());
    path.set(path.size() - 1, "heading");
    return TagScope.of(content.root()).find(new TagPath(path)).orElse(null)
            instanceof ContentValue.Text heading
        ? heading.text()
        : field;
  }

  private void addPages(
      PdfStamper stamper, PdfReader reader, ReportContent content, String heading, String words) {
    Rectangle paper = reader.getPageSizeWithRotation(1);
    List<String> lines = List.of();
    int line = 0;
    boolean first = true;
    while (first || line < lines.size()) {
      int page = reader.getNumberOfPages() + 1;
      stamper.insertPage(page, paper);
      PdfCanvas canvas =
          new PdfCanvas(
              stamper.getOverContent(page), 0, paper.getHeight(), fonts, content.locale());
      double y = MARGIN + READING;
      if (first) {
        canvas.text(heading, MARGIN, y, READING + 2, true, Anchor.START, Palette.INK);
        y += 2 * READING * LINE_HEIGHT;
        lines = new LineBreaker(canvas, READING, false).lines(words, paper.getWidth() - 2 * MARGIN);
        first = false;
      }
      for (; line < lines.size() && y < paper.getHeight() - MARGIN; line++) {
        canvas.text(lines.get(line), MARGIN, y, READING, false, Anchor.START, Palette.INK);
        y += READING * LINE_HEIGHT;
      }
    }
  }

  private static void set(
      PdfCanvas canvas, List<String> lines, Look look, double size, double width, double height) {
    double x =
        switch (look.anchor()) {
          case START -> PADDING;
          case MIDDLE -> width / 2;
          case END -> width - PADDING;
        };
    double y = look.multiline() ? PADDING + size : height / 2 + size * 0.35;
    for (String line : lines) {
      canvas.text(line, x, y, size, false, look.anchor(), look.color());
      y += size * LINE_HEIGHT;
    }
  }

  /** What the field says of its words; a size of 0 leaves it to the program. */
  private static Look look(PdfDictionary field) {
    double size = USUAL;
    int color = 0;
    if (field.getAsString(PdfName.DA) != null) {
      Object[] parts = AcroFields.splitDAelements(field.getAsString(PdfName.DA).toUnicodeString());
      if (parts[AcroFields.DA_SIZE] instanceof Float given && given > 0) {
        size = given;
      }
      if (parts[AcroFields.DA_COLOR] instanceof Color given) {
        color = given.getRGB() & 0xFFFFFF;
      }
    }
    int flags =
        field.getAsNumber(PdfName.FF) == null ? 0 : field.getAsNumber(PdfName.FF).intValue();
    int alignment =
        field.getAsNumber(PdfName.Q) == null ? 0 : field.getAsNumber(PdfName.Q).intValue();
    Anchor anchor =
        switch (alignment) {
          case 1 -> Anchor.MIDDLE;
          case 2 -> Anchor.END;
          default -> Anchor.START;
        };
    return new Look(Math.max(size, SMALLEST), color, anchor, (flags & MULTILINE) != 0);
  }

  private static void refuse(List<String> overflows) {
    if (!overflows.isEmpty()) {
      throw new RapporteurException(
          FailureKind.DATA,
          "These words do not fit into their fields of the form:\n" + String.join("\n", overflows),
          "Make the fields larger or let them have several lines, or shorten the words.");
    }
  }

  private static String shortened(String words) {
    return words.codePointCount(0, words.length()) > 60
        ? words.substring(0, words.offsetByCodePoints(0, 50)) + "…"
        : words;
  }
}
