package io.gridloom.aggregate;

import io.gridloom.generator.CellException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;

/** Count, sum and, where wanted, sum of squares of numbers. */
final class SumTally implements Tally {

  private final boolean squares;
  private long count;
  private boolean floats;
  private ExactSum sum = new ExactSum();
  private ExactSum sumOfSquares = new ExactSum();

  /**
   * @param squares whether {@link #stddev} is asked for
   */
  SumTally(boolean squares) {
    this.squares = squares;
  }

  @Override
  public void add(Object value) throws CellException {
    if (value instanceof Double number) {
      floats = true;
      sum.add(number.doubleValue());
      if (squares) {
        sumOfSquares.addSquare(number.doubleValue());
      }
    } else {
      long number = Numbers.integer(value);
      sum.add(number);
      if (squares) {
        sumOfSquares.addSquare(number);
      }
    }
    count++;
  }

  @Override
  public boolean isEmpty() {
    return count == 0;
  }

  @Override
  public void add(Tally tally) {
    SumTally other = (SumTally) tally;
    count += other.count;
    floats |= other.floats;
    sum.add(other.sum);
    sumOfSquares.add(other.sumOfSquares);
  }

  /** Whether all numbers were integers. */
  boolean isInteger() {
    return !floats;
  }

  /** The sum of integers; of any size. */
  BigInteger integer() {
    return sum.number().toInteger();
  }

  double sum() {
    return sum.toDouble();
  }

  double mean() {
    return sum.isFinite() ? sum.number().dividedBy(BigInteger.valueOf(count)) : sum.special();
  }

  /** What {@link #mean} lost by being rounded: both together have twice the digits. */
  double restOfMean() {
    if (!sum.isFinite()) {
      return 0;
    }
    BigInteger n = BigInteger.valueOf(count);
    return sum.number().minus(ExactNumber.of(mean()).times(n)).dividedBy(n);
  }

  /** Of the whole population: the root of the mean square less the squared mean. */
  double stddev() {
    if (!sum.isFinite()) {
      return Double.NaN;
    }
    BigInteger n = BigInteger.valueOf(count);
    ExactNumber square = sumOfSquares.number().times(n).minus(sum.number().squared());
    return square.dividedRoot(n.multiply(n));
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(count, out);
    out.writeBoolean(floats);
    sum.write(out);
    if (squares) {
      sumOfSquares.write(out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    count = Varints.read(in);
    floats = in.readBoolean();
    sum = ExactSum.read(in);
    sumOfSquares = squares ? ExactSum.read(in) : new ExactSum();
  }
}
