package io.gridloom.aggregate;

import io.gridloom.generator.CellException;

/** Cell values as numbers: truth values count as 1 and 0. */
final class Numbers {

  private static final double TWO_TO_64 = 0x1p64;

  private Numbers() {}

  /** Of a Long or Boolean. */
  static long integer(Object value) throws CellException {
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    throw new CellException("'" + value + "' is no number", 1);
  }

  /** Of a Long, Double or Boolean. */
  static double number(Object value) throws CellException {
    return value instanceof Double number ? number : integer(value);
  }

  /** x less (high + low), of which low is the smaller part. */
  static double difference(Object x, double high, double low) throws CellException {
    double number = number(x);
    if (!(x instanceof Long whole) || Math.abs(number) < 0x1p53) {
      return (number - high) - low;
    }
    double rest = number < 0x1p63 ? whole - (long) number : whole - Long.MAX_VALUE - 1.0;
    return (number - high) + (rest - low);
  }

  /** (x - least) / (greatest - least), for numbers of one type; 0.0 where those are the same. */
  static double position(Object x, Object least, Object greatest) throws CellException {
    if (least.equals(greatest) && !least.equals(Double.NaN)) {
      return 0;
    }
    if (!(least instanceof Double)) {
      long from = integer(least);
      return unsigned(integer(x) - from) / unsigned(integer(greatest) - from);
    }
    double low = number(least);
    double high = number(greatest);
    if (low == high) {
      return 0; // -0.0 and 0.0
    }
    double scale = high - low <= Double.MAX_VALUE ? 1 : 0.5; // against overflow
    return (number(x) * scale - low * scale) / (high * scale - low * scale);
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : value + TWO_TO_64;
  }
}
