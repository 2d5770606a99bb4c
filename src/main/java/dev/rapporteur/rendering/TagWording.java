package dev.rapporteur.rendering;

import dev.rapporteur.analysis.FigureFormat;
import dev.rapporteur.analysis.Unit;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;

/** Writes the value of a tag as words, by the tag's format and the report's locale. */
public final class TagWording {
  private final FigureFormat figures;
  private final Locale locale;

  public TagWording(Locale locale) {
    this.locale = locale;
    this.figures = new FigureFormat(locale);
  }

  /**
   * The words that the tag shows.
   *
   * @throws TagException if a value of this kind has no words or the format does not fit it
   */
  public String words(TemplateTag.Value tag, ContentValue value) {
    return switch (value) {
      case ContentValue.Text text -> text(tag, text.text());
      case ContentValue.Number number -> number(tag, number);
      case ContentValue.Flag ignored ->
          throw refused(tag, "is a condition", "use {{#if " + tag.path() + "}}");
      case ContentValue.Fields group ->
          throw refused(
              tag,
              "is a group of values",
              "name one of them: " + String.join(", ", group.values().keySet()));
      case ContentValue.Rows ignored ->
          throw refused(tag, "is a list", "use {{#each " + tag.path() + "}}");
      case ContentValue.Narrative ignored -> throw alone(tag, "a narrative");
      case ContentValue.Table ignored -> throw alone(tag, "a table");
      case ContentValue.Chart ignored -> throw alone(tag, "a chart");
      case ContentValue.Image ignored ->
          throw refused(tag, "is a picture, which cannot stand here", "");
    };
  }

  private String text(TemplateTag.Value tag, String text) {
    if (tag.format().isEmpty()) {
      return text;
    }
    return switch (tag.format().get()) {
      case TEXT -> text;
      case UPPER -> text.toUpperCase(locale);
      case DATE -> date(tag, text);
      case MONEY, PERCENT, FULL, SIGNED, MAGNITUDE, UNIT ->
          throw refused(tag, "is text, not a number", "leave out the format");
    };
  }

  private String number(TemplateTag.Value tag, ContentValue.Number number) {
    if (tag.format().isEmpty()) {
      return number.text();
    }
    Unit unit = number.unit();
    return switch (tag.format().get()) {
      case TEXT -> figures.text(number.value(), unit);
      case MONEY -> figures.text(number.value(), only(tag, unit, Set.of(Unit.Kind.MONEY)));
      case PERCENT ->
          figures.text(
              number.value(), only(tag, unit, Set.of(Unit.Kind.PERCENT, Unit.Kind.POINTS)));
      case FULL -> figures.cell(number.value(), unit);
      case SIGNED -> figures.signed(number.value(), unit);
      case MAGNITUDE -> figures.magnitude(number.value(), unit);
      case UNIT -> figures.unitLabel(unit);
      case UPPER, DATE -> throw refused(tag, "is a number", "use text, full, signed or magnitude");
    };
  }

  private static Unit only(TemplateTag.Value tag, Unit unit, Set<Unit.Kind> kinds) {
    if (!kinds.contains(unit.kind())) {
      throw refused(tag, "counts " + unit, "use text");
    }
    return unit;
  }

  private String date(TemplateTag.Value tag, String text) {
    try {
      LocalDate date = LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
      String pattern = locale.getLanguage().equals("zh") ? "yyyy年M月d日" : "d MMMM yyyy";
      return DateTimeFormatter.ofPattern(pattern, locale).format(date);
    } catch (DateTimeParseException notADate) {
      throw refused(tag, "is not a date", "leave out the format");
    }
  }

  private static TagException alone(TemplateTag.Value tag, String kind) {
    return refused(
        tag, "is " + kind + " and stands among other words", "give it a paragraph of its own");
  }

  private static TagException refused(TemplateTag.Value tag, String reason, String hint) {
    return new TagException(
        new TagFault(tag.start(), tag.shown() + ": \"" + tag.path() + "\" " + reason, hint));
  }
}
