package io.gridloom.operator.sort;

import io.gridloom.aggregate.SortedEntries;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries chosen at random, for splitters. A row is in the sample or not by its number alone, so
 * samples of several subtasks are one.
 */
final class Sample {

  private static final double MOST_ENTRIES = 50_000;
  private static final int BYTES = 6 << 20; // of all of them, in one event of less than 10 MiB
  private static final int LEAST_KEY_BYTES = 64;
  private static final int MOST_KEY_BYTES = 1_024;
  private static final double LEAST_ENTRIES = 2_048;
  private static final double ROWS_PER_ENTRY = 2_048; // a bucket is some 200,000 entries

  private final long below; // hashes of rows that are in
  private final int keyBytes; // that are kept of a key: where more are the same, so is the bucket
  private final List<byte[]> keys = new ArrayList<>();

  /**
   * @param rows of the dataset
   * @param entriesPerRow the most that a row has
   */
  Sample(long rows, int entriesPerRow) {
    double wanted = Math.min(MOST_ENTRIES, LEAST_ENTRIES + rows / ROWS_PER_ENTRY * entriesPerRow);
    keyBytes = (int) Math.max(LEAST_KEY_BYTES, Math.min(MOST_KEY_BYTES, BYTES / wanted));
    double share = wanted / entriesPerRow / rows;
    below = share >= 1 ? Long.MAX_VALUE : (long) (share * Long.MAX_VALUE);
  }

  /** Takes the row's entries in, or not. */
  void offer(long row, SortedEntries entries) {
    if (hash(row) <= below) {
      for (int i = 0; i < entries.size(); i++) {
        keys.add(entries.key(i, keyBytes));
      }
    }
  }

  void add(byte[] key) {
    keys.add(key);
  }

  List<byte[]> keys() {
    return keys;
  }

  /** SplitMix64 of the row, salted: independent of all that rows may be sorted by. 0 or more. */
  private static long hash(long row) {
    long a = row * 0x9E3779B97F4A7C15L + 0x5851F42D4C957F2DL;
    long b = (a ^ (a >>> 30)) * 0xBF58476D1CE4E5B9L;
    long c = (b ^ (b >>> 27)) * 0x94D049BB133111EBL;
    return (c ^ (c >>> 31)) & Long.MAX_VALUE;
  }
}
