package io.gridloom.aggregate;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Hashes that stand for long bytes where it only matters whether they are equal. */
final class Digest {

  static final byte[] NOTHING = {};

  private static final int LENGTH = 20;
  private static final int LONGEST = 32; // what is kept as it is

  private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(Digest::sha256);

  private Digest() {}

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The bytes themselves if they are short, else 160 bits of their hash. */
  static byte[] shortened(byte[] bytes) {
    if (bytes.length <= LONGEST) {
      return bytes;
    }
    return Arrays.copyOf(SHA256.get().digest(bytes), LENGTH);
  }
}
