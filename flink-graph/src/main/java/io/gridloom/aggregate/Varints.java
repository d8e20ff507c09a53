package io.gridloom.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Integers in as few bytes as they need: zigzag, 7 bits a byte, lowest first. */
public final class Varints {

  private Varints() {}

  public static void write(long value, DataOutput out) throws IOException {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  public static long read(DataInput in) throws IOException {
    long bits = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.readByte();
      bits |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return (bits >>> 1) ^ -(bits & 1);
      }
    }
    throw new IOException("an integer of more than 10 bytes");
  }
}
