package dev.rapporteur.trigger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The calendars that a definition can name: {@code weekends-only}, {@code CN}, and one per file
 * {@code NAME.yaml} of a folder. A file wins over the built-in calendar of the same name, so that a
 * newly published year needs no new release.
 */
public final class WorkingDayCalendars {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  private final Path folder;

  /**
   * @param folder where a workspace keeps its own calendars; need not exist
   */
  public WorkingDayCalendars(Path folder) {
    this.folder = folder;
  }

  /**
   * The calendar of the given name.
   *
   * @throws InvalidScheduleException if there is none
   * @throws dev.rapporteur.report.InvalidDefinitionException if its file is wrong
   */
  public WorkingDayCalendar named(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidScheduleException("calendar: '%s' is not a name".formatted(name));
    }
    Path file = folder.resolve(name + ".yaml");
    if (Files.isRegularFile(file)) {
      return read(file);
    }
    return switch (name) {
      case WorkingDayCalendar.WEEKENDS_ONLY -> WorkingDayCalendar.weekendsOnly();
      case "CN" -> WorkingDayCalendar.china();
      default ->
          throw new InvalidScheduleException(
              "calendar: '%s' is neither weekends-only nor CN, and there is no file %s.yaml in %s"
                  .formatted(name, name, folder.getFileName()));
    };
  }

  private static WorkingDayCalendar read(Path file) {
    try {
      return WorkingDayCalendar.parse(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
