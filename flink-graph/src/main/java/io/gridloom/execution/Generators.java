package io.gridloom.execution;

import io.gridloom.aggregate.BytesFold;
import io.gridloom.aggregate.SortInMemory;
import io.gridloom.config.ColumnConfig;
import io.gridloom.generator.BarrierGenerator;
import io.gridloom.generator.ColumnDescription;
import io.gridloom.generator.Generator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.generator.GroupFold;
import io.gridloom.generator.SortedGenerator;
import io.gridloom.row.RowLayout;
import io.gridloom.schema.SchemaField;
import java.util.List;
import java.util.Optional;

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

  /** A generator that needs nothing but the row. */
  Generator rowLocal(String column) {
    Generator generator = create(column);
    if (generator instanceof BarrierGenerator<?, ?> || generator instanceof SortedGenerator) {
      throw new IllegalArgumentException("column '" + column + "' waits for other rows");
    }
    return generator;
  }

  /** The columns whose cells the column's cells read. */
  List<String> producers(String name) {
    ColumnConfig column = config(name);
    if (registry.type(column.columnType()).isEmpty()) {
      return List.of();
    }
    return registry.describe(column, context.dataset()).dependencies().stream()
        .map(this::producer)
        .distinct()
        .toList();
  }

  private String producer(String name) {
    if (context.dataset().column(name).isPresent()) {
      return name;
    }
    return context.dataset().columns().stream()
        .filter(column -> registry.type(column.columnType()).isPresent())
        .filter(
            column -> registry.describe(column, context.dataset()).sideEffectNames().contains(name))
        .map(ColumnConfig::name)
        .findFirst()
        .orElse(name);
  }

  /** A generator of a barrier column; one that needs sorted rows sorts them in memory. */
  BarrierGenerator<?, ?> barrier(String column) {
    Generator generator = create(column);
    if (generator instanceof SortedGenerator sorted) {
      return new SortInMemory(sorted);
    }
    if (generator instanceof BarrierGenerator<?, ?> barrier) {
      return barrier;
    }
    throw new IllegalArgumentException("column '" + column + "' is no barrier column");
  }

  /** A column of a sort, whose generator needs places or folds groups. */
  SortColumn sorted(String column) {
    Generator generator = create(column);
    if (generator instanceof SortedGenerator places) {
      return new SortColumn.Placed(places);
    }
    if (generator instanceof BarrierGenerator<?, ?> barrier) {
      Optional<GroupFold<?, ?>> fold = barrier.byGroup();
      if (fold.isPresent()) {
        return new SortColumn.Folded(barrier, new BytesFold<>(fold.get()));
      }
    }
    throw new IllegalArgumentException("column '" + column + "' needs no sorted rows");
  }

  /** Where the values go that the column's generator gives. */
  ColumnCells cells(String name) {
    ColumnConfig column = config(name);
    int slot = context.layout().slot(name);
    if (registry.type(column.columnType()).isEmpty()) {
      return new ColumnCells(slot, Optional.empty(), List.of());
    }
    ColumnDescription description = registry.describe(column, context.dataset());
    return new ColumnCells(
        slot,
        Optional.of(description.cellType()),
        description.sideEffects().stream().map(SchemaField::type).toList());
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
