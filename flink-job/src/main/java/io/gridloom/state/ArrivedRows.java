package io.gridloom.state;

import io.gridloom.aggregate.Varints;
import io.gridloom.key.RowBlocks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which rows have come to a place of the chain, exactly: ranges of rows per key group. The source
 * hands out each group in order, so a group has about one range, and one more for each row that is
 * held back before the place while others overtake it. Adding consecutive rows costs a comparison,
 * a checkpoint some bytes per group. Used by the task thread.
 */
public final class ArrivedRows implements Arrivals {

  private final RowBlocks blocks;
  // By key group; from a row to before a row, both counted within the group.
  private final Map<Integer, TreeMap<Long, Long>> groups = new TreeMap<>();
  private long count;
  private long first; // of the rows that came last one after another, of one block
  private long next; // behind them
  private long blockEnd;

  /**
   * Rows {@code from} to {@code before - 1}.
   *
   * @param before at least {@code from}
   */
  public record Range(long from, long before) {}

  public ArrivedRows(RowBlocks blocks) {
    this.blocks = blocks;
  }

  @Override
  public void add(long row) {
    if (row != next || row >= blockEnd) {
      flush();
      first = row;
      next = row;
      blockEnd = row - row % blocks.blockRows() + blocks.blockRows();
    }
    next++;
    count++;
  }

  @Override
  public long count() {
    return count;
  }

  private void flush() {
    if (first < next) {
      long from = blocks.numberInGroup(first);
      put(blocks.groupOf(first), from, from + (next - first));
      first = next;
    }
  }

  private void put(int group, long from, long before) {
    TreeMap<Long, Long> ranges = groups.computeIfAbsent(group, number -> new TreeMap<>());
    Map.Entry<Long, Long> below = ranges.floorEntry(from);
    boolean goesOn = below != null && below.getValue() == from;
    Long end = ranges.remove(before); // of the range that begins where this one ends
    ranges.put(goesOn ? below.getKey() : from, end == null ? before : end);
  }

  @Override
  public byte[] write(int subtasks) throws IOException {
    flush();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    Varints.write(subtasks, out);
    for (Map.Entry<Integer, TreeMap<Long, Long>> group : groups.entrySet()) {
      Varints.write(group.getKey(), out);
      Varints.write(group.getValue().size(), out);
      long last = 0;
      for (Map.Entry<Long, Long> range : group.getValue().entrySet()) {
        Varints.write(range.getKey() - last, out);
        Varints.write(range.getValue() - range.getKey(), out);
        last = range.getValue();
      }
    }
    return bytes.toByteArray();
  }

  @Override
  public int read(byte[] written) throws IOException {
    ByteArrayInputStream bytes = new ByteArrayInputStream(written);
    DataInputStream in = new DataInputStream(bytes);
    int subtasks = (int) Varints.read(in);
    while (bytes.available() > 0) {
      int group = (int) Varints.read(in);
      long ranges = Varints.read(in);
      long last = 0;
      for (long i = 0; i < ranges; i++) {
        long from = last + Varints.read(in);
        last = from + Varints.read(in);
        put(group, from, last);
        count += last - from;
      }
    }
    return subtasks;
  }

  /** The rows in row order, as few ranges as possible: O(blocks). */
  public List<Range> ranges() {
    flush();
    List<Range> parts = new ArrayList<>();
    groups.forEach(
        (group, ranges) -> ranges.forEach((from, before) -> addParts(group, from, before, parts)));
    parts.sort(Comparator.comparingLong(Range::from));
    List<Range> joined = new ArrayList<>();
    for (Range part : parts) {
      int last = joined.size() - 1;
      if (last >= 0 && joined.get(last).before() == part.from()) {
        joined.set(last, new Range(joined.get(last).from(), part.before()));
      } else {
        joined.add(part);
      }
    }
    return joined;
  }

  private void addParts(int group, long from, long before, List<Range> parts) {
    long firstBlock = blocks.firstBlock(group);
    long size = blocks.blockRows();
    for (long start = from; start < before; start += size - start % size) {
      long row = blocks.rowOf(firstBlock, start);
      parts.add(new Range(row, row + Math.min(before - start, size - start % size)));
    }
  }
}
