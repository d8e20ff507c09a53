package io.gridloom.dataset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Column order: again and again the first column not yet taken whose dependencies are all taken.
 * Columns are known by their index here. O(C log C), C being columns plus dependencies.
 */
final class ColumnOrder {

  private final List<List<Integer>> dependencies;
  private final List<Integer> order = new ArrayList<>();
  private final int[] waitsFor;

  /**
   * @param dependencies of each column, as indexes
   */
  ColumnOrder(List<List<Integer>> dependencies) {
    this.dependencies = dependencies;
    this.waitsFor = new int[dependencies.size()];
    take();
  }

  private void take() {
    List<List<Integer>> dependents = new ArrayList<>();
    PriorityQueue<Integer> free = new PriorityQueue<>();
    dependencies.forEach(unused -> dependents.add(new ArrayList<>()));
    for (int column = 0; column < waitsFor.length; column++) {
      Set<Integer> distinct = new HashSet<>(dependencies.get(column));
      waitsFor[column] = distinct.size();
      for (int dependency : distinct) {
        dependents.get(dependency).add(column);
      }
      if (distinct.isEmpty()) {
        free.add(column);
      }
    }
    while (!free.isEmpty()) {
      int column = free.remove();
      order.add(column);
      for (int dependent : dependents.get(column)) {
        if (--waitsFor[dependent] == 0) {
          free.add(dependent);
        }
      }
    }
  }

  /** Indexes of the columns, dependencies first; without those that are on or behind a cycle. */
  List<Integer> order() {
    return order;
  }

  /**
   * Cycles that have no column in common, each from its first column on; empty if there is none.
   */
  List<List<Integer>> cycles() {
    List<List<Integer>> cycles = new ArrayList<>();
    int[] visit = new int[waitsFor.length]; // the number of the walk that came by first, from 1
    int[] place = new int[waitsFor.length]; // on that walk
    for (int start = 0; start < waitsFor.length; start++) {
      int column = start;
      List<Integer> walk = new ArrayList<>();
      while (visit[column] == 0 && waitsFor[column] > 0) {
        visit[column] = start + 1;
        place[column] = walk.size();
        walk.add(column);
        column = waiting(column).orElseThrow();
      }
      if (visit[column] == start + 1) {
        cycles.add(fromSmallest(walk.subList(place[column], walk.size())));
      }
    }
    return cycles;
  }

  /** A dependency that is never taken: every column that waits for ever has one. */
  private Optional<Integer> waiting(int column) {
    return dependencies.get(column).stream().filter(other -> waitsFor[other] > 0).findFirst();
  }

  private static List<Integer> fromSmallest(List<Integer> cycle) {
    int[] rotated = cycle.stream().mapToInt(Integer::intValue).toArray();
    int smallest = 0;
    for (int i = 1; i < rotated.length; i++) {
      smallest = rotated[i] < rotated[smallest] ? i : smallest;
    }
    List<Integer> result = new ArrayList<>();
    for (int i = 0; i < rotated.length; i++) {
      result.add(rotated[(smallest + i) % rotated.length]);
    }
    return result;
  }
}
