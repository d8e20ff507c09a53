package io.gridloom.graph;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that are ready by what a tracker says at each call, of consecutive columns. A node
 * never becomes unready but by being complete, so that what was seen of its dependencies stays
 * true.
 */
final class ReadyNodes implements Nodes {

  private final ExecutionGraph graph;
  private final CompletionTracker tracker;
  private final int firstColumn;
  private final int endColumn;

  ReadyNodes(ExecutionGraph graph, CompletionTracker tracker, int firstColumn, int endColumn) {
    this.graph = graph;
    this.tracker = tracker;
    this.firstColumn = firstColumn;
    this.endColumn = endColumn;
  }

  @Override
  public long size() {
    long size = 0;
    for (int column = firstColumn; column < endColumn; column++) {
      size += isBarrierReady(column) ? 1 : 0;
      size += readyRows(column).count();
    }
    return size;
  }

  @Override
  public boolean isEmpty() {
    return !iterator().hasNext();
  }

  @Override
  public boolean contains(NodeId node) {
    int column = graph.indexOf(Objects.requireNonNull(node, "node"));
    if (column < firstColumn || column >= endColumn) {
      return false;
    }
    if (!(node instanceof CellNodeId cell)) {
      return isBarrierReady(column);
    }
    long row = cell.row();
    boolean inputsComplete =
        graph.isBarrier(column)
            ? marks(column).isBarrierComplete()
            : inputs(column).stream().allMatch(input -> input.contains(row));
    return inputsComplete && !marks(column).contains(row);
  }

  @Override
  public Iterator<NodeId> iterator() {
    return new Cursor();
  }

  @Override
  public Stream<NodeId> stream() {
    int traits = Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL;
    return StreamSupport.stream(
        () -> Spliterators.spliteratorUnknownSize(iterator(), traits), traits, false);
  }

  private boolean isBarrierReady(int column) {
    return graph.isBarrier(column)
        && !marks(column).isBarrierComplete()
        && inputs(column).stream().allMatch(ColumnMarks::isComplete);
  }

  /** The cells that are ready; of a barrier column none while its barrier is not complete. */
  private ReadyRows readyRows(int column) {
    ColumnMarks own = marks(column);
    if (!graph.isBarrier(column)) {
      return new ReadyRows(own, inputs(column), graph.numRecords());
    }
    return new ReadyRows(own, List.of(), own.isBarrierComplete() ? graph.numRecords() : 0);
  }

  private ColumnMarks marks(int column) {
    return tracker.marks(graph.name(column));
  }

  private List<ColumnMarks> inputs(int column) {
    return Arrays.stream(graph.inputs(column)).mapToObj(this::marks).toList();
  }

  private final class Cursor implements Iterator<NodeId> {

    private int column = firstColumn;
    private boolean barrierSeen;
    private @Nullable ReadyRows rows; // of the column; null before its cells are looked at
    private @Nullable NodeId found;

    @Override
    public boolean hasNext() {
      if (found == null) {
        found = find();
      }
      return found != null;
    }

    @Override
    public NodeId next() {
      NodeId next = found != null ? found : find();
      found = null;
      if (next == null) {
        throw new NoSuchElementException();
      }
      return next;
    }

    private @Nullable NodeId find() {
      while (column < endColumn) {
        if (rows == null) {
          if (!barrierSeen) {
            barrierSeen = true;
            if (isBarrierReady(column)) {
              return new BarrierNodeId(graph.name(column));
            }
          }
          rows = readyRows(column);
        }
        long row = rows.next();
        if (row >= 0) {
          return new CellNodeId(row, graph.name(column));
        }
        rows = null;
        barrierSeen = false;
        column++;
      }
      return null;
    }
  }
}
