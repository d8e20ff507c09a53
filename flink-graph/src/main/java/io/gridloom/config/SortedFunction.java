package io.gridloom.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** What a {@link SortedConfig} column tells of a row among the others. */
public sealed interface SortedFunction {

  /** Its name in a config. */
  AggregateFunction function();

  /**
   * One more than the number of smaller values.
   *
   * @param dense of the distinct ones only
   * @param descending greater values instead of smaller ones
   */
  record Rank(boolean dense, boolean descending) implements SortedFunction {
    @Override
    public AggregateFunction function() {
      return dense ? AggregateFunction.DENSE_RANK : AggregateFunction.RANK;
    }
  }

  /** The share of values that are not greater. */
  record Percentile() implements SortedFunction {
    @Override
    public AggregateFunction function() {
      return AggregateFunction.PERCENTILE;
    }
  }

  /**
   * The part of the dataset that a row was drawn into.
   *
   * @param parts names and shares, in the order of their mention; the shares add up to 1
   */
  record Split(Map<String, Double> parts) implements SortedFunction {
    public Split {
      parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    @Override
    public AggregateFunction function() {
      return AggregateFunction.SPLIT;
    }
  }

  /**
   * Whether a row is the lowest of its duplicates.
   *
   * @param threshold the least similarity, above 0 to 1, at which texts count as duplicates; empty:
   *     duplicates are equal
   * @param dropDuplicates whether the other rows are dropped
   */
  record Dedupe(OptionalDouble threshold, boolean dropDuplicates) implements SortedFunction {
    @Override
    public AggregateFunction function() {
      return AggregateFunction.DEDUPE;
    }
  }
}
