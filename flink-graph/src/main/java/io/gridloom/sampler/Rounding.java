package io.gridloom.sampler;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Rounds to a number of decimal places, on the exact binary value: to the nearest decimal, of two
 * to the even one, and to the double nearest to that. Keeps the sign of zero.
 */
final class Rounding {

  private static final int EXACT_POWERS = 22; // 10^22 is the last power of ten that is a double
  private static final int FINEST = 1074; // no double has more decimal places
  private static final int COARSEST = -310; // no double reaches half of 10^310

  private final int places;
  private final double power; // 10^|places|; 0 where that is no double

  /**
   * @param places negative for tens, hundreds …
   */
  Rounding(int places) {
    this.places = places;
    int size = Math.abs(Math.max(places, -FINEST));
    this.power = size <= EXACT_POWERS ? Double.parseDouble("1e" + size) : 0;
  }

  double of(double value) {
    if (power == 0) {
      return exactly(value);
    }
    double scaled = places < 0 ? value / power : value * power;
    double whole = Math.rint(scaled);
    // The scaled value is off by at most half an ulp: near a tie that could decide.
    double toTie = Math.abs(Math.abs(scaled - whole) - 0.5);
    if (!(Math.abs(scaled) < 0x1p52) || toTie <= Math.abs(scaled) * 0x1p-52) {
      return exactly(value);
    }
    return places < 0 ? whole * power : whole / power;
  }

  private double exactly(double value) {
    if (places >= FINEST || !(Math.abs(value) <= Double.MAX_VALUE)) {
      return value;
    }
    if (places <= COARSEST) {
      return Math.copySign(0, value);
    }
    double rounded = new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).doubleValue();
    return Math.copySign(rounded, value);
  }
}
