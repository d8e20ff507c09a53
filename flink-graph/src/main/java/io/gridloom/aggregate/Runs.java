package io.gridloom.aggregate;

import io.gridloom.generator.OrderedBytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The longest runs of equal values in a piece of a sorted list. Both runs at its ends are kept,
 * since they may go on beyond it, and of those between the k longest; of equally long ones the
 * earlier. Not thread-safe.
 */
final class Runs {

  private static final Comparator<Run> SHORTEST_FIRST =
      Comparator.<Run>comparingLong(run -> run.length)
          .thenComparing(run -> run.number, Comparator.reverseOrder());

  private final int k;
  private final Run first;
  private final PriorityQueue<Run> inner = new PriorityQueue<>(SHORTEST_FIRST);
  private @Nullable Run last; // null: there is one run only
  private long closed; // runs that have become inner ones

  /** Equal values, one after the other. */
  private static final class Run {
    final Object value;
    long length;
    long number; // among the inner ones, in their order

    Run(Object value, long length) {
      this.value = value;
      this.length = length;
    }

    boolean hasValueOf(Run other) {
      return value.equals(other.value)
          || Arrays.equals(OrderedBytes.of(value), OrderedBytes.of(other.value));
    }
  }

  private Runs(Run first, int k) {
    this.first = first;
    this.k = k;
  }

  /** A piece of one value. */
  static Runs of(Object value, int k) {
    return new Runs(new Run(value, 1), k);
  }

  /** Adds the piece that comes next in the list; it must not be used again. */
  void append(Runs next) {
    Run end = last != null ? last : first;
    List<Run> runs = next.inOrder();
    boolean joins = end.hasValueOf(next.first);
    if (joins) {
      end.length += next.first.length;
    }
    runs.subList(joins ? 1 : 0, runs.size()).forEach(this::append);
  }

  private void append(Run run) {
    if (last != null) {
      last.number = closed++;
      inner.add(last);
      if (inner.size() > k) {
        inner.remove();
      }
    }
    last = run;
  }

  private List<Run> inOrder() {
    List<Run> runs = new ArrayList<>();
    runs.add(first);
    inner.stream().sorted(Comparator.comparingLong(run -> run.number)).forEach(runs::add);
    if (last != null) {
      runs.add(last);
    }
    return runs;
  }

  /** The values of the k longest runs of a whole list, the longest first. */
  List<Object> longest() {
    return inOrder().stream()
        .sorted(Comparator.<Run>comparingLong(run -> run.length).reversed())
        .limit(k)
        .map(run -> run.value)
        .toList();
  }

  void write(DataOutput out) throws IOException {
    List<Run> runs = inOrder();
    Varints.write(runs.size(), out);
    for (Run run : runs) {
      Values.write(run.value, out);
      Varints.write(run.length, out);
    }
  }

  static Runs read(DataInput in, int k) throws IOException {
    long more = Varints.read(in) - 1;
    Runs runs = new Runs(readRun(in), k);
    for (; more > 0; more--) {
      runs.append(readRun(in));
    }
    return runs;
  }

  private static Run readRun(DataInput in) throws IOException {
    return new Run(Values.read(in), Varints.read(in));
  }
}
