package io.gridloom.graph;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes are complete. Any node may be marked, ready or not: the tracker records, the {@link
 * ExecutionGraph} reasons. A column that is marked in row order takes no memory for its rows, one
 * marked in any order a compressed bitmap of what lies beyond its finished prefix.
 *
 * <p>An unbound tracker takes any column name; a bound one rejects marks outside its graph.
 * Questions about names and rows that it has never seen answer {@code false} or 0.
 *
 * <p>Safe for concurrent use. Of threads that mark the same node exactly one is told {@code true};
 * what a thread marked it sees at once; no count ever goes back; all answers fit one order of the
 * marks. Marking takes O(1) in row order, else O(log rows); questions the same.
 */
public final class CompletionTracker {

  private final long numRecords;
  private final @Nullable ExecutionGraph graph; // null: unbound
  private final ConcurrentMap<String, ColumnMarks> columns;
  private final AtomicLong size; // a shared counter, so that size() is exact and O(1)
  private final Object oneSnapshot = new Object();

  /**
   * An unbound tracker with nothing complete.
   *
   * @param numRecords rows of the dataset; below 1: {@link IllegalArgumentException}
   */
  public CompletionTracker(long numRecords) {
    if (numRecords < 1) {
      throw new IllegalArgumentException(numRecords + " records: at least 1 is needed");
    }
    this.numRecords = numRecords;
    this.graph = null;
    this.columns = new ConcurrentHashMap<>();
    this.size = new AtomicLong();
  }

  /** Takes over what an unbound tracker holds. */
  private CompletionTracker(CompletionTracker unbound, ExecutionGraph graph) {
    this.numRecords = unbound.numRecords;
    this.graph = graph;
    this.columns = unbound.columns;
    this.size = unbound.size;
    graph.columnNames().forEach(unbound::marksToChange);
  }

  /** A tracker with nothing complete that rejects marks outside the graph. */
  public static CompletionTracker forGraph(ExecutionGraph graph) {
    return new CompletionTracker(new CompletionTracker(graph.numRecords()), graph);
  }

  public long numRecords() {
    return numRecords;
  }

  /**
   * Marks a node as complete.
   *
   * @return whether it is newly complete; {@code false} if it was already
   * @throws IllegalArgumentException if the row is not below {@code numRecords}, or the tracker is
   *     bound and the node not in its graph
   */
  public boolean markComplete(NodeId node) {
    Objects.requireNonNull(node, "node");
    if (!(node instanceof CellNodeId cell)) {
      if (graph != null) {
        graph.requireIndex(node);
      }
      return marksToChange(node.column()).markBarrier();
    }
    if (cell.row() >= numRecords) {
      throw new IllegalArgumentException(
          String.format(
              "column %s: row %d is outside 0 to %d",
              ColumnNames.quoted(cell.column()), cell.row(), numRecords - 1));
    }
    return marksToChange(cell.column()).mark(cell.row());
  }

  /**
   * Marks the cells of rows {@code [fromRow, toRow)} as complete, in O(compressed pieces touched).
   *
   * @return how many are newly complete
   * @throws IllegalArgumentException if the rows are not within {@code 0 <= fromRow <= toRow <=
   *     numRecords}, the name is blank, or the tracker is bound and its graph has no such column
   */
  public long markComplete(String column, long fromRow, long toRow) {
    ColumnNames.requireName(column);
    if (fromRow < 0 || fromRow > toRow || toRow > numRecords) {
      throw new IllegalArgumentException(
          String.format(
              "column %s: rows from %d to before %d are not within 0 to %d",
              ColumnNames.quoted(column), fromRow, toRow, numRecords));
    }
    return marksToChange(column).mark(fromRow, toRow);
  }

  /** Whether the node is complete. */
  public boolean contains(NodeId node) {
    ColumnMarks marks = columns.get(node.column());
    if (marks == null) {
      return false;
    }
    return node instanceof CellNodeId cell
        ? cell.row() < numRecords && marks.contains(cell.row())
        : marks.isBarrierComplete();
  }

  /** Whether all cells of the column are complete; its barrier node is another question. */
  public boolean isColumnComplete(String column) {
    ColumnMarks marks = columns.get(column);
    return marks != null && marks.isComplete();
  }

  /** Whether the column's barrier node is complete. */
  public boolean isBarrierComplete(String column) {
    ColumnMarks marks = columns.get(column);
    return marks != null && marks.isBarrierComplete();
  }

  /** How many cells of the column are complete. */
  public long columnCompletionCount(String column) {
    ColumnMarks marks = columns.get(column);
    return marks == null ? 0 : marks.count();
  }

  /**
   * How many nodes are complete, cells and barriers. On an unbound tracker that holds more than a
   * {@code long} counts: {@link Long#MAX_VALUE}.
   */
  public long size() {
    return size.get();
  }

  /**
   * Writes what is complete, exactly and as of one moment, in a form that is the same on every
   * platform; equal trackers give equal bytes. Marking waits while the compressed rows are copied,
   * not while they are written. O(columns + compressed pieces).
   */
  public void writeTo(DataOutput out) throws IOException {
    TrackerForm.write(numRecords, snapshot(), Objects.requireNonNull(out, "out"));
  }

  /**
   * An unbound tracker with what {@link #writeTo} wrote; the stream is left just behind it. Memory
   * stays in proportion to the bytes read, whatever they say.
   *
   * @throws IOException if these are not the bytes of a tracker, in a version known here, whole and
   *     unharmed
   */
  public static CompletionTracker readFrom(DataInput in) throws IOException {
    return TrackerForm.read(Objects.requireNonNull(in, "in"));
  }

  /**
   * The same, bound to a graph.
   *
   * @throws IOException as {@link #readFrom(DataInput)}
   * @throws IllegalArgumentException telling every problem, one line each: another number of
   *     records than the graph's, nodes that the graph lacks
   */
  public static CompletionTracker readFrom(DataInput in, ExecutionGraph graph) throws IOException {
    Objects.requireNonNull(graph, "graph");
    CompletionTracker read = readFrom(in);
    TrackerForm.checkFits(read.numRecords, new TreeMap<>(read.columns), graph);
    return new CompletionTracker(read, graph);
  }

  @Override
  public String toString() {
    return "CompletionTracker[" + size() + " nodes complete, " + numRecords + " records]";
  }

  /** The marks of a column of a graph, to be asked: what is marked later shows in them. */
  ColumnMarks marks(String column) {
    ColumnMarks marks = columns.get(column);
    if (marks != null) {
      return marks;
    }
    return graph == null ? marksToChange(column) : new ColumnMarks(numRecords, new AtomicLong());
  }

  private ColumnMarks marksToChange(String column) {
    ColumnMarks marks = columns.get(column);
    if (marks != null) {
      return marks;
    }
    if (graph != null) {
      graph.column(column); // rejects it
    }
    return columns.computeIfAbsent(column, name -> new ColumnMarks(numRecords, size));
  }

  /** Copies of all columns, as of one moment: while they are made, all are held. */
  private SortedMap<String, ColumnMarks> snapshot() {
    Map<ColumnMarks, Long> held = new HashMap<>();
    SortedMap<String, ColumnMarks> copies = new TreeMap<>();
    synchronized (oneSnapshot) { // two would hold each other up; a mark holds one column only
      try {
        boolean grown = true;
        while (grown) { // until no column came in while the others were not held yet
          grown = false;
          for (ColumnMarks marks : columns.values()) {
            if (!held.containsKey(marks)) {
              held.put(marks, marks.hold());
              grown = true;
            }
          }
        }
        columns.forEach(
            (name, marks) -> {
              if (held.containsKey(marks)) {
                copies.put(name, marks.copyHeld());
              }
            });
      } finally {
        held.forEach(ColumnMarks::release);
      }
    }
    copies.values().removeIf(ColumnMarks::isEmpty);
    return copies;
  }
}
