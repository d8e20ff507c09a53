package io.gridloom.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Numbers from 0 in as few bytes as they need, seven bits a byte, the lowest first (LEB128). */
final class Varints {

  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;

  private Varints() {}

  static void write(long number, DataOutput out) throws IOException {
    long rest = number;
    while (rest >= MORE) {
      out.writeByte(((int) rest & (MORE - 1)) | MORE);
      rest >>>= BITS;
    }
    out.writeByte((int) rest);
  }

  static long read(DataInput in) throws IOException {
    long number = 0;
    for (int shift = 0; ; shift += BITS) {
      int next = in.readUnsignedByte();
      number |= (long) (next & (MORE - 1)) << shift;
      if (next < MORE) {
        return number;
      }
    }
  }
}
