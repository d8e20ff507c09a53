package io.gridloom.key;

/**
 * The inverse of Flink's {@code MathUtils.murmurHash(int)}, which is MurmurHash3 of one 4-byte
 * block with seed 0 up to the sign. Each of its steps (odd multiplication, rotation, xor with a
 * shift) can be undone modulo 2^32.
 */
final class Murmur {

  private static final int C1 = inverseOf(0xcc9e2d51);
  private static final int C2 = inverseOf(0x1b873593);
  private static final int FIVE = inverseOf(5);
  private static final int F1 = inverseOf(0x85ebca6b);
  private static final int F2 = inverseOf(0xc2b2ae35);

  private Murmur() {}

  /** The code whose Murmur hash is {@code hash}, for a hash of at least 0. */
  static int inverse(int hash) {
    int code = unshift(hash, 16) * F2;
    code = unshift(code, 13) * F1;
    code = unshift(code, 16);
    code ^= 4; // the length that the hash mixes in
    code = (code - 0xe6546b64) * FIVE;
    code = Integer.rotateRight(code, 13) * C2;
    return Integer.rotateRight(code, 15) * C1;
  }

  /** Inverse of {@code x ^ (x >>> shift)}. */
  private static int unshift(int y, int shift) {
    int x = y;
    for (int known = shift; known < Integer.SIZE; known += shift) {
      x = y ^ (x >>> shift);
    }
    return x;
  }

  /** Inverse of an odd number modulo 2^32: each Newton step doubles the right bits, from 3. */
  private static int inverseOf(int odd) {
    int x = odd;
    for (int i = 0; i < 4; i++) {
      x *= 2 - odd * x;
    }
    return x;
  }
}
