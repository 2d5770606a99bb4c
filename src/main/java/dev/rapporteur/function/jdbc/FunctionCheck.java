package dev.rapporteur.function.jdbc;

import dev.rapporteur.function.Column;
import dev.rapporteur.function.DataSourceDefinition;
import dev.rapporteur.function.FunctionDefinitions;
import dev.rapporteur.function.NamedSql;
import dev.rapporteur.function.QueryFailedException;
import dev.rapporteur.function.RegisteredFunction;
import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.yaml.ClosestName;
import dev.rapporteur.report.yaml.Position;
import dev.rapporteur.report.yaml.YamlDocument;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;

/**
 * Compares functions with the live schema of their data sources: each statement is prepared by the
 * database, none is carried out, and the columns that it would give are compared with the declared
 * ones. What the database says is turned into a mistake with its place in the statement's file.
 */
public final class FunctionCheck {
  /** H2 marks the place of a mistake in the statement that it repeats. */
  private static final String H2_MARK = "[*]";

  private static final String H2_STATEMENT = " in SQL statement \"";

  /** One character of the statement that is no plain ASCII, as H2 repeats it. */
  private static final Pattern H2_ESCAPE = Pattern.compile("\\\\[0-9a-f]{4}");

  private static final Pattern NAME_IN_MESSAGE = Pattern.compile("\"([^\"]+)\"");

  private final Path workspace;
  private final Map<String, DataSourceDefinition> sources;
  private final SourceDatabases databases;

  /**
   * @param sources the definitions behind the databases, by name; a function on another one is left
   *     out
   */
  public FunctionCheck(
      Path workspace, Map<String, DataSourceDefinition> sources, SourceDatabases databases) {
    this.workspace = workspace;
    this.sources = sources;
    this.databases = databases;
  }

  /** Every mistake in every function. A source that does not answer is one mistake. */
  public List<DefinitionError> check(Collection<RegisteredFunction> functions) {
    List<DefinitionError> errors = new ArrayList<>();
    Set<String> silent = new HashSet<>();
    for (RegisteredFunction function : functions) {
      if (function.body() instanceof RegisteredFunction.Sql body
          && sources.containsKey(body.dataSource())
          && !silent.contains(body.dataSource())) {
        try (Connection connection = databases.connect(body.dataSource())) {
          errors.addAll(check(connection, function, body.sql()));
        } catch (QueryFailedException | SQLException e) {
          silent.add(body.dataSource());
          errors.add(
              new DefinitionError(
                  sources.get(body.dataSource()).file(), 0, 0, e.getMessage(), nextStep(e)));
        }
      }
    }
    return errors;
  }

  private static String nextStep(Exception fault) {
    return fault instanceof QueryFailedException failed ? failed.nextStep() : "";
  }

  private List<DefinitionError> check(
      Connection connection, RegisteredFunction function, NamedSql sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql.positional())) {
      ResultSetMetaData columns = statement.getMetaData();
      connection.rollback();
      return columns == null ? changedRows(function) : compare(function, sql, columns);
    } catch (SQLException e) {
      connection.rollback();
      Position at = place(sql, e);
      return List.of(
          new DefinitionError(
              sqlFile(function),
              at.line(),
              at.column(),
              "the data source refuses the statement: " + message(e),
              ""));
    }
  }

  private List<DefinitionError> changedRows(RegisteredFunction function) {
    List<Column> columns = function.columns();
    boolean oneNumber = columns.size() == 1 && columns.getFirst().type() == Column.Type.NUMBER;
    return oneNumber
        ? List.of()
        : List.of(
            definition(function)
                .keyError(
                    "/columns",
                    "the statement gives no rows, so one number must be declared: the rows changed",
                    ""));
  }

  private List<DefinitionError> compare(
      RegisteredFunction function, NamedSql sql, ResultSetMetaData found) throws SQLException {
    List<ResultColumns.Difference> differences =
        ResultColumns.differences(function.columns(), found);
    if (differences.isEmpty()) {
      return List.of();
    }
    List<String> undeclared =
        differences.stream()
            .filter(difference -> !difference.declared())
            .map(ResultColumns.Difference::column)
            .toList();
    YamlDocument definition = definition(function);
    List<DefinitionError> errors = new ArrayList<>();
    for (ResultColumns.Difference difference : differences) {
      if (difference.declared()) {
        errors.add(
            definition.keyError(
                "/columns/" + difference.column(),
                difference.message(),
                ClosestName.hint(difference.column(), undeclared)));
      } else {
        Position at = placeOfName(sql, difference.column());
        errors.add(
            new DefinitionError(
                sqlFile(function),
                at.line(),
                at.column(),
                difference.message(),
                "declare it under columns, or leave it out"));
      }
    }
    return errors;
  }

  private YamlDocument definition(RegisteredFunction function) {
    return YamlDocument.read(
        workspace, FunctionDefinitions.FOLDER.resolve(function.name() + ".yaml"));
  }

  private String sqlFile(RegisteredFunction function) {
    return YamlDocument.nameOf(
        workspace, FunctionDefinitions.FOLDER.resolve(function.name() + ".sql"));
  }

  private static String message(SQLException e) {
    if (e instanceof PSQLException postgres && postgres.getServerErrorMessage() != null) {
      return String.valueOf(postgres.getServerErrorMessage().getMessage());
    }
    String text = CsvLoad.firstLine(e);
    int repeated = text.indexOf(H2_STATEMENT);
    return repeated < 0 ? text : text.substring(0, repeated);
  }

  /** Where the mistake is, as the database says it; else where the name it complains of stands. */
  private static Position place(NamedSql sql, SQLException e) {
    if (e instanceof PSQLException postgres && postgres.getServerErrorMessage() != null) {
      int position = postgres.getServerErrorMessage().getPosition();
      if (position > 0) {
        return sql.placeOf(withQuestionMarks(sql, position - 1));
      }
    }
    String message = String.valueOf(e.getMessage());
    int start = message.indexOf(H2_STATEMENT) + H2_STATEMENT.length();
    int mark = message.indexOf(H2_MARK);
    if (mark > start) {
      String before = H2_ESCAPE.matcher(message.substring(start, mark)).replaceAll("x");
      return sql.placeOf(before.length());
    }
    Matcher name = NAME_IN_MESSAGE.matcher(CsvLoad.firstLine(e));
    return name.find() ? placeOfName(sql, name.group(1)) : new Position(1, 1);
  }

  /** PostgreSQL's driver sends {@code $1} where a question mark stood. */
  private static int withQuestionMarks(NamedSql sql, int index) {
    int longer = 0;
    int number = 1;
    for (NamedSql.Parameter parameter : sql.parameters()) {
      if (parameter.index() + longer >= index) {
        break;
      }
      longer += Integer.toString(number++).length();
    }
    return index - longer;
  }

  private static Position placeOfName(NamedSql sql, String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    Matcher matcher =
        Pattern.compile("(?<![\\w.])" + Pattern.quote(last.toLowerCase(Locale.ROOT)) + "(?!\\w)")
            .matcher(sql.positional().toLowerCase(Locale.ROOT));
    return matcher.find() ? sql.placeOf(matcher.start()) : new Position(1, 1);
  }
}
