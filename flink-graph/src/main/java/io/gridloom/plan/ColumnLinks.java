package io.gridloom.plan;

import io.gridloom.config.SeedColumnConfig;
import io.gridloom.dataset.DatasetColumn;
import io.gridloom.graph.ExecutionTrait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Who produces what a column needs. Columns are known by their position in column order: again and
 * again the first declared column that is not yet taken and whose dependencies are all taken.
 */
final class ColumnLinks {

  private final List<DatasetColumn> columns; // in column order
  private final List<int[]> producers; // by position; each earlier than the column

  private ColumnLinks(List<DatasetColumn> columns, List<int[]> producers) {
    this.columns = columns;
    this.producers = producers;
  }

  /**
   * The links between columns in any order; O(C log C).
   *
   * @throws IllegalArgumentException for a name that nobody or more than one column fills, or a
   *     cycle
   */
  static ColumnLinks of(List<DatasetColumn> declared) {
    List<int[]> declaredProducers = producers(declared);
    int[] order = order(declared, declaredProducers);
    int[] position = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      position[order[i]] = i;
    }
    List<DatasetColumn> columns = new ArrayList<>();
    List<int[]> producers = new ArrayList<>();
    for (int index : order) {
      columns.add(declared.get(index));
      int[] needed = declaredProducers.get(index).clone();
      for (int i = 0; i < needed.length; i++) {
        needed[i] = position[needed[i]];
      }
      producers.add(needed);
    }
    return new ColumnLinks(List.copyOf(columns), producers);
  }

  List<DatasetColumn> columns() {
    return columns;
  }

  /** Positions of the columns that the one at {@code position} needs, each once, as declared. */
  int[] producers(int position) {
    return producers.get(position);
  }

  static boolean isBarrier(DatasetColumn column) {
    return column.description().traits().contains(ExecutionTrait.BARRIER);
  }

  /** Whether the cells are there when a row begins: no stage makes them. */
  static boolean isGiven(DatasetColumn column) {
    return column.config() instanceof SeedColumnConfig;
  }

  /** Whether a model or a remote service makes the cells. */
  static boolean isSlow(DatasetColumn column) {
    return column.description().model().isPresent()
        || column.description().traits().contains(ExecutionTrait.CELL_BY_CELL);
  }

  private static List<int[]> producers(List<DatasetColumn> declared) {
    Map<String, Integer> producer = new HashMap<>();
    for (int i = 0; i < declared.size(); i++) {
      DatasetColumn column = declared.get(i);
      put(producer, column.name(), i);
      for (String sideEffect : column.description().sideEffectNames()) {
        put(producer, sideEffect, i);
      }
    }
    List<int[]> producers = new ArrayList<>();
    for (DatasetColumn column : declared) {
      producers.add(
          column.description().dependencies().stream()
              .mapToInt(name -> producer(producer, name, column))
              .distinct()
              .toArray());
    }
    return producers;
  }

  private static void put(Map<String, Integer> producer, String name, int index) {
    if (producer.put(name, index) != null) {
      throw new IllegalArgumentException("column '" + name + "' is there twice");
    }
  }

  private static int producer(Map<String, Integer> producer, String name, DatasetColumn needs) {
    Integer index = producer.get(name);
    if (index == null) {
      throw new IllegalArgumentException(
          "column '" + needs.name() + "' depends on '" + name + "', which nobody fills");
    }
    return index;
  }

  private static int[] order(List<DatasetColumn> declared, List<int[]> producers) {
    List<List<Integer>> consumers = new ArrayList<>();
    int[] missing = new int[declared.size()];
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    declared.forEach(column -> consumers.add(new ArrayList<>()));
    for (int i = 0; i < missing.length; i++) {
      for (int needed : producers.get(i)) {
        consumers.get(needed).add(i);
      }
      missing[i] = producers.get(i).length;
      if (missing[i] == 0) {
        ready.add(i);
      }
    }
    int[] order = new int[missing.length];
    int taken = 0;
    for (; !ready.isEmpty(); taken++) {
      order[taken] = ready.remove();
      for (int consumer : consumers.get(order[taken])) {
        if (--missing[consumer] == 0) {
          ready.add(consumer);
        }
      }
    }
    if (taken < order.length) {
      throw new IllegalArgumentException("columns depend on each other in a cycle");
    }
    return order;
  }
}
