package dev.rapporteur.reading;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * A risk that a report names.
 *
 * @param risk its heading
 * @param page the page on which it stands, where the format has pages
 * @param quote the sentence that says what it is
 */
public record Risk(String risk, OptionalInt page, String quote) {

  public Risk {
    if (risk.isBlank() || quote.isBlank()) {
      throw new IllegalArgumentException("a risk needs a name and a quote");
    }
    Objects.requireNonNull(page, "page");
  }
}
