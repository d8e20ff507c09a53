package io.gridloom.template.value;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Python's float where it differs from Java's double: its text and its rounding. */
public final class PythonFloat {
  private static final double[] POWERS_OF_TEN = powersOfTen();

  private PythonFloat() {}

  private static double[] powersOfTen() {
    double[] powers = new double[23]; // the exact ones
    for (int i = 0; i < powers.length; i++) {
      powers[i] = Double.parseDouble("1e" + i);
    }
    return powers;
  }

  /**
   * Appends the shortest text that reads back as {@code value}; an exponent below -4 or from 16 on
   * is written out.
   */
  public static void append(double value, StringBuilder out) {
    if (Double.isNaN(value)) {
      out.append("nan");
      return;
    }
    if (value < 0 || (value == 0 && 1 / value < 0)) {
      out.append('-');
    }
    double magnitude = Math.abs(value);
    if (magnitude == 0) {
      out.append("0.0");
    } else if (Double.isInfinite(value)) {
      out.append("inf");
    } else {
      appendFinite(ShortestDecimal.of(magnitude), out);
    }
  }

  private static void appendFinite(ShortestDecimal decimal, StringBuilder out) {
    int start = out.length();
    out.append(decimal.digits());
    int digits = out.length() - start;
    int exponent = decimal.exponent() + digits - 1; // of the first digit
    if (exponent < -4 || exponent >= 16) {
      if (digits > 1) {
        out.insert(start + 1, '.');
      }
      out.append(exponent < 0 ? "e-" : "e+")
          .append(Math.abs(exponent) < 10 ? "0" : "")
          .append(Math.abs(exponent));
    } else if (exponent < 0) {
      out.insert(start, "0.00000", 0, 1 - exponent);
    } else if (digits > exponent + 1) {
      out.insert(start + exponent + 1, '.');
    } else {
      out.append("0".repeat(exponent + 1 - digits)).append(".0");
    }
  }

  /** Python's {@code round} with digits: half to even, on the exact binary value. */
  public static double round(double value, int digits) {
    if (digits >= 0 && digits < POWERS_OF_TEN.length) {
      double power = POWERS_OF_TEN[digits];
      double scaled = value * power;
      double whole = Math.rint(scaled);
      // Far enough from a tie that the error of the product (2^-13 here) cannot matter.
      if (Math.abs(scaled) < 0x1p40 && Math.abs(Math.abs(scaled - whole) - 0.5) > 0x1p-12) {
        return whole == 0 ? Math.copySign(0.0, value) : whole / power;
      }
    }
    if (Double.isNaN(value) || Double.isInfinite(value) || digits > 400) {
      return value;
    }
    if (digits < -400) {
      return Math.copySign(0.0, value);
    }
    double rounded = new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
    if (Double.isInfinite(rounded)) {
      throw PythonErrors.overflow("the rounded value is too large for a float");
    }
    return rounded == 0 ? Math.copySign(0.0, value) : rounded;
  }
}
