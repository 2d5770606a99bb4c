package dev.rapporteur.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rapporteur.report.yaml.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedSqlTest {
  @Test
  void findsParametersWithTheirPlaces() throws Exception {
    NamedSql sql = NamedSql.parse("SELECT *\nFROM 表 WHERE a = :month AND b>:n_2;\n-- end ;\n");
    assertThat(sql.positional()).isEqualTo("SELECT *\nFROM 表 WHERE a = ? AND b>?");
    assertThat(sql.parameters())
        .containsExactly(
            new NamedSql.Parameter("month", new Position(2, 18), 26),
            new NamedSql.Parameter("n_2", new Position(2, 31), 34));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "SELECT ':a', 'it''s :b'          | SELECT ':a', 'it''s :b'",
        "SELECT 1 AS [x:y]                | SELECT 1 AS [x:y]",
        "SELECT a::date, b -- :c          | SELECT a::date, b",
        "SELECT /* :a ; ? */ 1            | SELECT   1",
        "SELECT $$ :a ; $$                | SELECT $$ :a ; $$",
      })
  void leavesQuotesCommentsAndCastsAlone(String text, String positional) throws Exception {
    NamedSql sql = NamedSql.parse(text.replace('[', '"').replace(']', '"'));
    assertThat(sql.positional().strip()).isEqualTo(positional.replace('[', '"').replace(']', '"'));
    assertThat(sql.parameters()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "SELECT 1; DROP TABLE x | 1:9 | second statement",
        "SELECT a = ?           | 1:12 | write a parameter as :name",
        "SELECT 'abc            | 1:8 | a quote that does not end",
        "SELECT /* abc          | 1:8 | a comment that does not end",
        "SELECT $$ abc          | 1:8 | a dollar quote that does not end",
        "-- nothing             | 1:1 | there is no statement",
        ";                      | 1:1 | there is no statement",
      })
  void refusesWhatIsNotOneStatement(String text, String place, String message) {
    var fault = catchThrowableOfType(NamedSql.SqlSyntax.class, () -> NamedSql.parse(text));
    assertThat(fault).hasMessageContaining(message);
    assertThat(fault.at().line() + ":" + fault.at().column()).isEqualTo(place);
  }

  @Test
  void findsItsWayBackFromThePositionalText() throws Exception {
    NamedSql sql = NamedSql.parse("-- all\nSELECT /* x */ :month,\n  amount FROM s");
    assertThat(sql.placeOf(sql.positional().indexOf("SELECT"))).isEqualTo(new Position(2, 1));
    assertThat(sql.placeOf(sql.positional().indexOf("?"))).isEqualTo(new Position(2, 16));
    assertThat(sql.placeOf(sql.positional().indexOf("amount"))).isEqualTo(new Position(3, 3));
    assertThat(sql.placeOf(1_000)).isEqualTo(new Position(3, 16));
  }

  @Test
  void tellsReadingFromWriting() throws Exception {
    assertThat(NamedSql.parse("-- x\n select 1").reads()).isTrue();
    assertThat(NamedSql.parse("with a as (select 1) select * from a").reads()).isTrue();
    assertThat(NamedSql.parse("/* select */ delete from a").reads()).isFalse();
  }
}
