package io.gridloom.generator;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.schema.CellType;
import io.gridloom.schema.SchemaField;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Asks the types of columns for what they say of each other. */
final class DescribedTypes implements CellTypes {

  private final GeneratorRegistry registry;
  private final DatasetConfig dataset;
  private final Predicate<String> sound;
  private final Set<String> asked = new HashSet<>(); // just now: columns may depend in a cycle

  DescribedTypes(GeneratorRegistry registry, DatasetConfig dataset, Predicate<String> sound) {
    this.registry = registry;
    this.dataset = dataset;
    this.sound = sound;
  }

  @Override
  public Optional<CellType> of(String name) {
    Optional<ColumnConfig> column = dataset.column(name);
    return column.isPresent() ? ofColumn(column.get()) : ofSideEffect(name);
  }

  private Optional<CellType> ofColumn(ColumnConfig column) {
    return describe(column).map(ColumnDescription::cellType);
  }

  private Optional<CellType> ofSideEffect(String name) {
    return dataset.columns().stream()
        .filter(column -> name.startsWith(column.name()))
        .flatMap(column -> describe(column).stream())
        .flatMap(description -> description.sideEffects().stream())
        .filter(sideEffect -> sideEffect.name().equals(name))
        .map(SchemaField::type)
        .findFirst();
  }

  private Optional<ColumnDescription> describe(ColumnConfig column) {
    Optional<ColumnType> type = registry.type(column.columnType());
    if (type.isEmpty() || !sound.test(column.name()) || !asked.add(column.name())) {
      return Optional.empty();
    }
    try {
      return Optional.of(type.get().describe(column, dataset, this));
    } finally {
      asked.remove(column.name());
    }
  }
}
