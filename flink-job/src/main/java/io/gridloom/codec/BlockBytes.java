package io.gridloom.codec;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The bytes of a block to be. Of one thread: the encoder writes most bytes one by one, and a lock
 * for each costs more than the byte.
 */
public final class BlockBytes extends ByteArrayOutputStream {

  /**
   * @param capacity to begin with, more than 0
   */
  public BlockBytes(int capacity) {
    super(capacity);
  }

  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // that is what it is for
  public void write(int value) {
    if (count == buf.length) {
      buf = Arrays.copyOf(buf, 2 * count);
    }
    buf[count++] = (byte) value;
  }

  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // likewise
  public void write(byte[] bytes, int from, int length) {
    if (length > buf.length - count) {
      buf = Arrays.copyOf(buf, Math.max(2 * buf.length, count + length));
    }
    System.arraycopy(bytes, from, buf, count, length);
    count += length;
  }
}
