package dev.rapporteur.report;

import dev.rapporteur.access.Role;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a report is: the content of {@code tasks/NAME/report.yaml}.
 *
 * @param name its name, which is also its folder's
 * @param title as on the cover
 * @param subtitle as on the cover; may be empty
 * @param company whose report it is, as on the cover; may be empty
 * @param locale the language it is written in and how it writes numbers
 * @param timeZone in which its periods begin and end
 * @param period how long a period is
 * @param schedule when it is made by itself
 * @param ready the call that says whether the data are complete
 * @param roles what a run by schedule or web hook may do: the definition's declared identity
 * @param data name to call, in order
 * @param figures what is computed, in order
 * @param keyFigures ids of the figures on the first page, at most six
 * @param keyChart the chart beside them
 * @param sections in reading order, at least one
 * @param templates what is filled
 * @param outputs what is made beside the Word file, the PDF and the evidence
 * @param review who decides
 * @param deliver where the approved report goes
 * @param split one run for each part of the data, if that is wanted
 */
public record ReportDefinition(
    String name,
    String title,
    String subtitle,
    String company,
    Locale locale,
    ZoneId timeZone,
    ReportingPeriod.Kind period,
    Optional<ScheduleDefinition> schedule,
    Optional<ReadinessDefinition> ready,
    Set<Role> roles,
    Map<String, DataCall> data,
    List<FigureDefinition> figures,
    List<String> keyFigures,
    Optional<ChartDefinition> keyChart,
    List<SectionDefinition> sections,
    TemplateSet templates,
    Set<Output> outputs,
    ReviewDefinition review,
    List<DeliveryTarget> deliver,
    Optional<SplitDefinition> split) {

  public ReportDefinition {
    roles = Set.copyOf(roles);
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    figures = List.copyOf(figures);
    keyFigures = List.copyOf(keyFigures);
    sections = List.copyOf(sections);
    outputs = Set.copyOf(outputs);
    deliver = List.copyOf(deliver);
  }

  public boolean isChinese() {
    return locale.getLanguage().equals("zh");
  }

  /**
   * A call of a registered function.
   *
   * @param function the function's name
   * @param with arguments beside those that the run binds (the period, the scope)
   */
  public record DataCall(String function, Map<String, Object> with) {
    public DataCall {
      with = Collections.unmodifiableMap(new LinkedHashMap<>(with));
    }
  }

  /**
   * When a report is made by itself. Exactly one of {@code cron}, {@code workday} and {@code day}
   * is given.
   *
   * @param cron in Quartz's syntax
   * @param workday n-th working day of the month after the period; -1 the last one
   * @param day of the month, 1 to 31; a shorter month has its last day instead
   * @param roll where a {@code day} goes that is not worked: {@code following}, {@code preceding}
   *     or {@code modified-following}
   * @param at time of day for {@code workday} and {@code day}, HH:mm
   * @param calendar name of the calendar of working days; empty for Monday to Friday
   * @param misfire {@code run-each}, {@code run-latest} or {@code skip}
   */
  public record ScheduleDefinition(
      Optional<String> cron,
      Optional<Integer> workday,
      Optional<Integer> day,
      String roll,
      String at,
      String calendar,
      String misfire) {}

  /**
   * When the data are complete.
   *
   * @param call function whose first row says so; without a row there are no data
   * @param closed the column that says yes or no; a function without it says yes by its row
   * @param minimum the least that columns of the first row must hold, such as numbers of rows
   * @param loadedSinceEnd the column with the time of the latest load, which must not lie before
   *     the period's end
   * @param owner who can do something about it, in words; may be empty
   * @param deadline by when; without one the run waits as long as it takes
   * @param otherwise what happens at the deadline
   */
  public record ReadinessDefinition(
      DataCall call,
      String closed,
      Map<String, BigDecimal> minimum,
      Optional<String> loadedSinceEnd,
      String owner,
      Optional<Deadline> deadline,
      Otherwise otherwise) {
    public ReadinessDefinition {
      minimum = Collections.unmodifiableMap(new LinkedHashMap<>(minimum));
    }

    /** What happens at the deadline. */
    public enum Otherwise {
      /** Others are told, and the run waits on. */
      ESCALATE,
      /** The draft is made, with a note of what is missing. */
      DRAFT
    }

    /**
     * @param workday n-th working day after the period
     * @param at time of day, HH:mm
     */
    public record Deadline(int workday, String at) {}
  }

  /**
   * A section of the text.
   *
   * @param id unique in the report
   * @param heading as shown
   * @param ask file with the instruction to the writer, relative to the definition
   * @param figures ids of the figure definitions it speaks about
   * @param documents what to look for in the strategy documents; empty for none
   * @param chart what to draw
   * @param table the data to show as a table
   * @param after ids of sections that are written before this one, which may sum them up
   */
  public record SectionDefinition(
      String id,
      String heading,
      String ask,
      List<String> figures,
      String documents,
      Optional<ChartDefinition> chart,
      Optional<TableDefinition> table,
      List<String> after) {
    public SectionDefinition {
      figures = List.copyOf(figures);
      after = List.copyOf(after);
    }
  }

  /**
   * @param kind {@code bar}, {@code column}, {@code line} or {@code waterfall}
   * @param subject what is drawn: a column ({@code regions.amount}) or the id of a figure
   *     definition
   * @param compare the period that is drawn beside it
   */
  public record ChartDefinition(
      String kind, String subject, Optional<FigureDefinition.Base> compare) {}

  /**
   * @param data name of the data whose rows are shown
   * @param rows at most so many of its rows stand in the documents; the workbook has all
   * @param title what it shows; empty for the section's heading
   */
  public record TableDefinition(String data, int rows, String title) {}

  /**
   * @param word template file under {@code templates/}
   * @param pdf template file under {@code templates/}
   * @param form a form PDF under {@code templates/} that is filled beside them
   */
  public record TemplateSet(String word, String pdf, Optional<String> form) {}

  /** A further kind of file that is made of a report. */
  public enum Output {
    /** All tables with all rows, and the figures. */
    WORKBOOK,
    /** One file for a browser. */
    HTML,
    /** Text with tables and footnotes. */
    MARKDOWN
  }

  /**
   * @param by role that reviews
   * @param dueWorkdays working days until the review is due
   * @param fourEyes whether who started or edited a draft may not approve it alone
   */
  public record ReviewDefinition(Role by, int dueWorkdays, boolean fourEyes) {}

  /**
   * One run for each value of a column.
   *
   * @param by the column, which is also the parameter that limits each call to its part
   * @param from name of the data whose rows say which parts there are; empty for the first that has
   *     the column
   * @param parallel how many parts are made at the same time
   */
  public record SplitDefinition(String by, String from, int parallel) {}

  /**
   * @param channel {@code mail}, {@code folder}, {@code sftp}, {@code hook} or {@code chat}
   * @param target name of the recipient list, folder or endpoint in {@code tasks/delivery.yaml};
   *     {@code {region}} stands for the part of the data
   */
  public record DeliveryTarget(String channel, String target) {}
}
