package io.gridloom.aggregate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What the buckets before and after one hold of its first and last group and run. With it, a bucket
 * tells the place of each of its entries.
 *
 * @param groupBefore entries of the first group in earlier buckets
 * @param distinctBefore runs of the first group that begin in earlier buckets
 * @param runBefore entries of the first run in earlier buckets
 * @param runFirstRow the lowest row of the first run, if it begins in an earlier bucket
 * @param runFirstNote its note
 * @param groupAfter entries of the last group in later buckets
 * @param runAfter entries of the last run in later buckets
 * @param firstFold accumulator of the whole first group, if it is folded and in other buckets, too
 * @param lastFold the same of the last group
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Carry(
    long groupBefore,
    long distinctBefore,
    long runBefore,
    long runFirstRow,
    byte[] runFirstNote,
    long groupAfter,
    long runAfter,
    byte[] firstFold,
    byte[] lastFold)
    implements Serializable {

  /** Of the only bucket. */
  public static final Carry NOTHING = of(0, 0, 0, 0, Digest.NOTHING, 0, 0);

  private static Carry of(
      long groupBefore,
      long distinctBefore,
      long runBefore,
      long runFirstRow,
      byte[] runFirstNote,
      long groupAfter,
      long runAfter) {
    return new Carry(
        groupBefore,
        distinctBefore,
        runBefore,
        runFirstRow,
        runFirstNote,
        groupAfter,
        runAfter,
        Digest.NOTHING,
        Digest.NOTHING);
  }

  /** The carries of all buckets that have entries, from their summaries by number. */
  public static Map<Integer, Carry> of(
      SortedMap<Integer, Summary> summaries, GroupFolding folding) {
    List<Summary> buckets = new ArrayList<>(summaries.values());
    List<Carry> before = before(buckets);
    List<Carry> after = after(buckets);
    SpanningFolds folds = SpanningFolds.of(buckets, folding);
    Map<Integer, Carry> carries = new HashMap<>();
    int i = 0;
    for (int number : summaries.keySet()) {
      carries.put(number, before.get(i).with(after.get(i), folds.first(i), folds.last(i)));
      i++;
    }
    return carries;
  }

  private Carry with(Carry after, byte[] wholeFirst, byte[] wholeLast) {
    return new Carry(
        groupBefore,
        distinctBefore,
        runBefore,
        runFirstRow,
        runFirstNote,
        after.groupAfter,
        after.runAfter,
        wholeFirst,
        wholeLast);
  }

  private static List<Carry> before(List<Summary> buckets) {
    List<Carry> carries = new ArrayList<>();
    Carry carry = NOTHING;
    for (int i = 0; i < buckets.size(); i++) {
      carry = i == 0 ? NOTHING : carry.behind(buckets.get(i - 1), buckets.get(i).first());
      carries.add(carry);
    }
    return carries;
  }

  /** What is before the bucket that begins with {@code next}, this being before {@code bucket}. */
  private Carry behind(Summary bucket, Summary.Edge next) {
    Summary.Edge last = bucket.last();
    if (!Arrays.equals(last.group(), next.group())) {
      return NOTHING;
    }
    long group = last.groupEntries();
    long distinct = last.groupDistinct();
    if (bucket.isOneGroup()) {
      group += groupBefore;
      distinct += distinctBefore - (runBefore > 0 ? 1 : 0); // its first run has been counted
    }
    if (!Arrays.equals(last.run(), next.run())) {
      return of(group, distinct, 0, 0, Digest.NOTHING, 0, 0);
    }
    if (!bucket.isOneRun() || runBefore == 0) {
      return of(group, distinct, last.runEntries(), last.firstRow(), last.firstNote(), 0, 0);
    }
    long run = runBefore + last.runEntries();
    return of(group, distinct, run, runFirstRow, runFirstNote, 0, 0);
  }

  private static List<Carry> after(List<Summary> buckets) {
    List<Carry> carries = new ArrayList<>();
    Carry carry = NOTHING;
    for (int i = buckets.size() - 1; i >= 0; i--) {
      boolean isLast = i == buckets.size() - 1;
      carry = isLast ? NOTHING : carry.inFrontOf(buckets.get(i + 1), buckets.get(i).last());
      carries.add(carry);
    }
    Collections.reverse(carries);
    return carries;
  }

  /** What is after the bucket that ends with {@code previous}, this being after {@code bucket}. */
  private Carry inFrontOf(Summary bucket, Summary.Edge previous) {
    Summary.Edge first = bucket.first();
    if (!Arrays.equals(first.group(), previous.group())) {
      return NOTHING;
    }
    long group = first.groupEntries() + (bucket.isOneGroup() ? groupAfter : 0);
    if (!Arrays.equals(first.run(), previous.run())) {
      return of(0, 0, 0, 0, Digest.NOTHING, group, 0);
    }
    long run = first.runEntries() + (bucket.isOneRun() ? runAfter : 0);
    return of(0, 0, 0, 0, Digest.NOTHING, group, run);
  }
}
