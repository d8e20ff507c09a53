package io.gridloom.key;

import java.io.Serializable;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Which key group holds which rows. Blocks of consecutive rows are scattered over the key groups by
 * a step that is coprime to their number, so that any share of them, also a contiguous one as Flink
 * gives to a subtask, holds about as many rows as any other; and a group knows its own rows without
 * looking at those of others. Fixed for the life of a run directory.
 */
public final class RowBlocks implements Serializable {

  /** Flink's limit. */
  public static final int MAX_GROUPS = 1 << 15;

  private static final int TARGET_BLOCK_ROWS = 4096;
  private static final int BLOCKS_PER_GROUP = 8;

  private final int groups;
  private final long blockRows;
  private final long step;
  private final long inverseStep; // modulo groups

  /**
   * Blocks of a run.
   *
   * @param groups number of key groups, Flink's max parallelism: 1 to {@value #MAX_GROUPS}
   * @param blockRows rows of a block, at least 1
   */
  public RowBlocks(int groups, long blockRows) {
    if (groups < 1 || groups > MAX_GROUPS) {
      throw new IllegalArgumentException(
          groups + " key groups: 1 to " + MAX_GROUPS + " are allowed");
    }
    if (blockRows < 1) {
      throw new IllegalArgumentException("blocks of " + blockRows + " rows: at least 1 is allowed");
    }
    this.groups = groups;
    this.blockRows = blockRows;
    this.step = stepFor(groups);
    this.inverseStep =
        BigInteger.valueOf(step).modInverse(BigInteger.valueOf(groups)).longValueExact();
  }

  /**
   * Blocks for a bounded run: near {@value #TARGET_BLOCK_ROWS} rows, shorter where there would be
   * fewer than {@value #BLOCKS_PER_GROUP} blocks per group, always a multiple of {@code windowRows}
   * so that a block window lies within one group.
   *
   * @param windowRows least common multiple of all block windows' lengths, 1 without any
   */
  public static RowBlocks of(int groups, long rows, int windowRows) {
    long perGroup = rows / ((long) BLOCKS_PER_GROUP * groups * windowRows);
    long multiple = Math.max(1, Math.min(TARGET_BLOCK_ROWS / windowRows, perGroup));
    return new RowBlocks(groups, windowRows * multiple);
  }

  public int groups() {
    return groups;
  }

  public long blockRows() {
    return blockRows;
  }

  /** The key group of a row. */
  public int groupOf(long row) {
    return (int) (row / blockRows % groups * step % groups);
  }

  /** Number of the first block that lies in {@code group}. */
  public long firstBlock(int group) {
    return group * inverseStep % groups;
  }

  /**
   * Row number {@code n} (from 0) of the group whose first block is {@code firstBlock}; grows with
   * n.
   */
  public long rowOf(long firstBlock, long n) {
    return (n / blockRows * groups + firstBlock) * blockRows + n % blockRows;
  }

  /** How many rows of a group are below {@code row}. */
  public long countBelow(int group, long row) {
    long block = row / blockRows; // those before it are full
    long first = firstBlock(group);
    long full = block <= first ? 0 : (block - first + groups - 1) / groups;
    return full * blockRows + (groupOf(row) == group ? row % blockRows : 0);
  }

  /** The inverse of {@link #rowOf}: how many rows of its group lie before {@code row}. */
  public long numberInGroup(long row) {
    return row / blockRows / groups * blockRows + row % blockRows;
  }

  /** Near the golden section, so that neighbouring blocks go to groups far apart. */
  private static long stepFor(int groups) {
    int step = Math.max(1, (int) (groups * 0.618));
    while (gcd(step, groups) != 1) {
      step++;
    }
    return step;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RowBlocks that && groups == that.groups && blockRows == that.blockRows;
  }

  @Override
  public int hashCode() {
    return 31 * groups + Long.hashCode(blockRows);
  }

  @Override
  public String toString() {
    return groups + " key groups of blocks of " + blockRows + " rows";
  }
}
