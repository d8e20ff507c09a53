package io.gridloom.graph;

/**
 * A node of an {@link ExecutionGraph}: one cell of a column, or the barrier of a column that waits
 * for all rows. Compared by value.
 */
public sealed interface NodeId permits CellNodeId, BarrierNodeId {
  /** The primary name of the column; never blank. */
  String column();
}
