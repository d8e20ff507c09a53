package io.gridloom.template.value;

import io.gridloom.template.PythonNone;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Python's comparisons: {@code ==} never fails, {@code <} does between unlike types, texts go by
 * code points.
 */
public final class PythonCompare {
  /** Values looked at in one comparison; lists may hold one list many times over. */
  private static final int MOST_STEPS = 10_000_000;

  private int steps;

  private PythonCompare() {}

  /** {@code left == right}. */
  public static boolean equal(Object left, Object right) {
    return new PythonCompare().areEqual(left, right);
  }

  /**
   * Less than, equal or greater than 0, for values that have an order.
   *
   * @param operator for the message if they have none
   */
  public static int compare(Object left, Object right, String operator) {
    return new PythonCompare().order(left, right, operator);
  }

  /** {@code part in whole}. */
  public static boolean contains(Object whole, Object part) {
    if (PythonTypes.isText(whole)) {
      if (!PythonTypes.isText(part)) {
        throw part instanceof Undefined undefined
            ? undefined.failure()
            : PythonErrors.type("only a text can be in a text, not " + PythonTypes.describe(part));
      }
      return TextSearch.contains(whole.toString(), part.toString());
    }
    if (whole instanceof Map<?, ?> map) {
      return Dicts.contains(map, part);
    }
    if (!PythonTypes.isIterable(whole)) {
      throw PythonErrors.type("nothing can be in " + PythonTypes.describe(whole));
    }
    PythonCompare comparison = new PythonCompare();
    Iterator<Object> parts = PythonTypes.iterator(whole);
    while (parts.hasNext()) {
      if (comparison.areEqual(parts.next(), part)) {
        return true;
      }
    }
    return false;
  }

  private void step() {
    if (++steps > MOST_STEPS) {
      throw PythonErrors.tooLarge("a comparison of more than " + MOST_STEPS + " values");
    }
  }

  private boolean areEqual(Object left, Object right) {
    step();
    if (left instanceof String a && right instanceof String b) {
      return a.equals(b);
    }
    if (PythonTypes.isNumber(left)) {
      return PythonTypes.isNumber(right) && equalNumbers(left, right);
    }
    if (PythonTypes.isText(left)) {
      return PythonTypes.isText(right) && left.toString().equals(right.toString());
    }
    if (left instanceof PythonNone) {
      return right instanceof PythonNone;
    }
    if (left instanceof Undefined) {
      return right instanceof Undefined;
    }
    return equalContainers(left, right);
  }

  private boolean equalContainers(Object left, Object right) {
    if (left instanceof Tuple a) {
      return right instanceof Tuple b && equalParts(a.parts(), b.parts());
    }
    if (left instanceof List<?> a) {
      boolean sameType = left instanceof PythonRange == right instanceof PythonRange;
      return sameType && right instanceof List<?> b && equalParts(a, b);
    }
    if (left instanceof Map<?, ?> a) {
      return right instanceof Map<?, ?> b && equalDicts(a, b);
    }
    if (left instanceof DictView a
        && right instanceof DictView b
        && a.kind() != DictView.Kind.VALUES) {
      return a.kind() == b.kind() && a.dict().size() == b.dict().size() && equalViews(a, b);
    }
    return left == right;
  }

  private boolean equalParts(List<?> left, List<?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!same(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Inside containers, a value equals itself even if it is a NaN. */
  private boolean same(Object left, Object right) {
    return left == right || areEqual(left, right);
  }

  private boolean equalDicts(Map<?, ?> left, Map<?, ?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : left.entrySet()) {
      if (!Dicts.contains(right, entry.getKey())
          || !same(entry.getValue(), Dicts.get(right, entry.getKey(), PythonNone.NONE))) {
        return false;
      }
    }
    return true;
  }

  private boolean equalViews(DictView left, DictView right) {
    if (left.kind() == DictView.Kind.ITEMS) {
      return equalDicts(left.dict(), right.dict());
    }
    return left.dict().keySet().stream().allMatch(key -> Dicts.contains(right.dict(), key));
  }

  private static boolean equalNumbers(Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      return a.longValue() == b.longValue();
    }
    if (isNan(left) || isNan(right)) {
      return false;
    }
    return compareNumbers(left, right) == 0;
  }

  private static boolean isNan(Object value) {
    return value instanceof Double number && number.isNaN();
  }

  /** Exact, also between a float and an int that is too long for one; neither is NaN. */
  private static int compareNumbers(Object left, Object right) {
    if (left instanceof Double a && right instanceof Double b) {
      return a < b ? -1 : (a > b ? 1 : 0);
    }
    if (left instanceof Double a) {
      return -compareToDouble(PythonNumbers.big(right), a);
    }
    return right instanceof Double b
        ? compareToDouble(PythonNumbers.big(left), b)
        : PythonNumbers.big(left).compareTo(PythonNumbers.big(right));
  }

  private static int compareToDouble(BigInteger integer, double number) {
    if (Double.isInfinite(number)) {
      return number > 0 ? -1 : 1;
    }
    return integer.bitLength() <= 53
        ? Double.compare(integer.doubleValue(), number + 0.0)
        : new BigDecimal(integer).compareTo(new BigDecimal(number));
  }

  private int order(Object left, Object right, String operator) {
    step();
    if (left instanceof Long a && right instanceof Long b) {
      return Long.compare(a, b);
    }
    if (PythonTypes.isNumber(left) && PythonTypes.isNumber(right)) {
      return isNan(left) || isNan(right) ? unordered() : compareNumbers(left, right);
    }
    if (PythonTypes.isText(left) && PythonTypes.isText(right)) {
      return compareTexts(left.toString(), right.toString());
    }
    if (left instanceof Tuple a && right instanceof Tuple b) {
      return orderParts(a.parts(), b.parts(), operator);
    }
    if (isList(left) && isList(right)) {
      return orderParts((List<?>) left, (List<?>) right, operator);
    }
    throw PythonErrors.operator(operator, left, right);
  }

  private static boolean isList(Object value) {
    return value instanceof List && !(value instanceof PythonRange);
  }

  /** NaN is neither less, nor equal, nor greater; see {@link #UNORDERED}. */
  private static int unordered() {
    return UNORDERED;
  }

  /** The answer of {@link #compare} where a NaN decides: every comparison is false. */
  public static final int UNORDERED = Integer.MIN_VALUE;

  private int orderParts(List<?> left, List<?> right, String operator) {
    int common = Math.min(left.size(), right.size());
    for (int i = 0; i < common; i++) {
      if (!same(left.get(i), right.get(i))) {
        return order(left.get(i), right.get(i), operator);
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static int compareTexts(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        // Surrogates are the only units out of order with code points.
        boolean aWide = Character.isSurrogate(a);
        boolean bWide = Character.isSurrogate(b);
        return aWide == bWide ? Character.compare(a, b) : (aWide ? 1 : -1);
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
