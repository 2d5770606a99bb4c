package dev.rapporteur.trigger;

import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads a calendar file:
 *
 * <pre>{@code
 * calendar: DE
 * weekend: [saturday, sunday]
 * years:
 *   2026: { off: [01-01, 12-24..12-26], work: [] }
 * }</pre>
 */
final class CalendarFile {
  private static final Pattern DAYS =
      Pattern.compile("(\\d{2})-(\\d{2})(?:\\.\\.(\\d{2})-(\\d{2}))?");

  private final String file;

  CalendarFile(String file) {
    this.file = file;
  }

  WorkingDayCalendar read(String text) {
    Node root;
    try {
      root =
          new Compose(LoadSettings.builder().build())
              .composeString(text)
              .orElseThrow(() -> wrong(Optional.empty(), "the file is empty"));
    } catch (MarkedYamlEngineException e) {
      throw wrong(e.getProblemMark(), e.getProblem());
    }
    String name = null;
    Set<DayOfWeek> weekend = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    SortedMap<Integer, WorkingDayCalendar.Year> years = null;
    for (NodeTuple entry : mapping(root)) {
      Node value = entry.getValueNode();
      switch (scalar(entry.getKeyNode())) {
        case "calendar" -> name = scalar(value);
        case "weekend" -> weekend = weekend(value);
        case "years" -> years = years(value);
        default -> throw unknown(entry.getKeyNode(), "calendar, weekend, years");
      }
    }
    if (name == null || years == null) {
      throw wrong(root.getStartMark(), "a calendar has 'calendar' (its name) and 'years'");
    }
    return new WorkingDayCalendar(name, weekend, years);
  }

  private Set<DayOfWeek> weekend(Node node) {
    Set<DayOfWeek> weekend = EnumSet.noneOf(DayOfWeek.class);
    for (Node each : sequence(node)) {
      try {
        weekend.add(DayOfWeek.valueOf(scalar(each).toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw wrong(each.getStartMark(), "'" + scalar(each) + "' is not a day such as saturday");
      }
    }
    return weekend;
  }

  private SortedMap<Integer, WorkingDayCalendar.Year> years(Node node) {
    SortedMap<Integer, WorkingDayCalendar.Year> years = new TreeMap<>();
    for (NodeTuple entry : mapping(node)) {
      String text = scalar(entry.getKeyNode());
      if (!text.matches("[12]\\d{3}")) {
        throw wrong(entry.getKeyNode().getStartMark(), "'" + text + "' is not a year");
      }
      int year = Integer.parseInt(text);
      if (years.put(year, year(year, entry.getValueNode())) != null) {
        throw wrong(entry.getKeyNode().getStartMark(), year + " is there twice");
      }
    }
    return years;
  }

  private WorkingDayCalendar.Year year(int year, Node node) {
    Set<LocalDate> off = new HashSet<>();
    Set<LocalDate> work = new HashSet<>();
    for (NodeTuple entry : mapping(node)) {
      Set<LocalDate> days =
          switch (scalar(entry.getKeyNode())) {
            case "off" -> off;
            case "work" -> work;
            default -> throw unknown(entry.getKeyNode(), "off, work");
          };
      for (Node each : sequence(entry.getValueNode())) {
        addDays(year, each, days);
      }
    }
    if (off.stream().anyMatch(work::contains)) {
      throw wrong(node.getStartMark(), "a day of " + year + " is both off and work");
    }
    return new WorkingDayCalendar.Year(off, work);
  }

  private void addDays(int year, Node node, Set<LocalDate> days) {
    Matcher matcher = DAYS.matcher(scalar(node));
    if (!matcher.matches()) {
      throw wrong(
          node.getStartMark(), "'" + scalar(node) + "' is not a day 05-01 or a range 05-01..05-05");
    }
    try {
      LocalDate first = day(year, matcher.group(1), matcher.group(2));
      boolean range = matcher.group(3) != null;
      LocalDate last = range ? day(year, matcher.group(3), matcher.group(4)) : first;
      if (last.isBefore(first)) {
        throw wrong(node.getStartMark(), "'" + scalar(node) + "' ends before it starts");
      }
      first.datesUntil(last.plusDays(1)).forEach(days::add);
    } catch (DateTimeException e) {
      throw wrong(node.getStartMark(), "'" + scalar(node) + "' does not exist in " + year);
    }
  }

  private static LocalDate day(int year, String month, String day) {
    return LocalDate.of(year, Integer.parseInt(month), Integer.parseInt(day));
  }

  private List<NodeTuple> mapping(Node node) {
    if (node instanceof MappingNode mapping) {
      return mapping.getValue();
    }
    throw wrong(node.getStartMark(), "a mapping (key: value) is expected here");
  }

  private List<Node> sequence(Node node) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    throw wrong(node.getStartMark(), "a list is expected here");
  }

  private String scalar(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw wrong(node.getStartMark(), "a plain value is expected here");
  }

  private InvalidDefinitionException unknown(Node key, String known) {
    return wrong(key.getStartMark(), "unknown key '%s'; known: %s".formatted(scalar(key), known));
  }

  private InvalidDefinitionException wrong(Optional<Mark> mark, @Nullable String message) {
    int line = mark.map(each -> each.getLine() + 1).orElse(0);
    int column = mark.map(each -> each.getColumn() + 1).orElse(0);
    return new InvalidDefinitionException(
        List.of(new DefinitionError(file, line, column, String.valueOf(message), "")));
  }
}
