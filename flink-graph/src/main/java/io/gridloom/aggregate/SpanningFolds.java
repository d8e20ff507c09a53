package io.gridloom.aggregate;

import java.util.Arrays;
import java.util.List;

/** The accumulators of folded groups that lie in several buckets. */
final class SpanningFolds {

  private final byte[][] first;
  private final byte[][] last;

  private SpanningFolds(int buckets) {
    first = new byte[buckets][];
    last = new byte[buckets][];
    Arrays.fill(first, Digest.NOTHING);
    Arrays.fill(last, Digest.NOTHING);
  }

  /** Of all buckets that have entries, in order; at most as many merges as there are buckets. */
  static SpanningFolds of(List<Summary> buckets, GroupFolding folding) {
    SpanningFolds folds = new SpanningFolds(buckets.size());
    int begin = 0;
    while (begin < buckets.size()) {
      int end = endOfLastGroup(buckets, begin);
      if (end > begin) {
        folds.put(buckets, begin, end, fold(buckets.subList(begin, end + 1), folding));
      }
      boolean othersFollow = end > begin && !buckets.get(end).isOneGroup();
      begin = othersFollow ? end : end + 1;
    }
    return folds;
  }

  /** The bucket in which the group ends that is the last one of this bucket. */
  private static int endOfLastGroup(List<Summary> buckets, int bucket) {
    byte[] group = buckets.get(bucket).last().group();
    int end = bucket;
    while (end + 1 < buckets.size()
        && (end == bucket || buckets.get(end).isOneGroup())
        && Arrays.equals(group, buckets.get(end + 1).first().group())) {
      end++;
    }
    return end;
  }

  private static byte[] fold(List<Summary> buckets, GroupFolding folding) {
    Summary.Edge edge = buckets.get(0).last();
    byte[] fold = edge.fold();
    if (fold.length > 0) {
      for (Summary next : buckets.subList(1, buckets.size())) {
        fold = folding.merge(edge.group()[0] & 0xFF, fold, next.first().fold());
      }
    }
    return fold;
  }

  /** The group ends one bucket, begins another, and fills those between. */
  private void put(List<Summary> buckets, int begin, int end, byte[] fold) {
    last[begin] = fold;
    first[end] = fold;
    for (int bucket = begin; bucket <= end; bucket++) {
      if (buckets.get(bucket).isOneGroup()) {
        first[bucket] = fold;
        last[bucket] = fold;
      }
    }
  }

  byte[] first(int bucket) {
    return first[bucket];
  }

  byte[] last(int bucket) {
    return last[bucket];
  }
}
