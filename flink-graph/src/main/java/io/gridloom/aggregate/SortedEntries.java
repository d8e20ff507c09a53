package io.gridloom.aggregate;

import io.gridloom.generator.GroupFold;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Entries of rows in one array of bytes, each its key and its note. A key is the column's number,
 * the group, the value and the row; its unsigned bytes are in the order of the sort, and no two
 * entries have the same one. Used by one thread at a time.
 *
 * <p>In bytes: 4 for the length of the key, 2 for that of the note, 1 for the end of the group in
 * the key; the key; the note.
 */
public final class SortedEntries {

  /** Bytes of an entry before its key. */
  static final int HEADER = Integer.BYTES + Short.BYTES + 1;

  /** Bytes of the key before the group: the column's number and the length of the group. */
  private static final int GROUP = 2;

  private static final int MAX_LENGTH = Integer.MAX_VALUE - 8; // of an array
  private static final int MAX_COLUMNS = 1 << Byte.SIZE;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes;
  private int end;
  private int[] starts;
  private int size;

  public SortedEntries() {
    this(1 << 10);
  }

  /**
   * @param capacity in bytes, to begin with
   */
  public SortedEntries(int capacity) {
    bytes = new byte[capacity];
    starts = new int[Math.max(16, capacity / 32)];
  }

  /** Number of entries. */
  public int size() {
    return size;
  }

  /** Bytes of all entries. */
  public int length() {
    return end;
  }

  /** Adds an entry; a longer group is replaced by its hash. */
  public void add(int column, byte[] group, byte[] value, long row, byte[] note) {
    if (column >= MAX_COLUMNS) {
      throw new IllegalArgumentException("more than " + MAX_COLUMNS + " columns in one sort");
    }
    if (note.length > GroupFold.MAX_ACCUMULATOR) {
      throw new IllegalArgumentException("a note of " + note.length + " bytes");
    }
    byte[] kept = Digest.shortened(group);
    int key = GROUP + kept.length + value.length + Long.BYTES;
    reserve(HEADER + key + note.length);
    INT.set(bytes, end, key);
    SHORT.set(bytes, end + Integer.BYTES, (short) note.length);
    bytes[end + HEADER - 1] = (byte) (GROUP + kept.length);
    int at = end + HEADER;
    bytes[at] = (byte) column;
    bytes[at + 1] = (byte) kept.length; // no group is the beginning of another
    System.arraycopy(kept, 0, bytes, at + GROUP, kept.length);
    System.arraycopy(value, 0, bytes, at + GROUP + kept.length, value.length);
    LONG.set(bytes, at + key - Long.BYTES, row);
    System.arraycopy(note, 0, bytes, at + key, note.length);
    listed(HEADER + key + note.length);
  }

  /** Takes the last entries away, so that {@code count} are left. */
  public void truncate(int count) {
    if (count < size) {
      end = starts[count];
      size = count;
    }
  }

  /** Takes all entries away. */
  public void clear() {
    end = 0;
    size = 0;
  }

  /** Adds entries that {@link #write} wrote, of so many bytes. */
  public void read(InputStream in, int length) throws IOException {
    reserve(length);
    if (in.readNBytes(bytes, end, length) < length) {
      throw new EOFException("entries end too soon");
    }
    list(length);
  }

  /** Adds the entries of another list. */
  public void addAll(SortedEntries other) {
    reserve(other.end);
    System.arraycopy(other.bytes, 0, bytes, end, other.end);
    list(other.end);
  }

  private void list(int length) {
    int stop = end + length;
    while (end < stop) {
      listed(HEADER + keyLength(end) + noteLength(end));
    }
  }

  private void listed(int length) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size + (size >> 1));
    }
    starts[size++] = end;
    end += length;
  }

  private void reserve(int more) {
    if (more > bytes.length - end) {
      long needed = end + (long) more;
      if (needed > MAX_LENGTH) {
        throw new IllegalStateException(
            "entries of %,d bytes in one place: the values of the sorted columns are too long"
                .formatted(needed));
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_LENGTH, Math.max(needed, end * 3L / 2)));
    }
  }

  /** Writes all entries as they were added, whatever the sort. */
  public void write(OutputStream out) throws IOException {
    out.write(bytes, 0, end);
  }

  /** Copies the bytes of all entries, as {@link #write} writes them. */
  public void copyTo(byte[] target, int at) {
    System.arraycopy(bytes, 0, target, at, end);
  }

  /** Writes one entry, {@link #length(int)} bytes. */
  public void write(int entry, OutputStream out) throws IOException {
    out.write(bytes, starts[entry], length(entry));
  }

  /** Bytes of an entry. */
  public int length(int entry) {
    return HEADER + keyLength(starts[entry]) + noteLength(starts[entry]);
  }

  /** Puts the entries in order. */
  public void sort() {
    new EntrySort(this, starts, size).run();
  }

  // What the sort and the walk see of an entry. A start is where its bytes begin.

  int start(int entry) {
    return starts[entry];
  }

  int keyLength(int start) {
    return (int) INT.get(bytes, start);
  }

  private int noteLength(int start) {
    return Short.toUnsignedInt((short) SHORT.get(bytes, start + Integer.BYTES));
  }

  /** Eight bytes of a key as a number, zeros behind its end. */
  long prefix(int start, int depth) {
    int left = keyLength(start) - depth;
    int at = start + HEADER + depth;
    if (left >= Long.BYTES) {
      return (long) LONG.get(bytes, at);
    }
    long prefix = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      prefix = prefix << Byte.SIZE | (i < left ? bytes[at + i] & 0xFF : 0);
    }
    return prefix;
  }

  int compare(int left, int right, int depth) {
    return Arrays.compareUnsigned(
        bytes,
        left + HEADER + depth,
        left + HEADER + keyLength(left),
        bytes,
        right + HEADER + depth,
        right + HEADER + keyLength(right));
  }

  /** Bytes behind {@code depth} that two keys begin with, at most {@code limit}. */
  int common(int left, int right, int depth, int limit) {
    int length = Math.min(limit, Math.min(keyLength(left), keyLength(right)) - depth);
    int from = left + HEADER + depth;
    int to = right + HEADER + depth;
    int mismatch = Arrays.mismatch(bytes, from, from + length, bytes, to, to + length);
    return mismatch < 0 ? length : mismatch;
  }

  int compare(int entry, byte[] key) {
    int start = starts[entry];
    return Arrays.compareUnsigned(
        bytes, start + HEADER, start + HEADER + keyLength(start), key, 0, key.length);
  }

  boolean isSameGroup(int left, int right) {
    int end1 = groupEnd(left);
    return end1 == groupEnd(right) && isSame(left, right, end1);
  }

  boolean isSameRun(int left, int right) {
    int length = keyLength(starts[left]);
    return length == keyLength(starts[right]) && isSame(left, right, length - Long.BYTES);
  }

  /** The entry behind the group that the entry {@code from} begins, once sorted; O(log group). */
  public int endOfGroup(int from) {
    return endOf(from, size, entry -> isSameGroup(from, entry));
  }

  /** The entry behind the run that the entry {@code from} begins, at most {@code to}. */
  int endOfRun(int from, int to) {
    return endOf(from, to, entry -> isSameRun(from, entry));
  }

  /** The first entry of the group that the entry {@code last} ends. */
  int beginOfGroup(int last) {
    int mirrored = endOf(0, last + 1, distance -> isSameGroup(last - distance, last));
    return last + 1 - mirrored;
  }

  /** The first of {@code from + 1} to {@code to} that is no kin: in growing steps, then halving. */
  private static int endOf(int from, int to, IntPredicate isKin) {
    int kin = from;
    int step = 1;
    while (step < to - kin && isKin.test(kin + step)) {
      kin += step;
      step *= 2;
    }
    int end = Math.min(to, kin + step);
    while (end - kin > 1) {
      int middle = (kin + end) >>> 1;
      if (isKin.test(middle)) {
        kin = middle;
      } else {
        end = middle;
      }
    }
    return end;
  }

  private boolean isSame(int left, int right, int length) {
    int from = starts[left] + HEADER;
    int to = starts[right] + HEADER;
    int tail = length - Long.BYTES; // where most differ
    if (tail >= 0 && (long) LONG.get(bytes, from + tail) != (long) LONG.get(bytes, to + tail)) {
      return false;
    }
    return Arrays.equals(bytes, from, from + length, bytes, to, to + length);
  }

  private int groupEnd(int entry) {
    return bytes[starts[entry] + HEADER - 1] & 0xFF;
  }

  /** The number of the entry's column. */
  public int column(int entry) {
    return bytes[starts[entry] + HEADER] & 0xFF;
  }

  /** The entry's row. */
  public long row(int entry) {
    return (long) LONG.get(bytes, starts[entry] + HEADER + keyLength(starts[entry]) - Long.BYTES);
  }

  byte[] group(int entry) {
    int from = starts[entry] + HEADER;
    return Arrays.copyOfRange(bytes, from, from + groupEnd(entry));
  }

  /** Column, group and value. */
  byte[] run(int entry) {
    int from = starts[entry] + HEADER;
    return Arrays.copyOfRange(bytes, from, from + keyLength(starts[entry]) - Long.BYTES);
  }

  /** The first bytes of a key, at most {@code limit}. */
  public byte[] key(int entry, int limit) {
    int from = starts[entry] + HEADER;
    return Arrays.copyOfRange(bytes, from, from + Math.min(limit, keyLength(starts[entry])));
  }

  byte[] note(int entry) {
    int length = noteLength(starts[entry]);
    if (length == 0) {
      return Digest.NOTHING;
    }
    int from = starts[entry] + HEADER + keyLength(starts[entry]);
    return Arrays.copyOfRange(bytes, from, from + length);
  }
}
