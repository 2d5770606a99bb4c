package dev.rapporteur.report;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.LongSupplier;

/** Makes ids that sort by time and are safe as file names: {@code 20240403-080002-k3v9q1xz}. */
public final class RunIds {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

  private final LongSupplier bits;

  /**
   * @param bits source of what tells ids of the same second apart
   */
  public RunIds(LongSupplier bits) {
    this.bits = bits;
  }

  /** Ids told apart by 40 random bits. */
  public static RunIds random() {
    return new RunIds(new SecureRandom()::nextLong);
  }

  /** A new id for something that began at the given time. */
  public String next(Instant at) {
    StringBuilder id = new StringBuilder(TIME.format(at)).append('-');
    long bits = this.bits.getAsLong();
    for (int i = 0; i < 8; i++) {
      id.append(DIGITS.charAt((int) (bits >>> 5 * i & 31)));
    }
    return id.toString();
  }
}
