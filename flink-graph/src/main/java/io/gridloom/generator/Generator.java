package io.gridloom.generator;

/**
 * Fills the cells of one column. Made once per subtask, used by one thread. Same (seed, column,
 * row, inputs), same value: whatever the order, the parallelism and the number of restarts.
 */
public sealed interface Generator
    permits CellGenerator,
        AsyncCellGenerator,
        BatchCellGenerator,
        BarrierGenerator,
        SortedGenerator {

  /** Gives back what it holds, such as connections; called once, when its subtask ends. */
  default void close() {}
}
