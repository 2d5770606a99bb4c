package dev.rapporteur.report.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rapporteur.report.InvalidDefinitionException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class YamlDocumentTest {
  @Test
  void knowsWhereEachPartStands() {
    YamlDocument document =
        parse(
            "report: sales\ntitle: 月度  # a comment\nfigures:\n  - { total: x, unit: 'CNY' }\n  - y\n");
    assertThat(document.root().toString())
        .isEqualTo(
            "{\"report\":\"sales\",\"title\":\"月度\",\"figures\":[{\"total\":\"x\",\"unit\":\"CNY\"},\"y\"]}");
    assertThat(document.positionOf("/title")).isEqualTo(new Position(2, 8));
    assertThat(document.positionOf("/figures/0/unit")).isEqualTo(new Position(4, 23));
    assertThat(document.keyPositionOf("/figures/0/unit")).isEqualTo(new Position(4, 17));
    assertThat(document.positionOf("/figures/1")).isEqualTo(new Position(5, 5));
    assertThat(document.positionOf("/figures/7/x")).isEqualTo(new Position(4, 3));
  }

  @Test
  void escapesPointers() {
    YamlDocument document = parse("a/b:\n  c~d: 1\n");
    assertThat(document.keyPositionOf("/a~1b/c~0d")).isEqualTo(new Position(2, 3));
  }

  @Test
  void readsScalarsByTheCoreSchemaOfYaml12() {
    JsonNode root =
        parse(
                "a: no\nb: on\nc: true\nd: 12\ne: 1.50\nf: 08:00\ng: ~\nh: '12'\ni: 2024-03\nj: 1_000\nk: 010\n")
            .root();
    assertThat(root.get("a").isString()).isTrue();
    assertThat(root.get("b").isString()).isTrue();
    assertThat(root.get("c").isBoolean()).isTrue();
    assertThat(root.get("d").isInt()).isTrue();
    assertThat(root.get("e").decimalValue()).isEqualTo(new BigDecimal("1.50"));
    assertThat(root.get("f").asString()).isEqualTo("08:00");
    assertThat(root.get("g").isNull()).isTrue();
    assertThat(root.get("h").isString()).isTrue();
    assertThat(root.get("i").asString()).isEqualTo("2024-03");
    assertThat(root.get("j").isString()).isTrue();
    assertThat(root.get("k").asInt()).isEqualTo(10);
  }

  @Test
  void readsAnEmptyFileAsNothing() {
    assertThat(parse("").root().isNull()).isTrue();
    assertThat(parse("# only a comment\n").root().isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "a: 1\\n\\tb: 2                | 2:1: the line is indented with a tab (use spaces)",
        "a:\\n  b: 1\\n  \\tc: 2       | 3:3: the line is indented with a tab (use spaces)",
        "a: 1\\nb: 2\\na: 3            | 3:1: the key 'a' stands here twice (first in line 1)",
        "a: &x 1\\nb: *x               | 1:4: anchors and aliases are not used in definitions (write it out)",
        "b: *x                         | 1:4: anchors and aliases are not used in definitions (write it out)",
        "a: !!int 3                    | 1:4: the tag 'tag:yaml.org,2002:int' is not allowed",
        "a: !!javax.script.Engine [x]  | 1:4: the tag 'tag:yaml.org,2002:javax.script.Engine' is not allowed",
        "a: !env SECRET                | 1:4: the tag '!env' is not allowed",
        "a: x: y                       | 1:5: a ':' is not allowed here",
        "a: 'x                         | 1:6: the text ends within quotes",
        "a: 1\\n b: 2                  | 2:3: a ':' is not allowed here",
        "a\\nb: 1                      | 2:2: ",
        "a: [1, 2                      | 1:9: ",
        "a: 0x1F                       | 1:4: write the number '0x1F' in decimal",
        "a: .inf                       | 1:4: '.inf' is not a finite number",
        "? [a, b]\\n: 1                | 1:3: a key must be a plain word",
        "a: 1\\n---\\nb: 2             | 2:1: a second document starts here (remove the '---')",
      })
  void refusesWithThePlace(String text, String error) {
    var fault =
        catchThrowableOfType(
            InvalidDefinitionException.class, () -> parse(text.translateEscapes()));
    assertThat(fault.errors()).hasSize(1);
    assertThat(fault.errors().getFirst().toString()).startsWith("f.yaml:" + error);
  }

  @Test
  void refusesBombs() {
    String laughs =
        "a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n";
    assertRefused(laughs, "anchors");
    assertRefused("a: " + "[".repeat(60) + "]".repeat(60), "nested deeper than 50");
    assertRefused("a: " + "[".repeat(100_000), "nested deeper than 50");
    assertRefused("a: \u0007", "f.yaml:1:");
  }

  @Test
  void refusesFilesThatAreNoDefinitions(@TempDir Path folder) throws Exception {
    assertRefused(folder, "missing.yaml", "there is no such file");
    Files.writeString(folder.resolve("big.yaml"), "#".repeat(1024 * 1024 + 1));
    assertRefused(folder, "big.yaml", "larger than 1 MiB");
    Files.write(folder.resolve("latin.yaml"), "a: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(folder, "latin.yaml", "not UTF-8");
  }

  @Test
  void readsAFileWithByteOrderMarkAndNamesItRelatively(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("tasks"));
    Files.writeString(folder.resolve("tasks/a.yaml"), "\uFEFFa: 1");
    YamlDocument document = YamlDocument.read(folder, Path.of("tasks", "a.yaml"));
    assertThat(document.file()).isEqualTo("tasks/a.yaml");
    assertThat(document.root().get("a").asInt()).isEqualTo(1);
  }

  private static YamlDocument parse(String text) {
    return YamlDocument.parse("f.yaml", text);
  }

  private static void assertRefused(String text, String message) {
    var fault = catchThrowableOfType(InvalidDefinitionException.class, () -> parse(text));
    assertThat(fault).hasMessageContaining(message);
  }

  private static void assertRefused(Path folder, String file, String message) {
    var fault =
        catchThrowableOfType(
            InvalidDefinitionException.class, () -> YamlDocument.read(folder, Path.of(file)));
    assertThat(fault).hasMessageContaining(message).hasMessageStartingWith(file);
  }
}
