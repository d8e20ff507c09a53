package io.gridloom.aggregate;

import io.gridloom.config.AggregateFunction;
import io.gridloom.generator.CellException;
import io.gridloom.row.NoValue;
import java.math.BigInteger;
import java.util.List;

/**
 * The arithmetic of one function. Sums are exact; sum, mean and standard deviation are each the
 * double nearest to the true one. Of NaN, and of infinities where they leave no number, comes NaN.
 *
 * @param function one that needs no sorted rows
 * @param hasTarget whether values of a column are aggregated, not the rows themselves
 * @param k values that {@code top_k} gives
 */
record Formula(AggregateFunction function, boolean hasTarget, int k) {

  Tally tally() {
    return switch (function) {
      case COUNT -> new CountTally();
      case SHARE -> hasTarget ? new SumTally(false) : new CountTally();
      case SUM, MEAN -> new SumTally(false);
      case STDDEV, ZSCORE -> new SumTally(true);
      case MIN, MAX, MINMAX -> new RangeTally();
      case TOP_K -> new ValueTally();
      case RANK, DENSE_RANK, PERCENTILE, SPLIT, DEDUPE -> throw needsOrder();
    };
  }

  /**
   * What {@link #cell} needs to know of a group.
   *
   * @param rows of all groups
   */
  List<Object> outcome(Tally tally, long rows) {
    return switch (function) {
      case COUNT -> List.of(((CountTally) tally).count());
      case SUM -> List.of(sum((SumTally) tally));
      case MEAN -> List.of(((SumTally) tally).mean());
      case STDDEV -> List.of(((SumTally) tally).stddev());
      case ZSCORE -> {
        SumTally sums = (SumTally) tally;
        yield List.of(sums.mean(), sums.restOfMean(), sums.stddev());
      }
      case MIN -> List.of(((RangeTally) tally).least());
      case MAX -> List.of(((RangeTally) tally).greatest());
      case MINMAX -> List.of(((RangeTally) tally).least(), ((RangeTally) tally).greatest());
      case SHARE ->
          tally instanceof CountTally group
              ? List.of((double) group.count() / rows)
              : List.of(((SumTally) tally).sum());
      case TOP_K -> List.of(((ValueTally) tally).mostFrequent(k));
      case RANK, DENSE_RANK, PERCENTILE, SPLIT, DEDUPE -> throw needsOrder();
    };
  }

  private IllegalArgumentException needsOrder() {
    return new IllegalArgumentException(function + " needs the rows in order");
  }

  /** A sum that is no Long is kept as text. */
  private static Object sum(SumTally tally) {
    if (!tally.isInteger()) {
      return tally.sum();
    }
    BigInteger sum = tally.integer();
    return sum.bitLength() < Long.SIZE ? (Object) sum.longValue() : sum.toString();
  }

  /**
   * A row's cell.
   *
   * @param value of the row's target; anything where there is none
   */
  Object cell(Object value, List<Object> outcome) throws CellException {
    Object first = outcome.get(0);
    return switch (function) {
      case COUNT, MEAN, STDDEV, MIN, MAX, TOP_K -> first;
      case SUM -> {
        if (first instanceof String sum) {
          throw new CellException("the sum " + sum + " is no int of 64 bits", 1);
        }
        yield first;
      }
      case ZSCORE -> {
        double stddev = (Double) outcome.get(2);
        yield stddev == 0
            ? 0.0
            : Numbers.difference(value, (Double) first, (Double) outcome.get(1)) / stddev;
      }
      case MINMAX -> Numbers.position(value, first, outcome.get(1));
      case SHARE -> hasTarget ? share(value, (Double) first) : first;
      case RANK, DENSE_RANK, PERCENTILE, SPLIT, DEDUPE -> throw needsOrder();
    };
  }

  private static Object share(Object value, double sum) throws CellException {
    return sum == 0 ? NoValue.NULL : (Object) (Numbers.number(value) / sum);
  }
}
