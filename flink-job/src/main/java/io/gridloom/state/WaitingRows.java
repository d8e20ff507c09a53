package io.gridloom.state;

import io.gridloom.codec.AvroRows;
import io.gridloom.codec.BlockBytes;
import io.gridloom.row.Row;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;

/**
 * Rows that wait at a barrier, in keyed state. Not one entry per row but blocks of up to {@value
 * #BLOCK_ROWS} rows that belong together, each under the key of its first row: a put and a listed
 * key for many rows. Rows of one block must be of one key group. Used by the task thread.
 */
public final class WaitingRows {

  /** Name of the keyed state. */
  public static final String STATE = "waiting";

  private static final int BLOCK_ROWS = 256;
  private static final int BLOCK_BYTES = 1 << 16; // texts are long

  private static final int FIRST_BYTES = 4_096;

  private final AvroRows codec;
  private final ValueState<byte[]> blocks;
  private final RowKeys keys;
  private final Map<Long, Block> open = new HashMap<>(); // by what their rows have in common

  /** Sets the key of the keyed state. */
  @FunctionalInterface
  public interface RowKeys {
    void select(long row);
  }

  /** A block that takes more rows. */
  private static final class Block {
    final long key;
    final BlockBytes bytes = new BlockBytes(FIRST_BYTES);
    int rows;
    boolean inState; // as it is now

    Block(long key) {
      this.key = key;
    }
  }

  public WaitingRows(AvroRows codec, ValueState<byte[]> blocks, RowKeys keys) {
    this.codec = codec;
    this.blocks = blocks;
    this.keys = keys;
  }

  /**
   * Adds a row to the block of its kin.
   *
   * @param kin rows of the same kin share blocks
   * @return whether the row began a block, whose key it then is
   */
  public boolean add(long kin, Row row) throws IOException {
    Block block = open.get(kin);
    boolean begins = block == null;
    if (block == null) {
      block = new Block(row.row());
      codec.start(block.bytes);
      open.put(kin, block);
    }
    codec.append(row, block.bytes);
    block.rows++;
    block.inState = false;
    if (block.rows == BLOCK_ROWS || block.bytes.size() >= BLOCK_BYTES) {
      open.remove(kin);
      write(block);
    }
    return begins;
  }

  /** Brings everything into state; to be called before a snapshot and before blocks are listed. */
  public void flush() throws IOException {
    for (Block block : open.values()) {
      if (!block.inState) {
        write(block);
      }
    }
  }

  /** The block of a kin, if there is an open one, takes no more rows. */
  public void close(long kin) throws IOException {
    Block block = open.remove(kin);
    if (block != null && !block.inState) {
      write(block);
    }
  }

  private void write(Block block) throws IOException {
    keys.select(block.key);
    blocks.update(block.bytes.toByteArray());
    block.inState = true;
  }

  /** The rows of a block that is in state. */
  public List<Row> read(long key) throws IOException {
    keys.select(key);
    return codec.read(blocks.value());
  }

  /** Leaves only these rows, at least one, in a block that is in state. */
  public void replace(long key, Iterable<Row> rows) throws IOException {
    BlockBytes bytes = new BlockBytes(FIRST_BYTES);
    codec.start(bytes);
    for (Row row : rows) {
      codec.append(row, bytes);
    }
    keys.select(key);
    blocks.update(bytes.toByteArray());
  }

  /** Takes a block out of state. */
  public void remove(long key) {
    keys.select(key);
    blocks.clear();
  }
}
