package io.gridloom.aggregate;

/**
 * Sorts keys by eight of their bytes at a time: those behind what all of them begin with, as
 * numbers, by merging; then the ones that are still equal by the next eight. Long equal beginnings,
 * such as one group or one value, cost no more than looking over them once.
 */
final class EntrySort {

  private static final int FEW = 12; // are sorted by insertion

  private final SortedEntries entries;
  private int[] starts;
  private int[] otherStarts = new int[0];
  private long[] prefixes = new long[0];
  private long[] otherPrefixes = new long[0];
  private final int size;

  /**
   * @param starts of the entries, which get in order
   */
  EntrySort(SortedEntries entries, int[] starts, int size) {
    this.entries = entries;
    this.starts = starts;
    this.size = size;
  }

  void run() {
    if (size > FEW) {
      otherStarts = new int[size];
      prefixes = new long[size];
      otherPrefixes = new long[size];
    }
    sort(0, size, 0);
  }

  private void sort(int from, int to, int depth) {
    if (to - from <= FEW) {
      insert(from, to, depth);
      return;
    }
    int common = Integer.MAX_VALUE;
    for (int i = from + 1; i < to && common > 0; i++) {
      common = entries.common(starts[from], starts[i], depth, common);
    }
    int deeper = depth + common;
    if (deeper >= entries.keyLength(starts[from])) {
      return; // the same key more than once
    }
    for (int i = from; i < to; i++) {
      prefixes[i] = entries.prefix(starts[i], deeper) ^ Long.MIN_VALUE;
    }
    System.arraycopy(prefixes, from, otherPrefixes, from, to - from);
    System.arraycopy(starts, from, otherStarts, from, to - from);
    merge(otherPrefixes, otherStarts, prefixes, starts, from, to);
    for (int first = from, next; first < to; first = next) {
      next = first + 1;
      while (next < to && prefixes[next] == prefixes[first]) {
        next++;
      }
      if (next - first > 1) {
        sort(first, next, deeper + Long.BYTES);
      }
    }
  }

  private void insert(int from, int to, int depth) {
    for (int i = from + 1; i < to; i++) {
      int start = starts[i];
      int j = i;
      while (j > from && entries.compare(starts[j - 1], start, depth) > 0) {
        starts[j] = starts[--j];
      }
      starts[j] = start;
    }
  }

  /** Sorts what both pairs of arrays hold from {@code from} to {@code to} into the second pair. */
  private static void merge(
      long[] keysFrom, int[] startsFrom, long[] keysTo, int[] startsTo, int from, int to) {
    if (to - from <= FEW) {
      for (int i = from + 1; i < to; i++) {
        long key = keysTo[i];
        int start = startsTo[i];
        int j = i;
        for (; j > from && keysTo[j - 1] > key; j--) {
          keysTo[j] = keysTo[j - 1];
          startsTo[j] = startsTo[j - 1];
        }
        keysTo[j] = key;
        startsTo[j] = start;
      }
      return;
    }
    int middle = (from + to) >>> 1;
    merge(keysTo, startsTo, keysFrom, startsFrom, from, middle);
    merge(keysTo, startsTo, keysFrom, startsFrom, middle, to);
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeLeft = left < middle && (right >= to || keysFrom[left] <= keysFrom[right]);
      int at = takeLeft ? left++ : right++;
      keysTo[i] = keysFrom[at];
      startsTo[i] = startsFrom[at];
    }
  }
}
