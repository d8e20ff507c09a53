package io.gridloom.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * An exact sum of numbers and of their squares, whatever their magnitudes: the same in any order
 * and grouping, rounded only by who reads it. A superaccumulator after Neal ("Fast Exact Summation
 * Using Small and Large Superaccumulators", 2015): a fixed-point number in chunks of 32 bits, each
 * held in 64, so that carries wait for 2^30 additions. Only the chunks that were needed are there:
 * some 4 to 8 for everyday data, at most 136.
 *
 * <p>Not a number, or infinities of both signs: not a number. Infinities of one sign: that one. A
 * sum of zeros is 0.0, whatever their signs.
 */
final class ExactSum {

  private static final int CHUNK_BITS = 32;
  private static final long LOW = 0xFFFFFFFFL;
  private static final int MAX_PENDING = 1 << 30;
  private static final int MANTISSA_BITS = 52;
  private static final int EXPONENT_MASK = 0x7FF;
  private static final int BIAS = 1075; // exponent of a mantissa's last bit
  private static final int NAN = 1;
  private static final int POSITIVE = 2;
  private static final int NEGATIVE = 4;

  private long[] chunks = new long[0]; // chunk i weighs 2^(32 (first + i)); a carry may be due
  private int first;
  private int pending; // additions since carries were made
  private int special; // NAN, POSITIVE, NEGATIVE as they were seen

  void add(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> MANTISSA_BITS) & EXPONENT_MASK;
    if (exponent == EXPONENT_MASK) {
      addSpecial(value);
      return;
    }
    add(value < 0, 0, mantissa(bits, exponent), Math.max(exponent, 1) - BIAS);
  }

  void addSquare(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> MANTISSA_BITS) & EXPONENT_MASK;
    if (exponent == EXPONENT_MASK) {
      addSpecial(Math.abs(value));
      return;
    }
    long mantissa = mantissa(bits, exponent);
    long high = Math.multiplyHigh(mantissa, mantissa);
    add(false, high, mantissa * mantissa, 2 * (Math.max(exponent, 1) - BIAS));
  }

  void add(long value) {
    add(value < 0, 0, Math.abs(value), 0); // of the smallest long, too: it is read as unsigned
  }

  void addSquare(long value) {
    add(false, Math.multiplyHigh(value, value), value * value, 0);
  }

  private static long mantissa(long bits, int exponent) {
    long fraction = bits & ((1L << MANTISSA_BITS) - 1);
    return exponent == 0 ? fraction : fraction | (1L << MANTISSA_BITS);
  }

  private void addSpecial(double value) {
    if (Double.isNaN(value)) {
      special |= NAN;
    } else {
      special |= value > 0 ? POSITIVE : NEGATIVE;
    }
  }

  /**
   * Adds or subtracts (high · 2^64 + low) · 2^exponent; high and low are unsigned, high &lt; 2^62.
   */
  private void add(boolean negative, long high, long low, int exponent) {
    if (low == 0 && high == 0) {
      return;
    }
    int shift = exponent & (CHUNK_BITS - 1);
    long spill = shift == 0 ? 0 : low >>> (Long.SIZE - shift);
    long lower = low << shift;
    int at = place(exponent >> 5, high == 0 ? 3 : 5);
    if (negative) {
      chunks[at] -= lower & LOW;
      chunks[at + 1] -= lower >>> CHUNK_BITS;
      chunks[at + 2] -= spill;
      return; // no square is negative
    }
    chunks[at] += lower & LOW;
    chunks[at + 1] += lower >>> CHUNK_BITS;
    if (high == 0) {
      chunks[at + 2] += spill;
      return;
    }
    long upper = (high << shift) | spill;
    chunks[at + 2] += upper & LOW;
    chunks[at + 3] += upper >>> CHUNK_BITS;
    chunks[at + 4] += shift == 0 ? 0 : high >>> (Long.SIZE - shift);
  }

  /** Index of the chunk of that weight, with so many chunks there and room for a carry above. */
  private int place(int weight, int count) {
    if (++pending >= MAX_PENDING) {
      carry();
    }
    int at = weight - first;
    if (at < 0 || at + count >= chunks.length) {
      grow(weight, count + 1);
      return weight - first;
    }
    return at;
  }

  private void grow(int weight, int count) {
    if (chunks.length == 0) {
      first = weight;
    }
    int from = Math.min(first, weight);
    int to = Math.max(first + chunks.length, weight + count);
    long[] larger = new long[to - from];
    System.arraycopy(chunks, 0, larger, first - from, chunks.length);
    chunks = larger;
    first = from;
  }

  /** Makes every chunk but the last one a digit, 0 to 2^32 - 1; the last has the sign. */
  private void carry() {
    pending = 0;
    for (int i = 0; i < chunks.length - 1; i++) {
      chunks[i + 1] += chunks[i] >> CHUNK_BITS;
      chunks[i] &= LOW;
    }
    if (chunks.length > 0 && Math.abs(chunks[chunks.length - 1]) > Integer.MAX_VALUE) {
      chunks = Arrays.copyOf(chunks, chunks.length + 1);
      int last = chunks.length - 1;
      chunks[last] = chunks[last - 1] >> CHUNK_BITS;
      chunks[last - 1] &= LOW;
    }
  }

  void add(ExactSum other) {
    special |= other.special;
    if (other.chunks.length == 0) {
      return;
    }
    carry();
    other.carry();
    int at = place(other.first, other.chunks.length);
    for (int i = 0; i < other.chunks.length; i++) {
      chunks[at + i] += other.chunks[i];
    }
  }

  boolean isFinite() {
    return special == 0;
  }

  /** What a sum that is not finite comes to. */
  double special() {
    return switch (special) {
      case POSITIVE -> Double.POSITIVE_INFINITY;
      case NEGATIVE -> Double.NEGATIVE_INFINITY;
      default -> Double.NaN;
    };
  }

  /** The finite sum; {@code unscaled · 2^exponent}, exponent a multiple of 32. */
  ExactNumber number() {
    carry();
    byte[] bytes = new byte[chunks.length * 4 + 4];
    for (int i = 0; i < chunks.length; i++) {
      long chunk = chunks[i];
      int width = i == chunks.length - 1 ? 8 : 4;
      for (int b = 0; b < width; b++) {
        bytes[bytes.length - 1 - 4 * i - b] = (byte) (chunk >> (8 * b));
      }
    }
    return new ExactNumber(new BigInteger(bytes), first * CHUNK_BITS);
  }

  /** The sum, rounded once: to nearest, ties to even. */
  double toDouble() {
    return isFinite() ? number().dividedBy(BigInteger.ONE) : special();
  }

  /** Chunks that are zero are left out. */
  void write(DataOutput out) throws IOException {
    carry();
    out.writeByte(special);
    Varints.write(Arrays.stream(chunks).filter(chunk -> chunk != 0).count(), out);
    int before = 0;
    for (int i = 0; i < chunks.length; i++) {
      if (chunks[i] != 0) {
        Varints.write(first + i - before, out);
        Varints.write(chunks[i], out);
        before = first + i;
      }
    }
  }

  static ExactSum read(DataInput in) throws IOException {
    ExactSum sum = new ExactSum();
    sum.special = in.readByte();
    int weight = 0;
    for (long left = Varints.read(in); left > 0; left--) {
      weight += (int) Varints.read(in);
      int at = sum.place(weight, 1);
      sum.chunks[at] = Varints.read(in);
    }
    return sum;
  }
}
