package dev.rapporteur.rendering.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rapporteur.report.InvalidDefinitionException;
import dev.rapporteur.testing.SampleReports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTemplateTest {

  @ParameterizedTest
  @ValueSource(strings = {"sales-monthly", "sales-monthly-zh"})
  void acceptsTheShippedTemplates(String name) throws Exception {
    HtmlTemplate template =
        HtmlTemplate.compile(name, Files.readString(Path.of("templates", name, "report.html")));
    SampleReports sample = name.endsWith("zh") ? SampleReports.chinese() : SampleReports.english();
    assertThat(template.check(sample.content())).isEmpty();
    assertThat(template.check(sample.withEmptySections().content())).isEmpty();
  }

  @Test
  void listsTagsThatTheReportDoesNotHaveWithTheirPlace() {
    HtmlTemplate template =
        HtmlTemplate.compile(
            "t.html", "<html><body>\n<p>{{titel}}</p>\n<p>{{ figures }}</p></body></html>");
    assertThat(template.check(SampleReports.english().content()))
        .extracting(error -> error.line() + ": " + error.hint())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("2: ").contains("title"),
            second -> assertThat(second).startsWith("3: ").contains("#each"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <html><body>\\n<p>x</body></html>          | 2 | not well-formed
          <!DOCTYPE x [<!ENTITY a 'b'>]><html/>      | 1 | DOCTYPE
          <html><body>&nbsp;</body></html>           | 1 | write the character itself
          <html><body><script>x</script></body></html> | 1 | <script> cannot be used
          <html><body>\\n\\n<p onclick='x'>x</p></body></html> | 3 | onclick cannot be used
          <html><body><a href='http://x/'>x</a></body></html> | 1 | leaves the document
          <html><body><a href='{{title}}'>x</a></body></html> | 1 | leaves the document
          <html><body><img src='http://x/y.png'/></body></html> | 1 | outside of the template's folder
          <html><body><img src='{{title}}'/></body></html> | 1 | a tag stands in src
          <html><body><p style='color: {{title}}'>x</p></body></html> | 1 | a tag stands in a style
          <html><head><style>p { color: {{title}} }</style></head></html> | 1 | a tag stands in a style
          <html><head><style>p { height: 100000mm }</style></head></html> | 1 | longer than any page
          <html><body><table><tr><td colspan='100000'>x</td></tr></table></body></html> | 1 | not a number up to 100
          <html><body><P>x</P></body></html>         | 1 | lower case
          <html><body><form/></body></html>          | 1 | <form> cannot be used
          <html><?php x ?></html>                    | 1 | <?php?> cannot be used
          <html><body>\\n<p>{{#if draft}}</p>\\n<p>{{/if}}</p></body></html> | 3 | not in the same element
          <html><body><p>{{#each sources}}</p></body></html> | 1 | not closed
          """)
  void refusesWhatIsWrongAndSaysWhere(String template, int line, String reason) {
    InvalidDefinitionException refused =
        catchThrowableOfType(
            InvalidDefinitionException.class,
            () -> HtmlTemplate.compile("t.html", template.replace("\\n", "\n")));
    assertThat(refused).hasMessageContaining(reason);
    assertThat(refused.errors().getFirst().line()).isEqualTo(line);
  }

  @Test
  void refusesAnEntityBombAtOnce() {
    String bomb =
        "<!DOCTYPE html [<!ENTITY a \""
            + "x".repeat(1000)
            + "\"><!ENTITY b \""
            + "&a;".repeat(1000)
            + "\">]><html>&b;</html>";
    assertThatThrownBy(() -> HtmlTemplate.compile("t.html", bomb))
        .isInstanceOf(InvalidDefinitionException.class);
  }

  @Test
  void refusesElementsNestedWithoutEnd() {
    String deep =
        "<html><body>" + "<div>".repeat(500) + "x" + "</div>".repeat(500) + "</body></html>";
    assertThatThrownBy(() -> HtmlTemplate.compile("t.html", deep))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("deep");
  }

  @Test
  void refusesATableAmongTheWordsOfAnAttribute() {
    HtmlTemplate template =
        HtmlTemplate.compile("t.html", "<html><body><p title=\"{{keyChart}}\">x</p></body></html>");
    assertThatThrownBy(() -> template.fill(SampleReports.english().content()))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("keyChart");
  }

  @Test
  void saysWhyATableIsEmpty() {
    FilledTemplate filled =
        HtmlTemplate.compile("t.html", "<html><body>{{section.regions.table}}</body></html>")
            .fill(SampleReports.english().withEmptySections().content());
    assertThat(filled.document().getDocumentElement().getTextContent())
        .contains("No rows for this period.");
  }

  @Test
  void cutsATableOfThousandsOfRowsAndKeepsItForTheEnd() {
    FilledTemplate filled =
        HtmlTemplate.compile("t.html", "<html><body>{{section.products.table}}</body></html>")
            .fill(SampleReports.english().withRows(6000).content());
    assertThat(filled.document().getElementsByTagName("tr").getLength()).isEqualTo(41);
    assertThat(filled.document().getDocumentElement().getTextContent())
        .contains("The first 40 of 6,000 rows");
    assertThat(filled.longTables()).containsOnlyKeys("products");
  }

  @Test
  void takesValuesWithBracesAsWords() {
    FilledTemplate filled =
        HtmlTemplate.compile(
                "t.html", "<html><body><p title=\"{{title}}\">{{title}}</p></body></html>")
            .fill(SampleReports.english().with("title", "{{x}} \"a\" <b> & 'c'\n2").content());
    assertThat(
            filled
                .document()
                .getElementsByTagName("p")
                .item(0)
                .getAttributes()
                .item(0)
                .getNodeValue())
        .isEqualTo("{{x}} \"a\" <b> & 'c' 2");
    assertThat(filled.document().getElementsByTagName("p").item(0).getTextContent())
        .isEqualTo("{{x}} \"a\" <b> & 'c'2");
    assertThat(List.of("b", "x"))
        .allMatch(name -> filled.document().getElementsByTagName(name).getLength() == 0);
  }
}
