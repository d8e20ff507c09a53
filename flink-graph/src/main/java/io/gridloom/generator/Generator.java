package io.gridloom.generator;

/**
 * Fills the cells of one column. Made once per subtask, used by one thread. Same (seed, column,
 * row, inputs), same value: whatever the order, the parallelism and the number of restarts.
 */
public sealed interface Generator permits CellGenerator, BarrierGenerator {}
