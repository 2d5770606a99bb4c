package dev.rapporteur.analysis;

import dev.rapporteur.report.FigureDefinition.Base;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number with all that a reader or a verifier needs to know of it.
 *
 * @param id unique in the sheet
 * @param name in the report's language, such as "Sales, change on the previous year"
 * @param metric id of the definition it belongs to, such as {@code sales}
 * @param measure what kind of statement it is
 * @param base what it is compared with, where it is a comparison or a compared level
 * @param unit what it counts
 * @param entity of what it speaks; empty for the whole
 * @param period the stretch it covers; for a comparison, the later one
 * @param value exact, or to ten decimals where a division does not end
 * @param provenance the way back
 */
public record Figure(
    String id,
    String name,
    String metric,
    Measure measure,
    Optional<Base> base,
    Unit unit,
    Optional<Entity> entity,
    FigurePeriod period,
    BigDecimal value,
    Provenance provenance)
    implements FigureEntry {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,199}");

  public Figure {
    if (!isId(id)) {
      throw new IllegalArgumentException("'" + id + "' cannot name a figure");
    }
  }

  /** Whether a text can name a figure. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }
}
