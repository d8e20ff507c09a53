package io.gridloom.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Finds cycles: one for each knot, that is, for each strongly connected component that has any
 * edge. Tarjan's algorithm (Depth-first search and linear graph algorithms, 1972) with the
 * recursion unrolled, since a chain may have more columns than a stack has frames. O(columns +
 * edges).
 */
final class Cycles {

  private static final int UNSEEN = -1;

  private final List<int[]> edges;
  private final int[] number; // in order of discovery, or UNSEEN
  private final int[] low; // the earliest column known to be reachable within the component
  private final int[] nextEdge;
  private final int[] component; // UNSEEN while open
  private final Deque<Integer> open = new ArrayDeque<>();
  private final Deque<Integer> path = new ArrayDeque<>();
  private final List<Integer> roots = new ArrayList<>(); // the lowest column of each component
  private int seen;

  private Cycles(List<int[]> edges) {
    this.edges = edges;
    this.number = new int[edges.size()];
    this.low = new int[edges.size()];
    this.nextEdge = new int[edges.size()];
    this.component = new int[edges.size()];
    Arrays.fill(number, UNSEEN);
    Arrays.fill(component, UNSEEN);
  }

  /**
   * A shortest cycle through the lowest column of each knot; first and last column are the same.
   */
  static List<List<Integer>> onePerKnot(List<int[]> edges) {
    Cycles cycles = new Cycles(edges);
    for (int column = 0; column < edges.size(); column++) {
      if (cycles.number[column] == UNSEEN) {
        cycles.explore(column);
      }
    }
    cycles.roots.sort(Comparator.naturalOrder());
    return cycles.roots.stream().map(cycles::shortest).filter(cycle -> !cycle.isEmpty()).toList();
  }

  private void explore(int start) {
    enter(start);
    while (!path.isEmpty()) {
      int column = path.element();
      int[] targets = edges.get(column);
      if (nextEdge[column] < targets.length) {
        int target = targets[nextEdge[column]++];
        if (number[target] == UNSEEN) {
          enter(target);
        } else if (component[target] == UNSEEN) {
          low[column] = Math.min(low[column], number[target]);
        }
      } else {
        path.remove();
        if (!path.isEmpty()) {
          int caller = path.element();
          low[caller] = Math.min(low[caller], low[column]);
        }
        if (low[column] == number[column]) {
          close(column);
        }
      }
    }
  }

  private void enter(int column) {
    number[column] = seen;
    low[column] = seen;
    seen++;
    open.push(column);
    path.push(column);
  }

  private void close(int top) {
    int lowest = top;
    int column;
    do {
      column = open.pop();
      component[column] = top;
      lowest = Math.min(lowest, column);
    } while (column != top);
    roots.add(lowest);
  }

  /** Breadth first within the component, back to where it started; empty if there is no way. */
  private List<Integer> shortest(int start) {
    int[] cameFrom = nextEdge; // not needed any more
    Deque<Integer> frontier = new ArrayDeque<>(List.of(start));
    Deque<Integer> cycle = new ArrayDeque<>();
    while (!frontier.isEmpty() && cycle.isEmpty()) {
      int column = frontier.remove();
      for (int target : edges.get(column)) {
        if (target == start) {
          for (int step = column; step != start; step = cameFrom[step]) {
            cycle.addFirst(step);
          }
          cycle.addFirst(start);
          cycle.addLast(start);
          break;
        }
        if (component[target] == component[start] && number[target] != UNSEEN) {
          number[target] = UNSEEN; // reached once
          cameFrom[target] = column;
          frontier.add(target);
        }
      }
    }
    return List.copyOf(cycle);
  }
}
