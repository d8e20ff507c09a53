package io.gridloom.template.value;

import java.util.AbstractList;
import java.util.RandomAccess;

/** Python's {@code range}: numbers that are computed when they are asked for. */
public final class PythonRange extends AbstractList<Object> implements RandomAccess {
  /** More are refused where a range is made. */
  public static final int MOST = 100_000;

  private final long start;
  private final long stop;
  private final long step;
  private final int size;

  private PythonRange(long start, long stop, long step, int size) {
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.size = size;
  }

  /** The numbers from {@code start} to before {@code stop}. */
  public static PythonRange of(long start, long stop, long step) {
    if (step == 0) {
      throw PythonErrors.value("the step of a range is 0");
    }
    double span = step > 0 ? (double) stop - start : (double) start - stop;
    double size = Math.ceil(Math.max(span, 0) / Math.abs((double) step));
    if (size > MOST) {
      throw PythonErrors.tooLarge(
          "a range of " + PythonText.str(size) + " numbers; " + MOST + " are allowed");
    }
    return new PythonRange(start, stop, step, (int) size);
  }

  public long start() {
    return start;
  }

  public long stop() {
    return stop;
  }

  public long step() {
    return step;
  }

  @Override
  public Object get(int index) {
    return start + index * step;
  }

  @Override
  public int size() {
    return size;
  }

  /** The numbers at {@code from}, {@code from + by}, …: a range again, as in Python. */
  public PythonRange slice(int from, int count, long by) {
    long first = start + from * step;
    return new PythonRange(first, first + count * step * by, step * by, count);
  }

  @Override
  public String toString() {
    return step == 1
        ? "range(" + start + ", " + stop + ")"
        : "range(" + start + ", " + stop + ", " + step + ")";
  }
}
