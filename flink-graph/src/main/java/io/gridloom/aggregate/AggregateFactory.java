package io.gridloom.aggregate;

import io.gridloom.config.AggregateConfig;
import io.gridloom.config.AggregateFunction;
import io.gridloom.config.ColumnConfig;
import io.gridloom.config.SortedConfig;
import io.gridloom.config.SortedFunction;
import io.gridloom.generator.Generator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorFactory;
import io.gridloom.generator.GroupFold;
import io.gridloom.random.CellRandom;
import io.gridloom.row.RowLayout;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Makes the generators of {@code aggregate} columns. */
public final class AggregateFactory implements GeneratorFactory {

  @Override
  public String columnType() {
    return "aggregate";
  }

  @Override
  public Generator create(ColumnConfig column, GeneratorContext context) {
    return column instanceof SortedConfig sorted
        ? sorted(sorted, context)
        : aggregate((AggregateConfig) column, context.layout());
  }

  private static Generator aggregate(AggregateConfig config, RowLayout layout) {
    Optional<Integer> slot = config.target().map(layout::slot);
    Target target = new Target(slot.map(OptionalInt::of).orElse(OptionalInt.empty()));
    Formula formula = new Formula(config.function(), slot.isPresent(), config.k().orElse(0));
    int[] by = slots(config.by(), layout);
    RowBytes group = new RowBytes(by);
    GroupFold<?, ?> fold =
        config.function() == AggregateFunction.TOP_K
            ? new TopValues(formula, slot.orElseThrow(), group)
            : new FormulaFold(formula, target, group);
    return new AggregateGenerator(formula, target, new GroupKeys(by), fold);
  }

  private static Generator sorted(SortedConfig config, GeneratorContext context) {
    int[] by = slots(config.by(), context.layout());
    int[] target = slots(config.target(), context.layout());
    RowBytes group = new RowBytes(by);
    if (config.function() instanceof SortedFunction.Rank rank) {
      return new Rank(rank, group, target[0]);
    }
    if (config.function() instanceof SortedFunction.Percentile) {
      return new Percentile(group, target[0]);
    }
    if (config.function() instanceof SortedFunction.Split split) {
      return new Split(split, group, new CellRandom(context.seed(), config.name()));
    }
    SortedFunction.Dedupe dedupe = (SortedFunction.Dedupe) config.function();
    if (dedupe.threshold().isPresent()) {
      return new MinHash(dedupe.threshold().getAsDouble(), group, target, dedupe.dropDuplicates());
    }
    RowBytes groupAndTarget =
        new RowBytes(IntStream.concat(IntStream.of(by), IntStream.of(target)).toArray());
    return new Dedupe(groupAndTarget, new RowBytes(target), dedupe.dropDuplicates());
  }

  private static int[] slots(List<String> columns, RowLayout layout) {
    return columns.stream().mapToInt(layout::slot).toArray();
  }
}
