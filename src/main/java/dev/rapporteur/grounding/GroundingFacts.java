package dev.rapporteur.grounding;

import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * All that a text may rest on.
 *
 * @param facts the known numbers, in any order
 * @param month the month that the report is about; "last year" and "the previous month" count from
 *     it
 * @param currency the currency of amounts that name none, as an ISO code; empty where there is none
 * @param language the language of the text; claims in the other language are read as well
 */
public record GroundingFacts(List<Fact> facts, YearMonth month, String currency, Locale language) {

  public GroundingFacts {
    facts = List.copyOf(facts);
    Objects.requireNonNull(month, "month");
    Objects.requireNonNull(currency, "currency");
    Objects.requireNonNull(language, "language");
  }
}
