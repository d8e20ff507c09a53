package io.gridloom.execution;

import io.gridloom.config.ColumnConfig;
import io.gridloom.generator.BarrierGenerator;
import io.gridloom.generator.CellGenerator;
import io.gridloom.generator.Generator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.row.RowLayout;

/** Makes the generators of a stage's columns. */
final class Generators {

  private final GeneratorRegistry registry;
  private final GeneratorContext context;

  Generators(GeneratorRegistry registry, GeneratorContext context) {
    this.registry = registry;
    this.context = context;
  }

  RowLayout layout() {
    return context.layout();
  }

  CellGenerator cells(String column) {
    if (create(column) instanceof CellGenerator generator) {
      return generator;
    }
    throw new IllegalArgumentException("column '" + column + "' waits for other rows");
  }

  BarrierGenerator<?, ?> barrier(String column) {
    if (create(column) instanceof BarrierGenerator<?, ?> generator) {
      return generator;
    }
    throw new IllegalArgumentException("column '" + column + "' is no barrier column");
  }

  /** For the values that the column's generator gives. */
  CellCheck check(String name) {
    ColumnConfig column = config(name);
    return new CellCheck(
        registry
            .type(column.columnType())
            .map(type -> registry.describe(column, context.dataset()).cellType()));
  }

  private ColumnConfig config(String name) {
    return context
        .dataset()
        .column(name)
        .orElseThrow(() -> new IllegalArgumentException("no column '" + name + "'"));
  }

  private Generator create(String name) {
    ColumnConfig column = config(name);
    return registry
        .factory(column.columnType())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "column '" + name + "': nothing makes cells of type " + column.columnType()))
        .create(column, context);
  }
}
