package dev.rapporteur.knowledge;

import dev.rapporteur.report.ReportingPeriod;
import java.time.LocalDate;
import java.util.Objects;

/**
 * The days, both included, on which a document speaks for the company. {@link LocalDate#MIN} and
 * {@link LocalDate#MAX} stand for "since ever" and "until further notice".
 */
public record Validity(LocalDate from, LocalDate to) {

  /** Without a beginning and without an end. */
  public static final Validity ALWAYS = new Validity(LocalDate.MIN, LocalDate.MAX);

  public Validity {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("valid to " + to + " lies before valid from " + from);
    }
  }

  /** The days of a reporting period. */
  public static Validity during(ReportingPeriod period) {
    return new Validity(period.start(), period.endExclusive().minusDays(1));
  }

  /** Whether at least one day belongs to both. */
  public boolean overlaps(Validity other) {
    return !to.isBefore(other.from) && !from.isAfter(other.to);
  }
}
