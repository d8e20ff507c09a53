package io.gridloom.aggregate;

import java.math.BigInteger;

/** The number {@code unscaled · 2^exponent}. What it gives as double is rounded once. */
record ExactNumber(BigInteger unscaled, int exponent) {

  private static final int PRECISION = 53;
  private static final int SURPLUS_BITS = 66; // more than any rounding looks at
  private static final int SMALLEST_EXPONENT = -1074;

  static ExactNumber of(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = Math.max((int) (bits >>> 52) & 0x7FF, 1) - 1075;
    BigInteger mantissa = BigInteger.valueOf((long) Math.scalb(Math.abs(value), -exponent));
    return new ExactNumber(value < 0 ? mantissa.negate() : mantissa, exponent);
  }

  ExactNumber times(BigInteger factor) {
    return new ExactNumber(unscaled.multiply(factor), exponent);
  }

  ExactNumber squared() {
    return new ExactNumber(unscaled.multiply(unscaled), 2 * exponent);
  }

  ExactNumber minus(ExactNumber other) {
    int common = Math.min(exponent, other.exponent);
    return new ExactNumber(at(common).subtract(other.at(common)), common);
  }

  /** Unscaled for a smaller exponent. */
  private BigInteger at(int smaller) {
    return unscaled.shiftLeft(exponent - smaller);
  }

  /** The integer that a sum of integers is. */
  BigInteger toInteger() {
    return unscaled.shiftLeft(exponent);
  }

  /**
   * @param divisor positive
   */
  double dividedBy(BigInteger divisor) {
    BigInteger magnitude = unscaled.abs();
    int shift = SURPLUS_BITS - magnitude.bitLength() + divisor.bitLength();
    double quotient = rounded(quotient(magnitude, divisor, shift), exponent - shift);
    return unscaled.signum() < 0 ? -quotient : quotient;
  }

  /**
   * The square root of this by the divisor.
   *
   * @param divisor positive; this must not be negative
   */
  double dividedRoot(BigInteger divisor) {
    int shift = 2 * SURPLUS_BITS - unscaled.bitLength() + divisor.bitLength();
    shift += (exponent - shift) & 1; // what is left must be halved
    BigInteger square = quotient(unscaled, divisor, shift);
    BigInteger[] root = square.sqrtAndRemainder();
    BigInteger sticky = root[1].signum() == 0 ? root[0] : root[0].setBit(0);
    return rounded(sticky, (exponent - shift) / 2);
  }

  /** dividend · 2^shift / divisor, cut to an integer; its last bit is set if anything was lost. */
  private static BigInteger quotient(BigInteger dividend, BigInteger divisor, int shift) {
    BigInteger[] parts =
        dividend
            .shiftLeft(Math.max(shift, 0))
            .divideAndRemainder(divisor.shiftLeft(Math.max(-shift, 0)));
    return parts[1].signum() == 0 ? parts[0] : parts[0].setBit(0);
  }

  /** magnitude · 2^exponent to the nearest double, of two to the even one. */
  private static double rounded(BigInteger magnitude, int exponent) {
    int bits = magnitude.bitLength();
    int lost = Math.max(bits - PRECISION, SMALLEST_EXPONENT - exponent);
    if (lost <= 0) {
      return Math.scalb(magnitude.doubleValue(), exponent);
    }
    BigInteger kept = magnitude.shiftRight(lost);
    boolean half = magnitude.testBit(lost - 1);
    boolean more = magnitude.getLowestSetBit() < lost - 1;
    if (half && (more || kept.testBit(0))) {
      kept = kept.add(BigInteger.ONE);
    }
    return Math.scalb(kept.doubleValue(), exponent + lost);
  }
}
