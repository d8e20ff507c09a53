package io.gridloom.aggregate;

import io.gridloom.generator.CellException;
import io.gridloom.generator.OrderedBytes;
import io.gridloom.row.NoValue;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Least and greatest of numbers, texts, dates, truth values, lists or records. A NaN among them is
 * both; of the zeros the negative one is less. Lists and records are in the order of {@link
 * OrderedBytes}.
 */
final class RangeTally implements Tally {

  private static final Comparator<Comparable<Object>> ORDER = Comparator.naturalOrder();

  private Object least = NoValue.NULL;
  private Object greatest = NoValue.NULL;

  Object least() {
    return least;
  }

  Object greatest() {
    return greatest;
  }

  @Override
  public void add(Object value) throws CellException {
    if (least != NoValue.NULL && !haveOrder(value, least)) {
      throw new CellException("no order between " + value + " and " + least, 1);
    }
    Object own = value instanceof Comparable ? value : Zeros.merged(value); // equal ones are one
    widen(own, own);
  }

  private void widen(Object low, Object high) {
    if (least == NoValue.NULL) {
      least = low;
      greatest = high;
    } else if (isNan(low) || isNan(least)) {
      least = Double.NaN;
      greatest = Double.NaN;
    } else {
      least = order(low, least) < 0 ? low : least;
      greatest = order(high, greatest) > 0 ? high : greatest;
    }
  }

  private static boolean isNan(Object value) {
    return value instanceof Double number && number.isNaN();
  }

  private static boolean haveOrder(Object left, Object right) {
    return left instanceof Comparable
        ? left.getClass() == right.getClass()
        : !(right instanceof Comparable);
  }

  @SuppressWarnings("unchecked") // scalars are comparable to those of their type
  private static int order(Object left, Object right) {
    return left instanceof Comparable
        ? ORDER.compare((Comparable<Object>) left, (Comparable<Object>) right)
        : Arrays.compareUnsigned(OrderedBytes.of(left), OrderedBytes.of(right));
  }

  @Override
  public boolean isEmpty() {
    return least == NoValue.NULL;
  }

  @Override
  public void add(Tally tally) {
    RangeTally other = (RangeTally) tally;
    if (other.least != NoValue.NULL) {
      widen(other.least, other.greatest);
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Values.write(least, out);
    Values.write(greatest, out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    least = Values.read(in);
    greatest = Values.read(in);
  }
}
