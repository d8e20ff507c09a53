package io.gridloom.operator.sort;

import io.gridloom.aggregate.SortedEntries;
import io.gridloom.state.WaitingRows.RowKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;

/**
 * The entries of waiting rows, in keyed state beside them: a block of entries for each block of
 * rows, under the same key. With them the sort need not look at the rows. A block is the number of
 * its rows, their ids in the order in which they wait, and the entries. Used by the task thread.
 */
final class WaitingEntries {

  /** Name of the keyed state. */
  static final String STATE = "entries";

  private static final int BLOCK_ROWS = 256; // to begin with
  private static final int BLOCK_BYTES = 1 << 13;

  private final ValueState<byte[]> blocks;
  private final RowKeys keys;
  private final Map<Long, Block> open = new HashMap<>(); // by what their rows have in common

  /** A block that takes more rows. */
  private static final class Block {
    final long key;
    final SortedEntries entries = new SortedEntries(BLOCK_BYTES);
    long[] rows = new long[BLOCK_ROWS];
    int size;
    boolean inState; // as it is now

    Block(long key) {
      this.key = key;
    }

    void add(long row, SortedEntries its) {
      if (size == rows.length) {
        rows = Arrays.copyOf(rows, 2 * size);
      }
      rows[size++] = row;
      entries.addAll(its);
      inState = false;
    }

    byte[] bytes() {
      int from = Integer.BYTES + size * Long.BYTES;
      ByteBuffer bytes = ByteBuffer.allocate(from + entries.length()).putInt(size);
      bytes.asLongBuffer().put(rows, 0, size);
      entries.copyTo(bytes.array(), from);
      return bytes.array();
    }
  }

  WaitingEntries(ValueState<byte[]> blocks, RowKeys keys) {
    this.blocks = blocks;
    this.keys = keys;
  }

  /**
   * Adds a row's entries to the block of its kin.
   *
   * @param begins whether the row began a block of rows, and so begins one here
   */
  void add(long kin, boolean begins, long row, SortedEntries entries) throws IOException {
    Block block = open.get(kin);
    if (begins || block == null) {
      if (block != null && !block.inState) {
        write(block);
      }
      block = new Block(row);
      open.put(kin, block);
    }
    block.add(row, entries);
  }

  /** Brings everything into state. */
  void flush() throws IOException {
    for (Block block : open.values()) {
      if (!block.inState) {
        write(block);
      }
    }
  }

  private void write(Block block) throws IOException {
    keys.select(block.key);
    blocks.update(block.bytes());
    block.inState = true;
  }

  /** Reads the entries of a block that is in state. */
  void read(long key, SortedEntries into) throws IOException {
    keys.select(key);
    byte[] bytes = blocks.value();
    int from = Integer.BYTES + ByteBuffer.wrap(bytes).getInt() * Long.BYTES;
    into.read(new ByteArrayInputStream(bytes, from, bytes.length - from), bytes.length - from);
  }

  /** The rows of a block that is in state, in the order in which they wait. */
  long[] rows(long key) throws IOException {
    keys.select(key);
    ByteBuffer bytes = ByteBuffer.wrap(blocks.value());
    long[] rows = new long[bytes.getInt()];
    bytes.asLongBuffer().get(rows);
    return rows;
  }

  /** Takes a block out of state. */
  void remove(long key) {
    keys.select(key);
    blocks.clear();
  }
}
