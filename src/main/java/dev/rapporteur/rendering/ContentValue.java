package dev.rapporteur.rendering;

import dev.rapporteur.analysis.Unit;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a tag of a template can stand for. */
public sealed interface ContentValue {

  /** Whether it is set as paragraphs of its own, so that its tag stands alone in a paragraph. */
  default boolean standsAlone() {
    return this instanceof Narrative || this instanceof Table || this instanceof Chart;
  }

  /** Plain text of one line or several. */
  record Text(String text) implements ContentValue {}

  /**
   * A number of the report.
   *
   * @param figureId the figure it is, or an empty text for a plain cell of a table
   * @param value the exact value
   * @param unit what it counts
   * @param text the value as the report's locale writes it, used where the tag names no format
   */
  record Number(String figureId, BigDecimal value, Unit unit, String text)
      implements ContentValue {}

  /** A condition, for {@code {{#if}}}. */
  record Flag(boolean set) implements ContentValue {}

  /** Named values, in order. */
  record Fields(Map<String, ContentValue> values) implements ContentValue {
    public Fields {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /** A list to loop over with {@code {{#each}}}; a condition on it asks whether it has rows. */
  record Rows(List<Fields> rows) implements ContentValue {
    public Rows {
      rows = List.copyOf(rows);
    }
  }

  /** Paragraphs of the analysis; its tag stands alone in a paragraph. */
  record Narrative(NarrativeBlock block) implements ContentValue {}

  /** A table; its tag stands alone in a paragraph. */
  record Table(ReportTable table) implements ContentValue {}

  /** A chart; its tag stands alone in a paragraph. */
  record Chart(ReportChart chart) implements ContentValue {}

  /**
   * A picture.
   *
   * @param bytes PNG, JPEG or SVG
   * @param mediaType {@code image/png}, {@code image/jpeg} or {@code image/svg+xml}
   * @param widthMillimeters how wide it is shown
   * @param heightMillimeters how high it is shown
   * @param alternativeText what it shows, for a reader who cannot see it
   */
  record Image(
      byte[] bytes,
      String mediaType,
      double widthMillimeters,
      double heightMillimeters,
      String alternativeText)
      implements ContentValue {}
}
