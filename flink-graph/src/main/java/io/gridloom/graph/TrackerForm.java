package io.gridloom.graph;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * A tracker as bytes, version 1, big-endian:
 *
 * <pre>
 * magic int, version int, records long, columns int,
 * per column, by name ascending (UTF-16 units):
 *   name (units int, the units), barrier byte 0 or 1, finished prefix long,
 *   pieces beyond the prefix, rows ascending, each begun by its kind:
 *     1 whole leaves: first row long, end row long
 *     2 a leaf of few runs: its first row long, runs short, per run first and last row in it, shorts
 *     3 a leaf as a bitmap: its first row long, 8 KiB, row r at bit r % 64 of long r / 64
 *     0 end of the column
 * CRC-32C of all before, int
 * </pre>
 *
 * A leaf is 2^16 rows. Each state has one form only, and reading rejects all others. Nothing is
 * allocated for a length that was read before what it announces has been read.
 */
final class TrackerForm {

  private static final int MAGIC = 0x474C_4354; // GLCT
  private static final int VERSION = 1;

  private static final int END = 0;
  private static final int WHOLE_LEAVES = 1;
  private static final int LEAF_OF_RUNS = 2;
  private static final int LEAF_AS_BITMAP = 3;

  private static final int BITMAP_BYTES = RowLeaf.ROWS / Byte.SIZE;
  private static final int MAX_RUNS = BITMAP_BYTES / 4 - 1; // more take more than the bitmap
  private static final int NAME_PIECE = 1024;

  private TrackerForm() {}

  /** Writes columns that nobody marks meanwhile. */
  static void write(long numRecords, SortedMap<String, ColumnMarks> columns, DataOutput out)
      throws IOException {
    CRC32C sum = new CRC32C();
    DataOutputStream body = new DataOutputStream(new CheckedOutputStream(stream(out), sum));
    body.writeInt(MAGIC);
    body.writeInt(VERSION);
    body.writeLong(numRecords);
    body.writeInt(columns.size());
    for (Map.Entry<String, ColumnMarks> column : columns.entrySet()) {
      body.writeInt(column.getKey().length());
      body.writeChars(column.getKey());
      ColumnMarks marks = column.getValue();
      body.writeByte(marks.isBarrierComplete() ? 1 : 0);
      body.writeLong(marks.prefix());
      writePieces(numRecords, marks, body);
    }
    body.flush();
    out.writeInt((int) sum.getValue());
  }

  private static void writePieces(long numRecords, ColumnMarks marks, DataOutputStream out)
      throws IOException {
    long[] words = new long[RowLeaf.WORDS];
    long row = marks.nextComplete(marks.prefix());
    while (row < numRecords) {
      long leaf = row & -RowLeaf.ROWS;
      long endOfLeaves = marks.nextMissing(row) & -RowLeaf.ROWS;
      long next;
      if (row == leaf && endOfLeaves > leaf) {
        out.writeByte(WHOLE_LEAVES);
        out.writeLong(leaf);
        out.writeLong(endOfLeaves);
        next = endOfLeaves;
      } else {
        marks.copyLeaf(leaf, words);
        BitSet rows = BitSet.valueOf(words);
        rows.clear(0, (int) (row - leaf)); // what belongs to the prefix
        writeLeaf(leaf, rows, out);
        next = leaf + Math.min(RowLeaf.ROWS, numRecords - leaf);
      }
      row = marks.nextComplete(next);
    }
    out.writeByte(END);
  }

  private static void writeLeaf(long leaf, BitSet rows, DataOutputStream out) throws IOException {
    int runs = 0;
    for (int from = rows.nextSetBit(0);
        from >= 0;
        from = rows.nextSetBit(rows.nextClearBit(from))) {
      runs++;
    }
    out.writeByte(runs <= MAX_RUNS ? LEAF_OF_RUNS : LEAF_AS_BITMAP);
    out.writeLong(leaf);
    if (runs <= MAX_RUNS) {
      ByteBuffer bytes = ByteBuffer.allocate(2 + 4 * runs).putShort((short) runs);
      for (int from = rows.nextSetBit(0); from >= 0; ) {
        int to = rows.nextClearBit(from);
        bytes.putShort((short) from).putShort((short) (to - 1));
        from = rows.nextSetBit(to);
      }
      out.write(bytes.array());
    } else {
      ByteBuffer bytes = ByteBuffer.allocate(BITMAP_BYTES);
      for (long word : rows.toLongArray()) {
        bytes.putLong(word);
      }
      out.write(bytes.array());
    }
  }

  /** An unbound tracker, read to its last byte and not further. */
  static CompletionTracker read(DataInput in) throws IOException {
    CRC32C sum = new CRC32C();
    DataInputStream body = new DataInputStream(new CheckedInputStream(stream(in), sum));
    int magic = body.readInt();
    check(magic == MAGIC, "no completion tracker begins with", magic);
    int version = body.readInt();
    check(version == VERSION, "only version " + VERSION + " is known, not", version);
    long numRecords = body.readLong();
    check(numRecords > 0, "number of records", numRecords);
    int columns = body.readInt();
    check(columns >= 0, "number of columns", columns);

    CompletionTracker tracker = new CompletionTracker(numRecords);
    String previous = "";
    for (int i = 0; i < columns; i++) {
      String name = readName(body);
      check(!name.isBlank(), "blank name of column", i);
      check(name.compareTo(previous) > 0, "names not ascending at column", i);
      previous = name;
      readColumn(numRecords, tracker.marks(name), body);
    }
    int expected = (int) sum.getValue();
    int found = in.readInt();
    check(found == expected, "checksum does not fit:", found);
    return tracker;
  }

  private static String readName(DataInputStream in) throws IOException {
    int length = in.readInt();
    check(length > 0, "length of a column name", length);
    StringBuilder name = new StringBuilder();
    byte[] piece = new byte[NAME_PIECE * Character.BYTES];
    while (name.length() < length) {
      int chars = Math.min(length - name.length(), NAME_PIECE);
      in.readFully(piece, 0, chars * Character.BYTES);
      name.append(ByteBuffer.wrap(piece).asCharBuffer(), 0, chars);
    }
    return name.toString();
  }

  private static void readColumn(long numRecords, ColumnMarks marks, DataInputStream in)
      throws IOException {
    int barrier = in.readUnsignedByte();
    check(barrier <= 1, "barrier byte", barrier);
    if (barrier == 1) {
      marks.markBarrier();
    }
    long prefix = in.readLong();
    check(prefix >= 0 && prefix <= numRecords, "finished prefix", prefix);
    marks.mark(0, prefix);

    long next = prefix & -RowLeaf.ROWS; // where the next piece may begin
    for (int kind = in.readUnsignedByte(); kind != END; kind = in.readUnsignedByte()) {
      check(kind <= LEAF_AS_BITMAP, "kind of a piece", kind);
      long leaf = in.readLong();
      check(
          leaf >= next && leaf < numRecords && leaf % RowLeaf.ROWS == 0,
          "first row of a piece",
          leaf);
      if (kind == WHOLE_LEAVES) {
        long end = in.readLong();
        check(
            leaf > prefix && end > leaf && end <= numRecords && end % RowLeaf.ROWS == 0,
            "end row of whole leaves",
            end);
        marks.mark(leaf, end);
        next = end;
      } else {
        BitSet rows = kind == LEAF_OF_RUNS ? readRuns(in) : readBitmap(in);
        check(
            leaf + rows.nextSetBit(0) > prefix && rows.length() <= numRecords - leaf,
            "rows outside their range in the leaf at",
            leaf);
        marks.restoreLeaf(leaf, rows.toLongArray());
        if (numRecords - leaf <= RowLeaf.ROWS) {
          next = numRecords;
        } else {
          next = leaf + RowLeaf.ROWS;
        }
      }
    }
    check(!marks.isEmpty(), "nothing complete in a column, prefix", prefix);
  }

  private static BitSet readRuns(DataInputStream in) throws IOException {
    BitSet rows = new BitSet(RowLeaf.ROWS);
    int runs = in.readUnsignedShort();
    check(runs > 0 && runs <= MAX_RUNS, "number of runs", runs);
    for (int i = 0; i < runs; i++) {
      int first = in.readUnsignedShort();
      int last = in.readUnsignedShort();
      boolean apart = i == 0 || first > rows.length();
      check(first <= last && apart, "first row of a run", first);
      rows.set(first, last + 1);
    }
    return rows;
  }

  private static BitSet readBitmap(DataInputStream in) throws IOException {
    byte[] bytes = new byte[BITMAP_BYTES];
    in.readFully(bytes);
    long[] words = new long[RowLeaf.WORDS];
    ByteBuffer.wrap(bytes).asLongBuffer().get(words);
    BitSet rows = BitSet.valueOf(words);
    check(!rows.isEmpty(), "rows in a leaf", 0);
    return rows;
  }

  /** Rejects a tracker that holds what the graph lacks. */
  static void checkFits(
      long numRecords, SortedMap<String, ColumnMarks> columns, ExecutionGraph graph) {
    List<String> problems = new ArrayList<>();
    if (numRecords != graph.numRecords()) {
      problems.add(
          "the tracker is for " + numRecords + " records, the graph has " + graph.numRecords());
    }
    columns.forEach(
        (name, marks) -> {
          String found = "the tracker holds nodes of column " + ColumnNames.quoted(name);
          if (graph.indexOf(new CellNodeId(0, name)) < 0) {
            problems.add(found + ", which the graph lacks");
          } else if (marks.isBarrierComplete() && graph.indexOf(new BarrierNodeId(name)) < 0) {
            problems.add(found + " with its barrier, but in the graph it has none");
          }
        });
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }

  private static void check(boolean sound, String what, long found) throws IOException {
    if (!sound) {
      throw new IOException("damaged completion tracker: " + what + " " + found);
    }
  }

  private static OutputStream stream(DataOutput out) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        out.write(b);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }
    };
  }

  /** Its end is an {@link java.io.EOFException}: what is asked for has to be there. */
  private static InputStream stream(DataInput in) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        return in.readUnsignedByte();
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        in.readFully(bytes, offset, length);
        return length;
      }
    };
  }
}
