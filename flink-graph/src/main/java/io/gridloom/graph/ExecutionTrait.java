package io.gridloom.graph;

/** What a column can do, as its generator says of itself. */
public enum ExecutionTrait {
  /** It can start from nothing. */
  START(1),
  /** It makes each cell by itself. */
  CELL_BY_CELL(2),
  /** Its rows can pass one after another; no row waits for a later one. */
  ROW_STREAMABLE(4),
  /** It waits for all rows of what it depends on. */
  BARRIER(8);

  private final int bit;

  ExecutionTrait(int bit) {
    this.bit = bit;
  }

  /** The trait's bit in {@link ExecutionTraits#bits()}: 1, 2, 4 or 8; stays the same for good. */
  public int bit() {
    return bit;
  }
}
