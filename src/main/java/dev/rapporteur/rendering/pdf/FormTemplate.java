package dev.rapporteur.rendering.pdf;

import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.TagException;
import dev.rapporteur.rendering.TagFault;
import dev.rapporteur.rendering.TagParser;
import dev.rapporteur.rendering.TagScope;
import dev.rapporteur.rendering.TemplateTag;
import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.openpdf.text.pdf.AcroFields;
import org.openpdf.text.pdf.PdfArray;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfObject;
import org.openpdf.text.pdf.PdfReader;

/**
 * A form PDF whose text fields and check boxes are filled from a report. A field's name is the name
 * of a value ({@code period.label}); where its tooltip holds a tag, that tag counts instead ({@code
 * {{sales | full}}}). Signature fields and buttons stay as they are. Forms with scripts, actions,
 * attachments, XFA or a password are refused.
 */
public final class FormTemplate {
  private static final Set<PdfName> REFUSED_ACTIONS =
      Set.of(
          PdfName.JAVASCRIPT,
          PdfName.LAUNCH,
          PdfName.SUBMITFORM,
          PdfName.IMPORTDATA,
          PdfName.GOTOR,
          PdfName.GOTOE,
          PdfName.RENDITION,
          new PdfName("Movie"),
          new PdfName("Sound"));

  private static final int DEEPEST = 60;

  private final String file;
  private final byte[] bytes;
  private final Map<String, TemplateTag.Value> fields;

  private FormTemplate(String file, byte[] bytes, Map<String, TemplateTag.Value> fields) {
    this.file = file;
    this.bytes = bytes;
    this.fields = fields;
  }

  /**
   * Reads a form.
   *
   * @param file its path in the workspace, for messages
   * @throws InvalidDefinitionException if it is not a form, is not safe, or a field names no value
   */
  public static FormTemplate compile(String file, byte[] bytes) {
    try (PdfReader reader = new PdfReader(bytes.clone())) {
      if (reader.isEncrypted()) {
        throw invalid(file, "the form has a password", "save it without one");
      }
      refuseActive(file, reader);
      return new FormTemplate(file, bytes.clone(), fields(file, reader.getAcroFields()));
    } catch (InvalidDefinitionException known) {
      throw known;
    } catch (IOException | RuntimeException unreadable) {
      throw invalid(file, "not a PDF that can be read: " + unreadable.getMessage(), "");
    }
  }

  /** Every field that asks for what the content does not have; empty if the form fits. */
  public List<DefinitionError> check(ReportContent content) {
    List<DefinitionError> errors = new ArrayList<>();
    TagScope scope = TagScope.of(content.root());
    fields.forEach(
        (name, tag) -> {
          try {
            scope.value(tag);
          } catch (TagException unknown) {
            errors.add(error(name, unknown.fault()));
          }
        });
    return errors;
  }

  PdfReader open() throws IOException {
    return new PdfReader(bytes.clone());
  }

  /** The tag of each field that is filled, by the field's full name. */
  Map<String, TemplateTag.Value> fields() {
    return fields;
  }

  /**
   * @throws InvalidDefinitionException if the content has no such value
   */
  ContentValue value(String field, ReportContent content) {
    try {
      return TagScope.of(content.root()).value(fields.get(field));
    } catch (TagException unknown) {
      throw new InvalidDefinitionException(List.of(error(field, unknown.fault())));
    }
  }

  DefinitionError error(String field, TagFault fault) {
    return new DefinitionError(
        file, 0, 0, "field \"" + field + "\": " + fault.message(), fault.hint());
  }

  private static Map<String, TemplateTag.Value> fields(String file, AcroFields form) {
    Map<String, TemplateTag.Value> tags = new TreeMap<>();
    List<DefinitionError> errors = new ArrayList<>();
    for (String name : form.getAllFields().keySet()) {
      int type = form.getFieldType(name);
      if (type != AcroFields.FIELD_TYPE_TEXT && type != AcroFields.FIELD_TYPE_CHECKBOX) {
        continue;
      }
      String written = tagText(form, name);
      TagParser.Tags parsed = TagParser.parse(written, 0);
      if (parsed.tags().size() == 1 && parsed.tags().getFirst() instanceof TemplateTag.Value tag) {
        tags.put(name, tag);
      } else {
        String message =
            parsed.faults().isEmpty()
                ? written + " is not the tag of one value"
                : parsed.faults().getFirst().message();
        errors.add(
            new DefinitionError(
                file, 0, 0, "field \"" + name + "\": " + message, "name it after a value"));
      }
    }
    if (tags.isEmpty() && errors.isEmpty()) {
      errors.add(new DefinitionError(file, 0, 0, "the PDF has no text field or check box", ""));
    }
    if (!errors.isEmpty()) {
      throw new InvalidDefinitionException(errors);
    }
    return tags;
  }

  private static String tagText(AcroFields form, String name) {
    PdfDictionary field = form.getFieldItem(name).getMerged(0);
    String tooltip =
        field.getAsString(PdfName.TU) == null
            ? ""
            : field.getAsString(PdfName.TU).toUnicodeString();
    return tooltip.contains("{{") ? tooltip : "{{" + name + "}}";
  }

  private static void refuseActive(String file, PdfReader reader) {
    PdfDictionary form = reader.getCatalog().getAsDict(PdfName.ACROFORM);
    if (form != null && form.contains(PdfName.XFA)) {
      throw invalid(file, "the form is an XFA form", "save it as an AcroForm");
    }
    for (int i = 0; i < reader.getXrefSize(); i++) {
      refuseActive(file, reader.getPdfObject(i), 0);
    }
  }

  private static void refuseActive(String file, PdfObject object, int depth) {
    if (object instanceof PdfArray array && depth < DEEPEST) {
      for (int i = 0; i < array.size(); i++) {
        refuseActive(file, array.getPdfObject(i), depth + 1);
      }
    } else if (object instanceof PdfDictionary dictionary && depth < DEEPEST) {
      PdfObject action = dictionary.get(PdfName.S);
      if (action instanceof PdfName name && REFUSED_ACTIONS.contains(name)) {
        throw invalid(file, "the form has an action " + name, "remove it");
      }
      if (dictionary.contains(PdfName.JS) || dictionary.contains(PdfName.EF)) {
        throw invalid(file, "the form has a script or an attachment", "remove it");
      }
      dictionary.getKeys().forEach(key -> refuseActive(file, dictionary.get(key), depth + 1));
    }
  }

  private static InvalidDefinitionException invalid(String file, String message, String hint) {
    return new InvalidDefinitionException(List.of(new DefinitionError(file, 0, 0, message, hint)));
  }
}
