package dev.rapporteur.rendering.chart;

/**
 * An axis of numbers.
 *
 * @param low its first tick
 * @param high its last tick
 * @param step between ticks
 */
record Scale(double low, double high, double step) {

  /** An axis with about that many steps of 1, 2, 2.5 or 5 times a power of ten. */
  static Scale around(double min, double max, int steps) {
    double range = max > min ? max - min : Math.max(1, Math.abs(max));
    double rough = range / steps;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = 10 * power;
    for (double nice : new double[] {5, 2.5, 2, 1}) {
      if (nice * power >= rough) {
        step = nice * power;
      }
    }
    double low = Math.floor(min / step + 1e-9) * step;
    double high = Math.ceil((max > min ? max : min + range) / step - 1e-9) * step;
    return new Scale(low, high, step);
  }

  /** Where a value lies between the ends, 0 to 1. */
  double share(double value) {
    return (value - low) / (high - low);
  }
}
