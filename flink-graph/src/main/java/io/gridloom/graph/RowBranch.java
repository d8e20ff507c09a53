package io.gridloom.graph;

import java.util.Arrays;

/**
 * 64 slots of {@code 2^shift} rows. A slot is empty, full, or mixed; only mixed ones have a part,
 * which is neither empty nor full.
 */
final class RowBranch implements RowPart {

  static final int BITS = 6;

  private static final int SLOTS = 1 << BITS;

  private final int shift;
  private long full; // a bit per slot
  private long mixed; // a bit per slot
  private RowPart[] parts = new RowPart[0]; // of the mixed slots, in their order

  RowBranch(int shift) {
    this.shift = shift;
  }

  @Override
  public boolean add(long row) {
    int slot = slot(row);
    if (isFull(slot)) {
      return false;
    }
    RowPart part = partToFill(slot);
    boolean added = part.add(rowInSlot(row));
    if (added && part.isFull()) {
      fill(slot);
    }
    return added;
  }

  @Override
  public long addRange(long from, long to) {
    long added = 0;
    int last = slot(to - 1);
    for (int slot = slot(from); slot <= last; slot++) {
      if (isFull(slot)) {
        continue;
      }
      long first = firstRow(slot);
      long low = Math.max(from, first) - first;
      long high = Math.min(to - first, 1L << shift);
      if (high - low == 1L << shift) {
        added += high - (isMixed(slot) ? part(slot).count() : 0);
        fill(slot);
      } else {
        RowPart part = partToFill(slot);
        added += part.addRange(low, high);
        if (part.isFull()) {
          fill(slot);
        }
      }
    }
    return added;
  }

  @Override
  public boolean contains(long row) {
    int slot = slot(row);
    return isFull(slot) || (isMixed(slot) && part(slot).contains(rowInSlot(row)));
  }

  @Override
  public boolean isFull() {
    return full == -1L;
  }

  @Override
  public long count() {
    long count = (long) Long.bitCount(full) << shift;
    for (RowPart part : parts) {
      count += part.count();
    }
    return count;
  }

  @Override
  public long nextAbsent(long row) {
    int slot = slot(row);
    if (!isFull(slot)) {
      long within = isMixed(slot) ? part(slot).nextAbsent(rowInSlot(row)) : rowInSlot(row);
      if (within < 1L << shift) {
        return firstRow(slot) + within;
      }
    }
    int next = Long.numberOfTrailingZeros(~full & slotsAfter(slot));
    return firstRow(next) + (next < SLOTS && isMixed(next) ? part(next).nextAbsent(0) : 0);
  }

  @Override
  public long nextPresent(long row) {
    int slot = slot(row);
    if (isFull(slot)) {
      return row;
    }
    if (isMixed(slot)) {
      long within = part(slot).nextPresent(rowInSlot(row));
      if (within >= 0) {
        return firstRow(slot) + within;
      }
    }
    int next = Long.numberOfTrailingZeros((full | mixed) & slotsAfter(slot));
    if (next == SLOTS) {
      return -1;
    }
    return firstRow(next) + (isMixed(next) ? part(next).nextPresent(0) : 0);
  }

  @Override
  public void removeBefore(long row) {
    int slot = slot(row);
    long kept = -1L << slot;
    parts = Arrays.copyOfRange(parts, Long.bitCount(mixed & ~kept), parts.length);
    full &= kept;
    mixed &= kept;
    if (isMixed(slot)) {
      part(slot).removeBefore(rowInSlot(row));
    }
  }

  @Override
  public void copyLeaf(long row, long[] words) {
    int slot = slot(row);
    if (isFull(slot)) {
      Arrays.fill(words, -1L);
    } else if (isMixed(slot)) {
      part(slot).copyLeaf(rowInSlot(row), words);
    }
  }

  @Override
  public void putLeaf(long firstRow, RowLeaf leaf) {
    int slot = slot(firstRow);
    RowPart part = partToFill(slot);
    part.putLeaf(rowInSlot(firstRow), leaf);
    if (part.isFull()) {
      fill(slot);
    }
  }

  @Override
  public RowBranch copy() {
    RowBranch copy = new RowBranch(shift);
    copy.full = full;
    copy.mixed = mixed;
    copy.parts = Arrays.stream(parts).map(RowPart::copy).toArray(RowPart[]::new);
    return copy;
  }

  private int slot(long row) {
    return (int) (row >>> shift);
  }

  private long rowInSlot(long row) {
    return row & ((1L << shift) - 1);
  }

  private long firstRow(int slot) {
    return (long) slot << shift;
  }

  private static long slotsAfter(int slot) {
    return slot == SLOTS - 1 ? 0 : -1L << (slot + 1);
  }

  private boolean isFull(int slot) {
    return (full & 1L << slot) != 0;
  }

  private boolean isMixed(int slot) {
    return (mixed & 1L << slot) != 0;
  }

  private int index(int slot) {
    return Long.bitCount(mixed & ((1L << slot) - 1));
  }

  private RowPart part(int slot) {
    return parts[index(slot)];
  }

  /** The slot's part, a new one if it is empty. */
  private RowPart partToFill(int slot) {
    if (!isMixed(slot)) {
      RowPart[] more = new RowPart[parts.length + 1];
      int index = index(slot);
      System.arraycopy(parts, 0, more, 0, index);
      more[index] = RowPart.ofSpan(shift);
      System.arraycopy(parts, index, more, index + 1, parts.length - index);
      parts = more;
      mixed |= 1L << slot;
    }
    return part(slot);
  }

  /** Lets the slot's part go: all its rows are there. */
  private void fill(int slot) {
    if (isMixed(slot)) {
      RowPart[] fewer = new RowPart[parts.length - 1];
      int index = index(slot);
      System.arraycopy(parts, 0, fewer, 0, index);
      System.arraycopy(parts, index + 1, fewer, index, fewer.length - index);
      parts = fewer;
      mixed &= ~(1L << slot);
    }
    full |= 1L << slot;
  }
}
