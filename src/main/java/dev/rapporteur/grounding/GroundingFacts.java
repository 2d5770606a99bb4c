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
 * @param currency the currency of the report as an ISO code; a fact in this unit is an amount of
 *     money. Empty where there is none
 * @param language the language of the report; claims in English and Chinese are read in any case
 */
public record GroundingFacts(List<Fact> facts, YearMonth month, String currency, Locale language) {

  public GroundingFacts {
    facts = List.copyOf(facts);
    Objects.requireNonNull(month, "month");
    Objects.requireNonNull(currency, "currency");
    Objects.requireNonNull(language, "language");
  }
}
