package io.gridloom.aggregate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Beginnings of keys that divide all entries into buckets: bucket b holds the entries that b of the
 * splitters are not above.
 *
 * @param keys in order
 */
public record Splitters(List<byte[]> keys) implements Serializable {

  public Splitters {
    keys = List.copyOf(keys);
  }

  /**
   * Splitters for buckets that are about even.
   *
   * @param samples keys of entries chosen at random
   */
  public static Splitters of(List<byte[]> samples, int buckets) {
    List<byte[]> sorted = new ArrayList<>(samples);
    sorted.sort(Arrays::compareUnsigned);
    List<byte[]> keys = new ArrayList<>();
    for (int bucket = 1; bucket < buckets && !sorted.isEmpty(); bucket++) {
      keys.add(sorted.get((int) ((long) bucket * sorted.size() / buckets)));
    }
    return new Splitters(keys);
  }

  /** Number of buckets. */
  public int buckets() {
    return keys.size() + 1;
  }

  /** The bucket of an entry; O(log buckets). */
  public int bucketOf(SortedEntries entries, int entry) {
    int low = 0;
    int high = keys.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entries.compare(entry, keys.get(middle)) >= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
