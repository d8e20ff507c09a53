package io.gridloom.template.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Python's arithmetic operators, over numbers and over texts and lists. */
public final class PythonMath {
  /** No integer may grow longer; Python has no such bound, and may then compute for hours. */
  static final int MOST_BITS = 1 << 17;

  /** No list that is made on the way to a result may be longer. */
  static final int LONGEST_LIST = 1_000_000;

  private PythonMath() {}

  /** {@code left + right}. */
  public static Object add(Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      long sum = a + b;
      return ((a ^ sum) & (b ^ sum)) < 0 ? big(left).add(big(right)) : (Object) sum;
    }
    if (PythonTypes.isNumber(left) && PythonTypes.isNumber(right)) {
      return isFloat(left, right)
          ? (Object) (toDouble(left) + toDouble(right))
          : integer(big(left).add(big(right)));
    }
    if (PythonTypes.isText(left) && PythonTypes.isText(right)) {
      return join(left, right);
    }
    if (left instanceof Tuple a && right instanceof Tuple b) {
      return new Tuple(concatenate(a.parts(), b.parts()));
    }
    if (isList(left) && isList(right)) {
      return concatenate((List<?>) left, (List<?>) right);
    }
    throw PythonErrors.operator("+", left, right);
  }

  private static Object join(Object left, Object right) {
    if (left instanceof Markup || right instanceof Markup) {
      return new Markup(bounded(Markup.escape(left).text() + Markup.escape(right).text()));
    }
    return bounded(left.toString() + right);
  }

  private static String bounded(String text) {
    requireLength(text.length());
    return text;
  }

  private static void requireLength(long length) {
    if (length > PythonText.LONGEST) {
      throw PythonErrors.tooLarge("a text of more than " + PythonText.LONGEST + " characters");
    }
  }

  private static List<Object> concatenate(List<?> left, List<?> right) {
    requireSize((long) left.size() + right.size());
    List<Object> all = new ArrayList<>(left.size() + right.size());
    all.addAll(left);
    all.addAll(right);
    return all;
  }

  private static void requireSize(long size) {
    if (size > LONGEST_LIST) {
      throw PythonErrors.tooLarge("a list of more than " + LONGEST_LIST + " values");
    }
  }

  /** {@code left - right}. */
  public static Object subtract(Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      long difference = a - b;
      return ((a ^ b) & (a ^ difference)) < 0
          ? big(left).subtract(big(right))
          : (Object) difference;
    }
    requireNumbers("-", left, right);
    return isFloat(left, right)
        ? (Object) (toDouble(left) - toDouble(right))
        : integer(big(left).subtract(big(right)));
  }

  /** {@code left * right}. */
  public static Object multiply(Object left, Object right) {
    if (PythonTypes.isNumber(left) && PythonTypes.isNumber(right)) {
      return isFloat(left, right)
          ? (Object) (toDouble(left) * toDouble(right))
          : product(left, right);
    }
    if (PythonTypes.isInteger(right) && isSequence(left)) {
      return repeat(left, right);
    }
    if (PythonTypes.isInteger(left) && isSequence(right)) {
      return repeat(right, left);
    }
    throw PythonErrors.operator("*", left, right);
  }

  private static Object product(Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      long high = Math.multiplyHigh(a, b);
      long low = a * b;
      if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
        return low;
      }
    }
    return integer(bounded(big(left), big(right)).multiply(big(right)));
  }

  private static BigInteger bounded(BigInteger left, BigInteger right) {
    requireBits((long) left.bitLength() + right.bitLength());
    return left;
  }

  private static void requireBits(long bits) {
    if (bits > MOST_BITS) {
      throw PythonErrors.tooLarge("an integer of more than " + MOST_BITS + " bits");
    }
  }

  private static boolean isSequence(Object value) {
    return PythonTypes.isText(value) || value instanceof Tuple || isList(value);
  }

  private static Object repeat(Object sequence, Object count) {
    BigInteger wanted = big(count).max(BigInteger.ZERO);
    long times = wanted.bitLength() < 32 ? wanted.longValue() : Integer.MAX_VALUE;
    if (PythonTypes.isText(sequence)) {
      String text = sequence.toString();
      requireLength(times * text.length());
      String repeated = text.isEmpty() ? "" : text.repeat((int) times);
      return sequence instanceof Markup ? new Markup(repeated) : repeated;
    }
    List<?> parts = sequence instanceof Tuple tuple ? tuple.parts() : (List<?>) sequence;
    requireSize(times * parts.size());
    List<Object> all = new ArrayList<>();
    for (long i = 0; i < times && !parts.isEmpty(); i++) {
      all.addAll(parts);
    }
    return sequence instanceof Tuple ? new Tuple(all) : all;
  }

  /** {@code left / right}: always a float. */
  public static Object divide(Object left, Object right) {
    requireNumbers("/", left, right);
    if (isFloat(left, right)) {
      double divisor = toDouble(right);
      if (divisor == 0) {
        throw PythonErrors.zeroDivision();
      }
      return toDouble(left) / divisor;
    }
    BigInteger a = big(left);
    BigInteger b = big(right);
    if (b.signum() == 0) {
      throw PythonErrors.zeroDivision();
    }
    if (a.bitLength() <= 53 && b.bitLength() <= 53) {
      return a.doubleValue() / b.doubleValue();
    }
    return quotient(a, b);
  }

  /**
   * Rounded once: from the quotient to 66 bits or more, the last of them set if there is a
   * remainder.
   */
  private static Object quotient(BigInteger a, BigInteger b) {
    int shift = 66 - a.bitLength() + b.bitLength();
    BigInteger dividend = shift >= 0 ? a.abs().shiftLeft(shift) : a.abs();
    BigInteger divisor = shift >= 0 ? b.abs() : b.abs().shiftLeft(-shift);
    BigInteger[] parts = dividend.divideAndRemainder(divisor);
    BigInteger digits = parts[1].signum() == 0 ? parts[0] : parts[0].setBit(0);
    double value = Math.scalb(digits.doubleValue(), -shift);
    if (Double.isInfinite(value)) {
      throw PythonErrors.overflow("the quotient is too large for a float");
    }
    return a.signum() * b.signum() < 0 ? -value : value;
  }

  /** {@code left // right}: towards minus infinity. */
  public static Object floorDivide(Object left, Object right) {
    requireNumbers("//", left, right);
    requireDivisor(right);
    if (isFloat(left, right)) {
      return FloatDivision.of(toDouble(left), toDouble(right)).quotient();
    }
    if (left instanceof Long a && right instanceof Long b && b != -1) {
      return Math.floorDiv(a, b);
    }
    BigInteger[] parts = big(left).divideAndRemainder(big(right));
    boolean exact = parts[1].signum() == 0;
    boolean sameSign = parts[1].signum() == big(right).signum();
    return integer(exact || sameSign ? parts[0] : parts[0].subtract(BigInteger.ONE));
  }

  /** {@code left % right}: the sign is the divisor's; a text on the left is a format. */
  public static Object modulo(Object left, Object right) {
    if (PythonTypes.isText(left)) {
      return PercentFormat.format(left, right);
    }
    requireNumbers("%", left, right);
    requireDivisor(right);
    if (isFloat(left, right)) {
      return FloatDivision.of(toDouble(left), toDouble(right)).remainder();
    }
    if (left instanceof Long a && right instanceof Long b) {
      return Math.floorMod(a, b);
    }
    BigInteger divisor = big(right);
    BigInteger remainder = big(left).remainder(divisor);
    boolean fits = remainder.signum() == 0 || remainder.signum() == divisor.signum();
    return integer(fits ? remainder : remainder.add(divisor));
  }

  /** {@code left ** right}. */
  public static Object power(Object left, Object right) {
    requireNumbers("**", left, right);
    if (isFloat(left, right) || big(right).signum() < 0) {
      return FloatDivision.power(toDouble(left), toDouble(right));
    }
    BigInteger base = big(left);
    BigInteger exponent = big(right);
    if (base.abs().bitLength() <= 1) {
      boolean odd = exponent.testBit(0);
      return exponent.signum() == 0 ? (Object) 1L : integer(odd ? base : base.abs());
    }
    requireBits(
        exponent.bitLength() > 31
            ? Long.MAX_VALUE
            : (base.bitLength() - 1L) * exponent.longValue());
    return integer(base.pow(exponent.intValueExact()));
  }

  /** {@code -operand}. */
  public static Object negate(Object operand) {
    if (operand instanceof Double number) {
      return -number;
    }
    requireNumber("-", operand);
    return integer(big(operand).negate());
  }

  /** {@code +operand}. */
  public static Object plus(Object operand) {
    requireNumber("+", operand);
    return operand instanceof Boolean ? (Object) PythonNumbers.small(operand) : operand;
  }

  private static void requireNumber(String operator, Object operand) {
    if (operand instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (!PythonTypes.isNumber(operand)) {
      throw PythonErrors.type(
          "\"" + operator + "\" does not work before " + PythonTypes.describe(operand));
    }
  }

  private static void requireNumbers(String operator, Object left, Object right) {
    if (!PythonTypes.isNumber(left) || !PythonTypes.isNumber(right)) {
      throw PythonErrors.operator(operator, left, right);
    }
  }

  private static void requireDivisor(Object right) {
    if (!PythonTypes.truth(right)) {
      throw PythonErrors.zeroDivision();
    }
  }

  private static boolean isFloat(Object left, Object right) {
    return left instanceof Double || right instanceof Double;
  }

  private static boolean isList(Object value) {
    return value instanceof List && !(value instanceof PythonRange);
  }

  private static double toDouble(Object number) {
    return PythonNumbers.toDouble(number);
  }

  private static BigInteger big(Object number) {
    return PythonNumbers.big(number);
  }

  private static Object integer(BigInteger value) {
    return PythonNumbers.integer(value);
  }
}
