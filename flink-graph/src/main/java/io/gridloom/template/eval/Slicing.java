package io.gridloom.template.eval;

import io.gridloom.template.PythonNone;
import io.gridloom.template.value.CodePoints;
import io.gridloom.template.value.Markup;
import io.gridloom.template.value.PythonErrors;
import io.gridloom.template.value.PythonNumbers;
import io.gridloom.template.value.PythonRange;
import io.gridloom.template.value.PythonTypes;
import io.gridloom.template.value.Tuple;
import io.gridloom.template.value.Undefined;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Python's indexes and slices over texts, lists, tuples and ranges. */
final class Slicing {
  private Slicing() {}

  /** The part at {@code index}, 0 to the length - 1. */
  static Object part(Object sequence, int index) {
    if (sequence instanceof List<?> list) {
      return list.get(index);
    }
    if (sequence instanceof Tuple tuple) {
      return tuple.parts().get(index);
    }
    return likewise(sequence, CodePoints.slice(sequence.toString(), index, index + 1));
  }

  /** {@code sequence[start:stop:step]}; None stands for what is left out. */
  static Object slice(Object sequence, Object start, Object stop, Object step) {
    if (sequence instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (!(PythonTypes.isText(sequence) || sequence instanceof List || sequence instanceof Tuple)) {
      throw PythonErrors.type(PythonTypes.describe(sequence) + " cannot be cut into slices");
    }
    int size = PythonTypes.length(sequence);
    int by = step instanceof PythonNone ? 1 : clamp(step);
    if (by == 0) {
      throw PythonErrors.value("the step of a slice is 0");
    }
    int least = by > 0 ? 0 : -1;
    int most = by > 0 ? size : size - 1;
    int from =
        start instanceof PythonNone ? (by > 0 ? least : most) : bound(start, size, least, most);
    int to = stop instanceof PythonNone ? (by > 0 ? most : least) : bound(stop, size, least, most);
    long span = by > 0 ? (long) to - from : (long) from - to;
    int count = span <= 0 ? 0 : (int) ((span - 1) / Math.abs((long) by) + 1);
    return take(sequence, from, count, by);
  }

  private static int clamp(Object index) {
    if (!PythonTypes.isInteger(index)) {
      throw index instanceof Undefined undefined
          ? undefined.failure()
          : PythonErrors.type("a slice needs ints, not " + PythonTypes.describe(index));
    }
    BigInteger value = PythonNumbers.big(index);
    return value.bitLength() < 32 ? value.intValue() : value.signum() * Integer.MAX_VALUE;
  }

  private static int bound(Object index, int size, int least, int most) {
    long value = clamp(index);
    value = value < 0 ? value + size : value;
    return (int) Math.max(least, Math.min(most, value));
  }

  private static Object take(Object sequence, int from, int count, int by) {
    if (sequence instanceof PythonRange range) {
      return range.slice(from, count, by);
    }
    if (PythonTypes.isText(sequence)) {
      return likewise(sequence, takeText(sequence.toString(), from, count, by));
    }
    List<?> parts = sequence instanceof Tuple tuple ? tuple.parts() : (List<?>) sequence;
    List<Object> taken = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      taken.add(parts.get(from + i * by));
    }
    return sequence instanceof Tuple ? new Tuple(taken) : taken;
  }

  private static String takeText(String text, int from, int count, int by) {
    if (by == 1) {
      return count == 0 ? "" : CodePoints.slice(text, from, from + count);
    }
    int[] codePoints = text.codePoints().toArray();
    StringBuilder out = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      out.appendCodePoint(codePoints[from + i * by]);
    }
    return out.toString();
  }

  private static Object likewise(Object text, String result) {
    return text instanceof Markup ? new Markup(result) : result;
  }
}
