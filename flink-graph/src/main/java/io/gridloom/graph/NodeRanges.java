package io.gridloom.graph;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Some columns of a graph, and of each the same part: fixed views such as the dependencies of a
 * node. Every column has a node in it.
 */
final class NodeRanges implements Nodes {

  /** Which nodes of a column belong to a view. */
  enum Part {
    /** The barrier node, if it has one, and the cells. */
    ALL,
    /** What waits for its inputs: the barrier node if it has one, else the cells. */
    ENTRY,
    /** The cells, that is, what others wait for. */
    CELLS
  }

  private final ExecutionGraph graph;
  private final int[] columns;
  private final IntPredicate member; // the same columns, asked in O(1)
  private final Part part;
  private final long fromRow;
  private final long toRow;
  private final long size;

  NodeRanges(
      ExecutionGraph graph,
      int[] columns,
      IntPredicate member,
      Part part,
      long fromRow,
      long toRow,
      long size) {
    this.graph = graph;
    this.columns = columns;
    this.member = member;
    this.part = part;
    this.fromRow = fromRow;
    this.toRow = toRow;
    this.size = size;
  }

  /** The neighbours of a node: rows {@code [fromRow, toRow)} of a few columns. */
  static NodeRanges neighbours(
      ExecutionGraph graph, int[] columns, Part part, long fromRow, long toRow) {
    return new NodeRanges(
        graph,
        columns,
        column -> holds(columns, column),
        part,
        fromRow,
        toRow,
        size(graph, columns, part, toRow - fromRow));
  }

  /** How many nodes that part of the columns has with {@code rows} rows. */
  static long size(ExecutionGraph graph, int[] columns, Part part, long rows) {
    long size = 0;
    for (int column : columns) {
      size += hasBarrier(graph, part, column) ? 1 : 0;
      size += hasCells(graph, part, column) ? rows : 0;
    }
    return size;
  }

  private static boolean hasBarrier(ExecutionGraph graph, Part part, int column) {
    return part != Part.CELLS && graph.isBarrier(column);
  }

  private static boolean hasCells(ExecutionGraph graph, Part part, int column) {
    return part != Part.ENTRY || !graph.isBarrier(column);
  }

  private static boolean holds(int[] columns, int column) {
    for (int held : columns) {
      if (held == column) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public boolean isEmpty() {
    return size == 0;
  }

  @Override
  public boolean contains(NodeId node) {
    int column = graph.indexOf(Objects.requireNonNull(node, "node"));
    if (column < 0 || !member.test(column)) {
      return false;
    }
    return node instanceof CellNodeId cell
        ? hasCells(graph, part, column) && fromRow <= cell.row() && cell.row() < toRow
        : hasBarrier(graph, part, column);
  }

  @Override
  public Iterator<NodeId> iterator() {
    return new Cursor();
  }

  @Override
  public Stream<NodeId> stream() {
    int traits =
        Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL | Spliterator.IMMUTABLE;
    return StreamSupport.stream(Spliterators.spliterator(iterator(), size, traits), false);
  }

  private final class Cursor implements Iterator<NodeId> {

    private int position;
    private boolean barrierDone;
    private long row = fromRow;

    @Override
    public boolean hasNext() {
      return position < columns.length;
    }

    @Override
    public NodeId next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int column = columns[position];
      String name = graph.name(column);
      if (!barrierDone && hasBarrier(graph, part, column)) {
        barrierDone = true;
        if (!hasCells(graph, part, column)) {
          nextColumn();
        }
        return new BarrierNodeId(name);
      }
      NodeId cell = new CellNodeId(row++, name);
      if (row == toRow) {
        nextColumn();
      }
      return cell;
    }

    private void nextColumn() {
      position++;
      barrierDone = false;
      row = fromRow;
    }
  }
}
