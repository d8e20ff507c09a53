package io.gridloom.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules by brute force: every node and every edge, written down. */
final class GraphOracle {

  final List<ColumnDescriptor> order = new ArrayList<>();
  final Map<NodeId, List<NodeId>> dependencies = new LinkedHashMap<>(); // in node order
  final Map<NodeId, List<NodeId>> dependents = new HashMap<>();
  private final long records;

  GraphOracle(long records, List<ColumnDescriptor> columns) {
    this.records = records;
    sort(columns);
    for (ColumnDescriptor column : order) {
      List<String> producers = producers(column);
      if (column.isBarrier()) {
        List<NodeId> all = new ArrayList<>();
        producers.forEach(p -> all.addAll(cells(p)));
        dependencies.put(new BarrierNodeId(column.name()), all);
      }
      for (long row = 0; row < records; row++) {
        List<NodeId> needed = new ArrayList<>();
        if (column.isBarrier()) {
          needed.add(new BarrierNodeId(column.name()));
        } else {
          for (String producer : producers) {
            needed.add(new CellNodeId(row, producer));
          }
        }
        dependencies.put(new CellNodeId(row, column.name()), needed);
      }
    }
    dependencies.forEach(
        (node, needed) ->
            needed.forEach(n -> dependents.computeIfAbsent(n, k -> new ArrayList<>()).add(node)));
  }

  private void sort(List<ColumnDescriptor> columns) {
    Set<String> taken = new LinkedHashSet<>();
    while (order.size() < columns.size()) {
      for (ColumnDescriptor column : columns) {
        if (!order.contains(column) && taken.containsAll(column.dependencies())) {
          order.add(column);
          taken.add(column.name());
          taken.addAll(column.sideEffects());
          break;
        }
      }
    }
  }

  private List<String> producers(ColumnDescriptor column) {
    Set<String> producers = new LinkedHashSet<>();
    for (String dependency : column.dependencies()) {
      for (ColumnDescriptor other : order) {
        if (other.name().equals(dependency) || other.sideEffects().contains(dependency)) {
          producers.add(other.name());
        }
      }
    }
    return List.copyOf(producers);
  }

  private List<NodeId> cells(String column) {
    List<NodeId> cells = new ArrayList<>();
    for (long row = 0; row < records; row++) {
      cells.add(new CellNodeId(row, column));
    }
    return cells;
  }

  List<NodeId> nodes() {
    return List.copyOf(dependencies.keySet());
  }

  List<NodeId> ready(Set<NodeId> complete) {
    return nodes().stream()
        .filter(node -> !complete.contains(node) && complete.containsAll(dependencies.get(node)))
        .toList();
  }

  boolean isRowComplete(Set<NodeId> complete, long row) {
    return nodes().stream()
        .filter(node -> node instanceof BarrierNodeId || ((CellNodeId) node).row() == row)
        .allMatch(complete::contains);
  }

  long completedRows(Set<NodeId> complete) {
    long rows = 0;
    while (rows < records && isRowComplete(complete, rows)) {
      rows++;
    }
    return rows;
  }
}
