package io.gridloom.template.value;

import java.math.BigInteger;

/**
 * The shortest decimal that reads back as a given double, and of those the closest to it: what
 * Python prints. After Raffaele Giulietti, "The Schubfach way to render doubles" (2020), whose
 * names are kept. Java's own {@code Double.toString} gives more digits than needed before JDK 19,
 * and never fewer than two.
 *
 * @param digits without trailing zeros
 * @param exponent of ten that the digits are to be multiplied with
 */
record ShortestDecimal(long digits, int exponent) {
  private static final int P = 53;
  private static final int Q_MIN = -1074;
  private static final long C_MIN = 1L << (P - 1);
  private static final int K_MIN = -324;
  private static final int K_MAX = 292;
  private static final long MASK_63 = (1L << 63) - 1;

  /** g(k) = floor(10^-k * 2^-r) + 1 with 126 bits, as g1 * 2^63 + g0, for k from K_MIN to K_MAX. */
  private static final long[] G = powersOfTen();

  /** For a finite, positive {@code value}. */
  static ShortestDecimal of(double value) {
    long bits = Double.doubleToRawLongBits(value);
    long fraction = bits & (C_MIN - 1);
    int biased = (int) (bits >>> (P - 1)) & 0x7ff;
    boolean normal = biased > 0;
    int q = normal ? biased + Q_MIN - 1 : Q_MIN;
    long c = normal ? C_MIN | fraction : fraction;
    if (q <= 0 && q > -P && (c & ((1L << -q) - 1)) == 0) {
      return stripped(c >> -q, 0); // an integer
    }
    return search(q, c);
  }

  private static ShortestDecimal search(int q, long c) {
    int odd = (int) c & 1;
    long cb = c << 2;
    boolean regular = c != C_MIN || q == Q_MIN;
    long cbl = regular ? cb - 2 : cb - 1;
    int k = regular ? flog10pow2(q) : flog10threeQuartersPow2(q);
    int h = q + flog2pow10(-k) + 2;
    long g1 = G[2 * (k - K_MIN)];
    long g0 = G[2 * (k - K_MIN) + 1];
    long vb = roundedToOdd(g1, g0, cb << h);
    long vbl = roundedToOdd(g1, g0, cbl << h) + odd;
    long vbr = roundedToOdd(g1, g0, (cb + 2) << h) - odd;
    long s = vb >> 2;
    if (s >= 10) {
      long s10 = s / 10 * 10;
      long t10 = s10 + 10;
      boolean lower = vbl <= s10 << 2;
      boolean upper = t10 << 2 <= vbr;
      if (lower != upper) {
        return stripped(lower ? s10 : t10, k);
      }
    }
    long t = s + 1;
    boolean lower = vbl <= s << 2;
    boolean upper = t << 2 <= vbr;
    if (lower != upper) {
      return stripped(lower ? s : t, k);
    }
    long nearer = vb - ((s + t) << 1);
    return stripped(nearer < 0 || (nearer == 0 && (s & 1) == 0) ? s : t, k);
  }

  private static ShortestDecimal stripped(long digits, int exponent) {
    long left = digits;
    int power = exponent;
    while (left != 0 && left % 10 == 0) {
      left /= 10;
      power++;
    }
    return new ShortestDecimal(left, power);
  }

  /** g * cp / 2^127, with the last bit set where something was cut off. */
  private static long roundedToOdd(long g1, long g0, long cp) {
    long x1 = Math.multiplyHigh(g0, cp);
    long y0 = g1 * cp;
    long y1 = Math.multiplyHigh(g1, cp);
    long z = (y0 >>> 1) + x1;
    long w = y1 + (z >>> 63);
    return w | (((z & MASK_63) + MASK_63) >>> 63);
  }

  /** floor(log10(2^e)). */
  private static int flog10pow2(int e) {
    return (int) ((e * 661_971_961_083L) >> 41);
  }

  /** floor(log10(3/4 * 2^e)). */
  private static int flog10threeQuartersPow2(int e) {
    return (int) ((e * 661_971_961_083L - 274_743_187_321L) >> 41);
  }

  /** floor(log2(10^e)). */
  private static int flog2pow10(int e) {
    return (int) ((e * 913_124_641_741L) >> 38);
  }

  private static long[] powersOfTen() {
    long[] table = new long[2 * (K_MAX - K_MIN + 1)];
    for (int k = K_MIN; k <= K_MAX; k++) {
      int r = flog2pow10(-k) - 125;
      BigInteger power = BigInteger.TEN.pow(Math.abs(k));
      BigInteger g =
          k <= 0
              ? (r >= 0 ? power.shiftRight(r) : power.shiftLeft(-r))
              : BigInteger.ONE.shiftLeft(-r).divide(power);
      g = g.add(BigInteger.ONE);
      table[2 * (k - K_MIN)] = g.shiftRight(63).longValueExact();
      table[2 * (k - K_MIN) + 1] = g.longValue() & MASK_63;
    }
    return table;
  }
}
