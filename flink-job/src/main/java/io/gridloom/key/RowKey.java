package io.gridloom.key;

import org.jspecify.annotations.Nullable;

/**
 * The key of a row. Equal to the key of the same row only; its hash is made so that Flink puts it
 * into the key group that {@link RowBlocks} chose: Flink takes {@code murmur(hashCode()) % groups},
 * and its murmur step is a bijection on ints, so the hash is the inverse image of a number that is
 * congruent to the group.
 */
public final class RowKey {

  private final long row;
  private final int hash;

  private RowKey(long row, int hash) {
    this.row = row;
    this.hash = hash;
  }

  /** The key of {@code row} (from 0). */
  public static RowKey of(long row, RowBlocks blocks) {
    int group = blocks.groupOf(row);
    int multiples = Integer.MAX_VALUE / blocks.groups(); // so many ints from 0 lead to the group
    // Spread over them: otherwise all keys of a group had one hash, one bucket in a heap table.
    int multiple = (int) (((mix(row) & 0xffffffffL) * multiples) >>> 32);
    return new RowKey(row, Murmur.inverse(group + blocks.groups() * multiple));
  }

  public long row() {
    return row;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RowKey that && row == that.row;
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return "row " + row;
  }

  /** Finaliser of SplitMix64. */
  private static int mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return (int) (b ^ (b >>> 31));
  }
}
