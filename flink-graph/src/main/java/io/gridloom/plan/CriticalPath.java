package io.gridloom.plan;

import io.gridloom.dataset.DatasetColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The costliest chain of columns, each needing the one before it (or a side effect of it): no row
 * is done sooner, however many machines there are.
 *
 * @param columns names, first to last; empty for no columns
 * @param cost sum of their costs
 */
public record CriticalPath(List<String> columns, double cost) {

  /** Cost of a cell that is made at once, where one that is asked for costs 1. */
  static final double CHEAP = 0.001;

  public CriticalPath {
    columns = List.copyOf(columns);
  }

  /** The chain with the most slow columns, of those the longest. */
  public static CriticalPath of(List<DatasetColumn> columns) {
    return of(columns, column -> ColumnLinks.isSlow(column) ? 1 : CHEAP);
  }

  /**
   * The chain of the highest cost; of equals the one whose last column comes first in column order.
   *
   * @param columns in declared order
   * @param cost of a column's cell, not negative
   */
  public static CriticalPath of(List<DatasetColumn> columns, ToDoubleFunction<DatasetColumn> cost) {
    ColumnLinks links = ColumnLinks.of(columns);
    int size = links.columns().size();
    if (size == 0) {
      return new CriticalPath(List.of(), 0);
    }
    double[] costs = new double[size]; // of the costliest chain that ends here
    int[] before = new int[size];
    int last = 0;
    for (int i = 0; i < size; i++) {
      before[i] = -1;
      for (int producer : links.producers(i)) {
        if (before[i] < 0 || costs[producer] > costs[before[i]]) {
          before[i] = producer;
        }
      }
      double inputs = before[i] < 0 ? 0 : costs[before[i]];
      costs[i] = inputs + cost.applyAsDouble(links.columns().get(i));
      last = costs[i] > costs[last] ? i : last;
    }
    List<String> chain = new ArrayList<>();
    for (int i = last; i >= 0; i = before[i]) {
      chain.add(links.columns().get(i).name());
    }
    Collections.reverse(chain);
    return new CriticalPath(chain, costs[last]);
  }
}
