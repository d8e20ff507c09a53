package io.gridloom.column;

import io.gridloom.config.AggregateConfig;
import io.gridloom.config.AggregateFunction;
import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.Dtype;
import io.gridloom.config.ExpressionConfig;
import io.gridloom.config.SamplerConfig;
import io.gridloom.config.SamplerParams;
import io.gridloom.config.SortedConfig;
import io.gridloom.config.SortedFunction;
import java.util.List;
import java.util.Optional;

/** How many different cells columns can have, as far as it follows from the config. */
final class DistinctValues {

  private static final int NULL = 1; // is a value, too

  private final DatasetConfig dataset;

  DistinctValues(DatasetConfig dataset) {
    this.dataset = dataset;
  }

  /** Whether rows have more than {@code most} combinations of these columns' cells, or may. */
  boolean mayBeMoreThan(long most, List<String> columns) {
    long combinations = 1;
    for (String column : columns) {
      Optional<Integer> distinct = dataset.column(column).flatMap(DistinctValues::of);
      if (distinct.isEmpty()) {
        return true;
      }
      combinations *= distinct.get() + NULL;
      if (combinations > most) {
        return true;
      }
    }
    return false;
  }

  /** The most values, null left out; empty where nobody knows. */
  private static Optional<Integer> of(ColumnConfig column) {
    if (column instanceof SamplerConfig sampler) {
      return of(sampler.params());
    }
    if (column instanceof ExpressionConfig expression) {
      return expression.dtype() == Dtype.BOOL ? Optional.of(2) : Optional.empty();
    }
    if (column instanceof SortedConfig sorted) {
      return of(sorted.function());
    }
    boolean oneForAll =
        column instanceof AggregateConfig aggregate
            && aggregate.by().isEmpty()
            && aggregate.batch().isEmpty()
            && !depends(aggregate.function());
    return oneForAll ? Optional.of(1) : Optional.empty();
  }

  private static Optional<Integer> of(SamplerParams params) {
    if (params instanceof SamplerParams.Category category) {
      return Optional.of(category.values().size());
    }
    if (params instanceof SamplerParams.Subcategory subcategory) {
      return Optional.of(subcategory.values().values().stream().mapToInt(List::size).sum());
    }
    return params instanceof SamplerParams.Bernoulli ? Optional.of(2) : Optional.empty();
  }

  private static Optional<Integer> of(SortedFunction function) {
    if (function instanceof SortedFunction.Split split) {
      return Optional.of(split.parts().size());
    }
    return function instanceof SortedFunction.Dedupe ? Optional.of(2) : Optional.empty();
  }

  /** Whether cells depend on the row's own target. */
  private static boolean depends(AggregateFunction function) {
    return switch (function) {
      case ZSCORE, MINMAX, SHARE -> true;
      default -> false;
    };
  }
}
