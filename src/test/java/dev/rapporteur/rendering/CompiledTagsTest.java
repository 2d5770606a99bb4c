package dev.rapporteur.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.analysis.Unit;
import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompiledTagsTest {

  private final ContentValue.Fields root =
      fields(
          Map.of(
              "title", new ContentValue.Text("Sales & more"),
              "draft", new ContentValue.Flag(true),
              "none", new ContentValue.Text(""),
              "asOf", new ContentValue.Text("2024-04-02T08:00:00Z"),
              "sales", number("48213907.40", "CNY"),
              "growth", number("12.43", "percent"),
              "period", fields(Map.of("label", new ContentValue.Text("March 2024"))),
              "regions",
                  new ContentValue.Rows(
                      List.of(
                          fields(
                              Map.of(
                                  "name", new ContentValue.Text("East"),
                                  "title", new ContentValue.Text("inner"))),
                          fields(Map.of("name", new ContentValue.Text("West"))))),
              "empty", new ContentValue.Rows(List.of())));

  @Test
  void showsValuesByPathAndFormat() {
    assertThat(filled("{{title}}, {{ period.label }}: {{sales}}|{{sales|full}}|{{sales | unit}}"))
        .isEqualTo("Sales & more, March 2024: as written|48,213,907.40|yuan");
    assertThat(filled("{{growth | signed}} {{growth|percent}} {{sales|money}} {{title|upper}}"))
        .isEqualTo("+12.4% 12.4% 48.2 million yuan SALES & MORE");
    assertThat(filled("{{asOf | date}}")).isEqualTo("2 April 2024");
  }

  @Test
  void repeatsForEachRowAndLooksOutwardForNames() {
    assertThat(filled("{{#each regions}}{{name}}/{{title}}/{{period.label}};{{/each}}"))
        .isEqualTo("East/inner/March 2024;West/Sales & more/March 2024;");
    assertThat(filled("[{{#each empty}}x{{/each}}]")).isEqualTo("[]");
  }

  @Test
  void choosesBySetFlagsTextsAndRows() {
    assertThat(filled("{{#if draft}}D{{else}}A{{/if}}{{#if none}}N{{else}}-{{/if}}"))
        .isEqualTo("D-");
    assertThat(filled("{{#if empty}}E{{/if}}{{#if regions}}{{#if draft}}R{{/if}}{{/if}}"))
        .isEqualTo("R");
  }

  @Test
  void leavesOutComments() {
    assertThat(filled("a{{! any {words} }}b")).isEqualTo("ab");
  }

  @Test
  void neverReadsTagsInValues() {
    ContentValue.Fields sly = fields(Map.of("title", new ContentValue.Text("{{secret}}")));
    assertThat(filled("{{title}}", sly)).isEqualTo("{{secret}}");
  }

  @Test
  void listsEveryMalformedUnclosedAndMisplacedTagAtOnce() {
    String template =
        "{{#each regions}}\n{{a b}} {{#eac x}} {{sales | ful}}\n{{/if}} {{#if}}\n{{open {{title}}";
    assertThatThrownBy(() -> CompiledTags.compile("templates/x.html", template))
        .isInstanceOfSatisfying(
            InvalidDefinitionException.class,
            fault ->
                assertThat(fault.errors())
                    .extracting(DefinitionError::toString)
                    .containsExactlyInAnyOrder(
                        "templates/x.html:1:1: {{#each regions}} is not closed",
                        "templates/x.html:2:1: {{a b}} does not name a value (a name is made of"
                            + " letters, digits, _ and -, joined by dots)",
                        "templates/x.html:2:9: {{#eac x}} is not a tag (did you mean \"#each\"?)",
                        "templates/x.html:2:20: \"ful\" in {{sales | ful}} is not a format (did you"
                            + " mean \"full\"?)",
                        "templates/x.html:3:1: {{/if}} has no {{#if}} before it ({{#each regions}}"
                            + " is still open)",
                        "templates/x.html:3:9: {{#if}} is not a tag (#if needs the name of a value,"
                            + " as {{#if name}})",
                        "templates/x.html:4:1: {{open is not closed (close it with }})"));
  }

  @Test
  void checksBothSidesOfConditionsAndAllRowsOfLoops() {
    String template =
        "{{titel}} {{#if draft}}x{{else}}{{period.lable}}{{/if}}"
            + "{{#each regions}}{{title}}{{nmae}}{{/each}}{{#each title}}{{/each}}"
            + "{{period}}{{regions}}{{title | full}}{{growth | money}}";
    assertThat(CompiledTags.compile("t.html", template).check(content()))
        .extracting(error -> error.message() + " (" + error.hint() + ")")
        .containsExactly(
            "\"titel\" is not known here (did you mean \"title\"?)",
            "\"period.lable\" is not known here (did you mean \"label\"?)",
            "\"nmae\" is not known here (did you mean \"name\"?)",
            "\"title\" is not a list, so {{#each title}} cannot go over it (use {{#if title}} for a"
                + " condition)",
            "{{period}}: \"period\" is a group of values (name one of them: label)",
            "{{regions}}: \"regions\" is a list (use {{#each regions}})",
            "{{title | full}}: \"title\" is text, not a number (leave out the format)",
            "{{growth | money}}: \"growth\" counts percent (use text)");
  }

  @Test
  void saysWhereAMissingValueIsAskedFor() {
    CompiledTags template = CompiledTags.compile("t.html", "line\n  {{missing}}");
    assertThatThrownBy(() -> template.fill(root, new Words(Locale.ENGLISH)))
        .hasMessageContaining("t.html:2:3: \"missing\" is not known here");
  }

  private String filled(String template) {
    return filled(template, root);
  }

  private static String filled(String template, ContentValue.Fields root) {
    Words words = new Words(Locale.ENGLISH);
    CompiledTags.compile("t.html", template).fill(root, words);
    return words.text.toString();
  }

  private ReportContent content() {
    return new ReportContent(
        root, Locale.ENGLISH, "doc", 1, "t", "a", Instant.EPOCH, Optional.empty());
  }

  private static ContentValue.Fields fields(Map<String, ContentValue> values) {
    return new ContentValue.Fields(values);
  }

  private static ContentValue.Number number(String value, String unit) {
    return new ContentValue.Number("F1", new BigDecimal(value), Unit.of(unit), "as written");
  }

  private static final class Words implements CompiledTags.Sink {
    final StringBuilder text = new StringBuilder();
    private final TagWording wording;

    Words(Locale locale) {
      wording = new TagWording(locale);
    }

    @Override
    public void literal(String literal) {
      text.append(literal);
    }

    @Override
    public void value(TemplateTag.Value tag, ContentValue value) {
      text.append(wording.words(tag, value));
    }
  }
}
