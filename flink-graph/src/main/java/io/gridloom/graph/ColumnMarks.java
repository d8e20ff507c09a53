package io.gridloom.graph;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * What is complete of one column: a finished prefix, as a number, and beyond it a compressed set of
 * rows. Marking in row order only moves the prefix; a row marked ahead is taken over by the prefix
 * when it arrives there. Rows given are 0 to {@code numRecords - 1}, ranges within.
 *
 * <p>Safe for concurrent use. Every change, and the tracker's total with it, is made under the
 * lock, and no answer that a later mark could turn comes from outside it, so that all answers
 * together fit one order of the marks.
 */
final class ColumnMarks {

  private final StampedLock lock = new StampedLock();
  private final long numRecords;
  private final AtomicLong total; // of all columns of the tracker

  private long prefix; // rows below are complete, this one is not
  private long ahead = Long.MAX_VALUE; // the first complete row beyond the prefix, if there is one
  private @Nullable RowPart rest; // all of those; some below the prefix may linger; null if none
  private long count;
  private boolean barrier;

  ColumnMarks(long numRecords, AtomicLong total) {
    this.numRecords = numRecords;
    this.total = total;
  }

  boolean mark(long row) {
    long stamp = lock.writeLock();
    try {
      if (row < prefix) {
        return false;
      }
      if (row == prefix) {
        advance(row + 1);
      } else if (rest().add(row)) {
        ahead = Math.min(ahead, row);
      } else {
        return false;
      }
      grow(1);
      return true;
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  /** Marks rows {@code [from, to)}; how many are newly complete. */
  long mark(long from, long to) {
    long stamp = lock.writeLock();
    try {
      long first = Math.max(from, prefix);
      if (first >= to) {
        return 0;
      }
      long added = first == prefix && to <= ahead ? to - first : rest().addRange(first, to);
      if (first == prefix) {
        advance(to);
      } else {
        ahead = Math.min(ahead, first);
      }
      grow(added);
      return added;
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  boolean markBarrier() {
    long stamp = lock.writeLock();
    try {
      if (barrier) {
        return false;
      }
      barrier = true;
      total.accumulateAndGet(1, ColumnMarks::saturatedSum);
      return true;
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  /** Marks the rows whose bits are set, in a leaf beyond all that is complete so far. */
  void restoreLeaf(long firstRow, long[] words) {
    long stamp = lock.writeLock();
    try {
      RowLeaf leaf = RowLeaf.of(words);
      long added = leaf.count();
      rest().putLeaf(firstRow, leaf);
      ahead = Math.min(ahead, firstRow + leaf.nextPresent(0));
      grow(added);
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  private RowPart rest() {
    if (rest == null) {
      rest = RowPart.forRows(numRecords);
    }
    return rest;
  }

  /** Moves the prefix to {@code row}, and over all complete rows from there on. */
  private void advance(long row) {
    if (row < ahead || rest == null) {
      prefix = row;
      return;
    }
    prefix = row < numRecords ? rest.nextAbsent(row) : row;
    long next = prefix < numRecords ? rest.nextPresent(prefix) : -1;
    if (next < 0) {
      rest = null;
      ahead = Long.MAX_VALUE;
    } else {
      rest.removeBefore(next);
      ahead = next;
    }
  }

  private void grow(long added) {
    count += added;
    total.accumulateAndGet(added, ColumnMarks::saturatedSum);
  }

  /** An unbound tracker may hold more nodes than a long counts. */
  private static long saturatedSum(long left, long right) {
    long sum = left + right;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  boolean contains(long row) {
    return nextMissing(row) != row;
  }

  /** The first row from {@code row} on that is not complete; {@code numRecords} if all are. */
  long nextMissing(long row) {
    long finished = prefix();
    if (row < finished) {
      return finished;
    }
    long stamp = lock.readLock();
    try {
      return row < prefix ? prefix : rest == null ? row : rest.nextAbsent(row);
    } finally {
      lock.unlockRead(stamp);
    }
  }

  /** The first row from {@code row} on that is complete; {@code numRecords} if none is. */
  long nextComplete(long row) {
    if (row >= numRecords || row < prefix()) {
      return row;
    }
    long stamp = lock.readLock();
    try {
      if (row < prefix) {
        return row;
      }
      long next = rest == null ? -1 : rest.nextPresent(row);
      return next < 0 ? numRecords : next;
    } finally {
      lock.unlockRead(stamp);
    }
  }

  /**
   * Sets the bits of the complete rows of the leaf that begins with {@code firstRow}, only those.
   */
  void copyLeaf(long firstRow, long[] words) {
    Arrays.fill(words, 0);
    long stamp = lock.readLock();
    try {
      if (rest != null) {
        rest.copyLeaf(firstRow, words);
      }
      if (prefix > firstRow) {
        long finished = Math.min(prefix - firstRow, RowLeaf.ROWS);
        int whole = (int) (finished / Long.SIZE);
        Arrays.fill(words, 0, whole, -1L);
        if (whole < words.length) {
          words[whole] |= (1L << finished) - 1;
        }
      }
    } finally {
      lock.unlockRead(stamp);
    }
  }

  /** Rows 0 to the prefix - 1 are complete, the prefix is not. No lock unless somebody marks. */
  long prefix() {
    long stamp = lock.tryOptimisticRead();
    long seen = prefix;
    if (lock.validate(stamp)) {
      return seen;
    }
    stamp = lock.readLock();
    try {
      return prefix;
    } finally {
      lock.unlockRead(stamp);
    }
  }

  boolean isComplete() {
    return prefix() == numRecords;
  }

  long count() {
    long stamp = lock.readLock();
    try {
      return count;
    } finally {
      lock.unlockRead(stamp);
    }
  }

  boolean isBarrierComplete() {
    long stamp = lock.readLock();
    try {
      return barrier;
    } finally {
      lock.unlockRead(stamp);
    }
  }

  boolean isEmpty() {
    return !isBarrierComplete() && count() == 0;
  }

  /** A mark of this moment for {@link #isUnchangedSince}. */
  long version() {
    return lock.tryOptimisticRead();
  }

  /** Whether nothing was marked since; {@code false} also where that cannot be told. */
  boolean isUnchangedSince(long version) {
    return lock.validate(version);
  }

  /** Keeps everybody else from marking until {@link #release}. */
  long hold() {
    return lock.writeLock();
  }

  void release(long held) {
    lock.unlockWrite(held);
  }

  /** A copy that shares nothing; only while {@linkplain #hold() held}. O(parts). */
  ColumnMarks copyHeld() {
    ColumnMarks copy = new ColumnMarks(numRecords, new AtomicLong());
    copy.prefix = prefix;
    copy.ahead = ahead;
    copy.rest = rest == null ? null : rest.copy();
    copy.count = count;
    copy.barrier = barrier;
    return copy;
  }
}
