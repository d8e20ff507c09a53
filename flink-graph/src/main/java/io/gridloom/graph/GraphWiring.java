package io.gridloom.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Turns a list of columns into column order and edges by number, or says all that is wrong with it.
 * Time O(C log C) for C columns plus declared dependencies, memory O(C).
 */
final class GraphWiring {

  private final long numRecords;
  private final List<ColumnDescriptor> declared;
  private final List<String> problems = new ArrayList<>();

  private GraphWiring(long numRecords, List<ColumnDescriptor> declared) {
    this.numRecords = numRecords;
    this.declared = declared;
  }

  /**
   * Columns in column order, and for each the columns it depends on, in the order it names them.
   */
  record Wired(List<ColumnDescriptor> columns, List<int[]> inputs) {}

  /**
   * Checks and sorts.
   *
   * @throws IllegalArgumentException telling every problem, one line each
   */
  static Wired wire(long numRecords, List<ColumnDescriptor> declared) {
    return new GraphWiring(numRecords, declared).wire();
  }

  private Wired wire() {
    checkSize();
    Map<String, Integer> producers = producers();
    List<int[]> inputs = inputs(producers);
    int[] order = order(inputs);
    if (order.length < declared.size()) {
      Cycles.onePerKnot(inputs).forEach(cycle -> problems.add(cycleLine(cycle)));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    int[] place = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      place[order[i]] = i;
    }
    List<int[]> sorted = new ArrayList<>();
    for (int column : order) {
      sorted.add(Arrays.stream(inputs.get(column)).map(input -> place[input]).toArray());
    }
    return new Wired(Arrays.stream(order).mapToObj(declared::get).toList(), List.copyOf(sorted));
  }

  private void checkSize() {
    if (numRecords < 1) {
      problems.add(numRecords + " records: at least 1 is needed");
    }
    if (declared.isEmpty()) {
      problems.add("no columns: at least 1 is needed");
    } else if (numRecords > 0) {
      long barriers = declared.stream().filter(ColumnDescriptor::isBarrier).count();
      if (numRecords > (Long.MAX_VALUE - barriers) / declared.size()) {
        problems.add(
            String.format(
                "%d records and %d columns (%s) make more than %d nodes",
                numRecords,
                declared.size(),
                quoted(declared.stream().map(ColumnDescriptor::name).toList()),
                Long.MAX_VALUE));
      }
    }
  }

  /** Who fills a name, by place in the declared list. */
  private Map<String, Integer> producers() {
    Map<String, Integer> producers = new HashMap<>();
    Map<String, Integer> repeated = new TreeMap<>();
    for (int i = 0; i < declared.size(); i++) {
      String name = declared.get(i).name();
      if (producers.putIfAbsent(name, i) != null) {
        repeated.merge(name, 2, (times, two) -> times + 1);
      }
    }
    repeated.forEach(
        (name, times) ->
            problems.add("column " + ColumnNames.quoted(name) + " is there " + times + " times"));

    Map<String, Set<String>> owners = new LinkedHashMap<>();
    for (ColumnDescriptor column : declared) {
      for (String effect : column.sideEffects()) {
        owners.computeIfAbsent(effect, e -> new LinkedHashSet<>()).add(column.name());
      }
    }
    owners.forEach(
        (effect, columns) -> {
          String line = "side effect " + ColumnNames.quoted(effect) + " of ";
          if (producers.containsKey(effect)) {
            problems.add(line + quoted(columns) + " is also a column");
          } else if (columns.size() > 1) {
            problems.add(line + quoted(columns) + " can belong to one column only");
          }
        });
    for (int i = 0; i < declared.size(); i++) {
      for (String effect : declared.get(i).sideEffects()) {
        producers.putIfAbsent(effect, i);
      }
    }
    return producers;
  }

  /** The columns that each one depends on, by place in the declared list, each once. */
  private List<int[]> inputs(Map<String, Integer> producers) {
    List<int[]> inputs = new ArrayList<>();
    for (ColumnDescriptor column : declared) {
      Set<Integer> of = new LinkedHashSet<>();
      for (String dependency : column.dependencies()) {
        Integer producer = producers.get(dependency);
        if (producer == null) {
          problems.add(
              String.format(
                  "column %s depends on %s, which no column fills",
                  ColumnNames.quoted(column.name()), ColumnNames.quoted(dependency)));
        } else {
          of.add(producer);
        }
      }
      inputs.add(of.stream().mapToInt(Integer::intValue).toArray());
    }
    return inputs;
  }

  /** Again and again the first column whose dependencies are all taken; without those in cycles. */
  private static int[] order(List<int[]> inputs) {
    List<int[]> consumers = inverse(inputs);
    int[] waitsFor = inputs.stream().mapToInt(of -> of.length).toArray();
    PriorityQueue<Integer> free = new PriorityQueue<>();
    for (int column = 0; column < waitsFor.length; column++) {
      if (waitsFor[column] == 0) {
        free.add(column);
      }
    }
    int[] order = new int[waitsFor.length];
    int taken = 0;
    while (!free.isEmpty()) {
      int column = free.remove();
      order[taken++] = column;
      for (int consumer : consumers.get(column)) {
        if (--waitsFor[consumer] == 0) {
          free.add(consumer);
        }
      }
    }
    return Arrays.copyOf(order, taken);
  }

  /** Every edge turned round; each list ascending. */
  static List<int[]> inverse(List<int[]> edges) {
    int[] counts = new int[edges.size()];
    edges.forEach(of -> Arrays.stream(of).forEach(to -> counts[to]++));
    List<int[]> inverse = Arrays.stream(counts).mapToObj(int[]::new).toList();
    int[] filled = new int[counts.length];
    for (int from = 0; from < edges.size(); from++) {
      for (int to : edges.get(from)) {
        inverse.get(to)[filled[to]++] = from;
      }
    }
    return inverse;
  }

  private String cycleLine(List<Integer> cycle) {
    return cycle.stream()
        .map(column -> ColumnNames.quoted(declared.get(column).name()))
        .collect(Collectors.joining(" -> ", "cycle, each column depends on the next: ", ""));
  }

  private static String quoted(Iterable<String> names) {
    Set<String> all = new LinkedHashSet<>();
    names.forEach(name -> all.add(ColumnNames.quoted(name)));
    return String.join(", ", all);
  }
}
