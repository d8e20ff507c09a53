package io.gridloom.graph;

import io.gridloom.graph.NodeRanges.Part;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The nodes of a dataset, its cells and barriers, and what each depends on. Nodes are never stored
 * but computed from row and column, so that a graph takes memory for its columns only, whatever its
 * rows. Immutable and safe to share.
 *
 * <ul>
 *   <li>A cell depends on the cells of the same row in each column that its column depends on.
 *   <li>A barrier column has a barrier node besides, which depends on all cells of the columns that
 *       the column depends on; its own cells depend on the barrier node alone.
 *   <li>A dependency on a side effect is one on the column that fills it, counted once.
 * </ul>
 *
 * <p><b>Column order</b> takes, again and again, the first column of the given list whose
 * dependencies are all taken. <b>Node order</b> goes column by column in column order; in a column
 * the barrier node comes first, then the rows ascending.
 */
public final class ExecutionGraph {

  private final long numRecords;
  private final List<ColumnDescriptor> columns;
  private final List<String> columnNames;
  private final String[] names;
  private final boolean[] barriers;
  private final int[][] inputs;
  private final int[][] consumers;
  private final Map<String, Integer> indexByName = new HashMap<>();
  private final NodeRanges nodes;
  private final NodeRanges startNodes;

  private ExecutionGraph(long numRecords, GraphWiring.Wired wired) {
    this.numRecords = numRecords;
    this.columns = wired.columns();
    this.columnNames = columns.stream().map(ColumnDescriptor::name).toList();
    this.names = columnNames.toArray(String[]::new);
    this.barriers = new boolean[names.length];
    this.inputs = wired.inputs().toArray(int[][]::new);
    this.consumers = GraphWiring.inverse(wired.inputs()).toArray(int[][]::new);
    for (int column = 0; column < names.length; column++) {
      barriers[column] = columns.get(column).isBarrier();
      indexByName.put(names[column], column);
    }
    this.nodes = wholeColumns(column -> true, Part.ALL);
    this.startNodes = wholeColumns(column -> inputs[column].length == 0, Part.ENTRY);
  }

  /**
   * The graph of a dataset. The columns may come in any order. O(C log C) time and O(C) memory for
   * C columns plus declared dependencies.
   *
   * @throws IllegalArgumentException telling every problem, one line each, with the columns
   *     concerned: no records, no columns, a repeated column name, a side effect that is also a
   *     column or belongs to two, a dependency that nobody fills, a cycle (all columns on it, in
   *     order; one for each knot of cycles), more nodes than a {@code long} counts
   */
  public static ExecutionGraph of(long numRecords, List<ColumnDescriptor> columns) {
    return new ExecutionGraph(numRecords, GraphWiring.wire(numRecords, List.copyOf(columns)));
  }

  /** Rows of the dataset, at least 1. */
  public long numRecords() {
    return numRecords;
  }

  public int numColumns() {
    return names.length;
  }

  /** Cells plus barrier nodes. O(1). */
  public long numNodes() {
    return nodes.size();
  }

  /** In column order; unmodifiable. */
  public List<ColumnDescriptor> columns() {
    return columns;
  }

  /** In column order; unmodifiable. */
  public List<String> columnNames() {
    return columnNames;
  }

  /** The columns whose generators say that they can start from nothing, in column order. */
  public List<String> startColumns() {
    return columns.stream()
        .filter(ColumnDescriptor::isStartColumn)
        .map(ColumnDescriptor::name)
        .toList();
  }

  /**
   * The column of that primary name. O(1).
   *
   * @throws IllegalArgumentException if there is none
   */
  public ColumnDescriptor column(String name) {
    return columns.get(requireIndex(name));
  }

  /**
   * The column of a node; its generator and config run the node. O(1).
   *
   * @throws IllegalArgumentException if the node is not in the graph
   */
  public ColumnDescriptor column(NodeId node) {
    return columns.get(requireIndex(node));
  }

  /** All nodes, in node order. */
  public Nodes nodes() {
    return nodes;
  }

  /** The nodes without dependencies, in node order: what is ready when nothing is complete. */
  public Nodes startNodes() {
    return startNodes;
  }

  /**
   * What a node waits for directly: by the order in which its column declares its dependencies,
   * rows ascending within each. Next node and {@code size}: O(1) to O(declared dependencies).
   *
   * @throws IllegalArgumentException if the node is not in the graph
   */
  public Nodes dependencies(NodeId node) {
    int column = requireIndex(node);
    if (!(node instanceof CellNodeId cell)) {
      return NodeRanges.neighbours(this, inputs[column], Part.CELLS, 0, numRecords);
    }
    long row = cell.row();
    return barriers[column]
        ? NodeRanges.neighbours(this, new int[] {column}, Part.ENTRY, row, row + 1)
        : NodeRanges.neighbours(this, inputs[column], Part.CELLS, row, row + 1);
  }

  /**
   * What waits for a node directly, in node order: the exact inverse of {@link #dependencies}.
   *
   * @throws IllegalArgumentException if the node is not in the graph
   */
  public Nodes dependents(NodeId node) {
    int column = requireIndex(node);
    return node instanceof CellNodeId cell
        ? NodeRanges.neighbours(this, consumers[column], Part.ENTRY, cell.row(), cell.row() + 1)
        : NodeRanges.neighbours(this, new int[] {column}, Part.CELLS, 0, numRecords);
  }

  /**
   * The nodes that are not complete, but whose dependencies all are, in node order.
   *
   * <p>A live view: each call looks at the tracker as it is then. Nodes may be marked while it is
   * iterated, by any thread. An iteration delivers no node twice, and only nodes that were found
   * incomplete after it began and had all dependencies complete; nodes that become ready behind it
   * are left for the next one, nodes ahead of it may be among those it delivers. The first k nodes
   * take O(k + columns + compressed pieces passed over), {@code size} and {@code isEmpty} O(columns
   * + compressed pieces).
   *
   * @throws IllegalArgumentException if the tracker is for another number of records
   */
  public Nodes readyNodes(CompletionTracker tracker) {
    return new ReadyNodes(this, checked(tracker), 0, names.length);
  }

  /**
   * The {@linkplain #readyNodes(CompletionTracker) ready nodes} of one column.
   *
   * @throws IllegalArgumentException if the tracker is for another number of records, or no column
   *     has that primary name
   */
  public Nodes readyNodes(CompletionTracker tracker, String column) {
    int index = requireIndex(column);
    return new ReadyNodes(this, checked(tracker), index, index + 1);
  }

  /**
   * Whether every node is complete. O(columns).
   *
   * @throws IllegalArgumentException if the tracker is for another number of records
   */
  public boolean isComplete(CompletionTracker tracker) {
    return completedRowCount(tracker) == numRecords;
  }

  /**
   * Whether the row's cells in all columns, and all barrier nodes, are complete. O(columns).
   *
   * @throws IllegalArgumentException if the tracker is for another number of records, or the row is
   *     not in the graph
   */
  public boolean isRowComplete(CompletionTracker tracker, long row) {
    checked(tracker);
    if (row < 0 || row >= numRecords) {
      throw new IllegalArgumentException(
          "row " + row + " of all columns is outside 0 to " + (numRecords - 1));
    }
    for (int column = 0; column < names.length; column++) {
      ColumnMarks marks = tracker.marks(names[column]);
      if (!marks.contains(row) || (barriers[column] && !marks.isBarrierComplete())) {
        return false;
      }
    }
    return true;
  }

  /**
   * How many rows from row 0 on are complete without a gap: what can be kept as a finished prefix.
   * O(columns).
   *
   * @throws IllegalArgumentException if the tracker is for another number of records
   */
  public long completedRowCount(CompletionTracker tracker) {
    checked(tracker);
    long complete = numRecords;
    for (int column = 0; column < names.length && complete > 0; column++) {
      ColumnMarks marks = tracker.marks(names[column]);
      boolean waiting = barriers[column] && !marks.isBarrierComplete();
      complete = waiting ? 0 : Math.min(complete, marks.prefix());
    }
    return complete;
  }

  /**
   * The columns as a Mermaid flowchart, from inputs to outputs: a rectangle for a column, a hexagon
   * for a barrier column, a stadium for a side effect, hung to its column by a dotted line. Any
   * name is safe in it. O(C).
   */
  public String toMermaid() {
    return MermaidText.of(columns);
  }

  @Override
  public String toString() {
    return "ExecutionGraph[" + numRecords + " records, " + names.length + " columns]";
  }

  String name(int column) {
    return names[column];
  }

  boolean isBarrier(int column) {
    return barriers[column];
  }

  /** The columns that one depends on, in the order it declares them; not to be changed. */
  int[] inputs(int column) {
    return inputs[column];
  }

  /** The place of the node's column in column order; -1 if the node is not in the graph. */
  int indexOf(NodeId node) {
    Integer column = indexByName.get(node.column());
    if (column == null) {
      return -1;
    }
    boolean inside = node instanceof CellNodeId cell ? cell.row() < numRecords : barriers[column];
    return inside ? column : -1;
  }

  /** As {@link #indexOf}, but rejects a node outside the graph. */
  int requireIndex(NodeId node) {
    int column = indexOf(Objects.requireNonNull(node, "node"));
    if (column >= 0) {
      return column;
    }
    requireIndex(node.column());
    String name = "column " + ColumnNames.quoted(node.column());
    throw new IllegalArgumentException(
        node instanceof CellNodeId cell
            ? name + ": row " + cell.row() + " is outside 0 to " + (numRecords - 1)
            : name + " has no barrier");
  }

  private int requireIndex(String name) {
    Integer column = indexByName.get(Objects.requireNonNull(name, "name"));
    if (column == null) {
      throw new IllegalArgumentException(
          "column " + ColumnNames.quoted(name) + " is no primary name in the graph");
    }
    return column;
  }

  private NodeRanges wholeColumns(IntPredicate member, Part part) {
    int[] some = IntStream.range(0, names.length).filter(member).toArray();
    long size = NodeRanges.size(this, some, part, numRecords);
    return new NodeRanges(this, some, member, part, 0, numRecords, size);
  }

  private CompletionTracker checked(CompletionTracker tracker) {
    if (tracker.numRecords() != numRecords) {
      throw new IllegalArgumentException(
          "the tracker is for " + tracker.numRecords() + " records, the graph has " + numRecords);
    }
    return tracker;
  }
}
