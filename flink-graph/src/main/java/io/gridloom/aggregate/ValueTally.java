package io.gridloom.aggregate;

import io.gridloom.generator.OrderedBytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts how often each value occurs. */
final class ValueTally implements Tally {

  private final Map<Object, Long> counts = new HashMap<>();

  @Override
  public void add(Object value) {
    counts.merge(Zeros.merged(value), 1L, Long::sum);
  }

  @Override
  public boolean isEmpty() {
    return counts.isEmpty();
  }

  @Override
  public void add(Tally other) {
    ((ValueTally) other).counts.forEach((value, count) -> counts.merge(value, count, Long::sum));
  }

  /** The most frequent values, at most {@code k}; of equally frequent ones the smaller first. */
  List<Object> mostFrequent(int k) {
    Comparator<Map.Entry<Object, Long>> order =
        Map.Entry.comparingByValue(Comparator.reverseOrder());
    return counts.entrySet().stream()
        .sorted(order.thenComparing(e -> OrderedBytes.of(e.getKey()), Arrays::compareUnsigned))
        .limit(k)
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(counts.size(), out);
    for (Map.Entry<Object, Long> count : counts.entrySet()) {
      Values.write(count.getKey(), out);
      Varints.write(count.getValue(), out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    counts.clear();
    for (long left = Varints.read(in); left > 0; left--) {
      counts.put(Values.read(in), Varints.read(in));
    }
  }
}
