package io.gridloom.plan;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Barrier columns that wait for the same row stages.
 *
 * @param level of its columns, from 1: barriers on the longest path to them, themselves included
 * @param columns at least one, in column order
 */
public record BarrierStage(int level, List<BarrierColumn> columns) {

  public BarrierStage {
    columns = List.copyOf(columns);
  }

  /** Names of the columns, in column order. */
  public List<String> columnNames() {
    return columns.stream().map(BarrierColumn::name).toList();
  }

  /**
   * The distinct windows with their columns, in the order in which a row passes them: blocks by
   * length ascending, then the dataset, then the sorted dataset. What one of them drops is a
   * tombstone for the next.
   */
  public List<WindowColumns> windows() {
    Map<Long, List<BarrierColumn>> byLength =
        columns.stream()
            .collect(
                Collectors.groupingBy(
                    column -> order(column.window()), TreeMap::new, Collectors.toList()));
    return byLength.values().stream()
        .map(
            group ->
                new WindowColumns(
                    group.get(0).window(), group.stream().map(BarrierColumn::name).toList()))
        .toList();
  }

  private static long order(BarrierWindow window) {
    if (window instanceof BlockWindow block) {
      return block.length();
    }
    return window instanceof DatasetWindow ? Long.MAX_VALUE - 1 : Long.MAX_VALUE;
  }
}
