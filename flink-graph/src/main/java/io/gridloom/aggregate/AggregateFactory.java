package io.gridloom.aggregate;

import io.gridloom.config.AggregateConfig;
import io.gridloom.config.ColumnConfig;
import io.gridloom.generator.BarrierGenerator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorFactory;
import io.gridloom.row.RowLayout;
import java.util.OptionalInt;

/** Makes the generators of {@code aggregate} columns. */
public final class AggregateFactory implements GeneratorFactory {

  @Override
  public String columnType() {
    return "aggregate";
  }

  @Override
  public BarrierGenerator<?, ?> create(ColumnConfig column, GeneratorContext context) {
    AggregateConfig config = (AggregateConfig) column;
    RowLayout layout = context.layout();
    OptionalInt target =
        config.target().map(layout::slot).map(OptionalInt::of).orElse(OptionalInt.empty());
    int[] by = config.by().stream().mapToInt(layout::slot).toArray();
    Formula formula = new Formula(config.function(), target.isPresent());
    return new AggregateGenerator(formula, target, new GroupKeys(by));
  }
}
