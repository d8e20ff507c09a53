package io.gridloom.plan;

import io.gridloom.config.PluginConfig;
import io.gridloom.dataset.DatasetColumn;
import io.gridloom.generator.ColumnDescription;
import io.gridloom.graph.ExecutionTrait;
import io.gridloom.graph.ExecutionTraits;
import io.gridloom.schema.CellType;
import io.gridloom.schema.SchemaField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/** Columns made by hand. */
public final class Columns {

  private Columns() {}

  public static DatasetColumn cheap(String name, String... dependencies) {
    return column(name, ExecutionTrait.ROW_STREAMABLE, OptionalInt.empty(), dependencies);
  }

  static DatasetColumn slow(String name, String... dependencies) {
    return column(name, ExecutionTrait.CELL_BY_CELL, OptionalInt.empty(), dependencies);
  }

  static DatasetColumn barrier(String name, String... dependencies) {
    return column(name, ExecutionTrait.BARRIER, OptionalInt.empty(), dependencies);
  }

  static DatasetColumn batches(int length, String name, String... dependencies) {
    return column(name, ExecutionTrait.BARRIER, OptionalInt.of(length), dependencies);
  }

  /** A column that asks a model and keeps the side effect {@code name__trace}. */
  static DatasetColumn model(String alias, String name, String... dependencies) {
    return new DatasetColumn(
        new PluginConfig(name, "model", false, Map.of()),
        new ColumnDescription(
            ExecutionTraits.of(ExecutionTrait.CELL_BY_CELL, ExecutionTrait.ROW_STREAMABLE),
            List.of(dependencies),
            List.of(new SchemaField(name + "__trace", CellType.TEXT)),
            CellType.TEXT,
            Optional.of(alias),
            OptionalInt.empty()));
  }

  /** The same, generated but left out of the dataset. */
  static DatasetColumn dropped(DatasetColumn column) {
    return new DatasetColumn(
        new PluginConfig(column.name(), column.config().columnType(), true, Map.of()),
        column.description());
  }

  /**
   * 1 to 9 columns of all kinds, declared in any order; each depends on up to 3 others or their
   * side effects.
   */
  public static List<DatasetColumn> random(long seed) {
    Random random = new Random(seed);
    int size = 1 + random.nextInt(9);
    List<DatasetColumn> columns = new ArrayList<>();
    List<String> fillable = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<String> picked = new ArrayList<>(fillable);
      Collections.shuffle(picked, random);
      String[] needs =
          picked.subList(0, Math.min(picked.size(), random.nextInt(4))).toArray(String[]::new);
      DatasetColumn column = random(random, "c" + i, needs);
      columns.add(column);
      fillable.add(column.name());
      fillable.addAll(column.description().sideEffectNames());
    }
    if (random.nextBoolean()) {
      Collections.shuffle(columns, random);
    }
    return columns;
  }

  /** All paths of dependencies that end in the column. */
  static List<List<DatasetColumn>> paths(DatasetColumn to, List<DatasetColumn> columns) {
    List<List<DatasetColumn>> paths = new ArrayList<>();
    paths.add(List.of(to));
    for (String dependency : to.description().dependencies()) {
      for (List<DatasetColumn> path : paths(filling(dependency, columns), columns)) {
        List<DatasetColumn> longer = new ArrayList<>(path);
        longer.add(to);
        paths.add(longer);
      }
    }
    return paths;
  }

  private static DatasetColumn filling(String name, List<DatasetColumn> columns) {
    return columns.stream()
        .filter(
            column ->
                column.name().equals(name) || column.description().sideEffectNames().contains(name))
        .findFirst()
        .orElseThrow();
  }

  private static DatasetColumn random(Random random, String name, String... needs) {
    return switch (random.nextInt(5)) {
      case 0 -> cheap(name, needs);
      case 1 -> slow(name, needs);
      case 2 -> model("alias" + random.nextInt(2), name, needs);
      case 3 -> barrier(name, needs);
      default -> batches(1 + random.nextInt(4), name, needs);
    };
  }

  private static DatasetColumn column(
      String name, ExecutionTrait trait, OptionalInt batch, String... dependencies) {
    return new DatasetColumn(
        new PluginConfig(name, "test", false, Map.of()),
        new ColumnDescription(
            ExecutionTraits.of(trait),
            List.of(dependencies),
            List.of(),
            CellType.FLOAT,
            Optional.empty(),
            batch));
  }
}
