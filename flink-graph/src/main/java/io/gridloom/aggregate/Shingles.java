package io.gridloom.aggregate;

import java.util.Arrays;

/**
 * The shingles of a text: its runs of {@value #LENGTH} characters, in lower case, with a single
 * blank for any white space; the whole text if it is shorter. Not thread-safe.
 */
final class Shingles {

  static final int LENGTH = 5;

  private final long[] factors; // odd; of the hash functions
  private final long[] offsets;

  /**
   * @param functions number of hash functions
   */
  Shingles(int functions) {
    factors = new long[functions];
    offsets = new long[functions];
    for (int i = 0; i < functions; i++) {
      factors[i] = mix(2L * i + 1) | 1;
      offsets[i] = mix(2L * i + 2);
    }
  }

  /** The least hash of all shingles by each function. */
  int[] minima(CharSequence text) {
    int[] minima = new int[factors.length];
    Arrays.fill(minima, Integer.MAX_VALUE);
    String plain = plain(text);
    for (int at = 0; at == 0 || at + LENGTH <= plain.length(); at++) {
      long shingle = hash(plain, at, Math.min(plain.length(), at + LENGTH));
      for (int i = 0; i < minima.length; i++) {
        minima[i] = Math.min(minima[i], (int) ((shingle * factors[i] + offsets[i]) >>> 32));
      }
    }
    return minima;
  }

  static String plain(CharSequence text) {
    StringBuilder plain = new StringBuilder(text.length());
    boolean blank = true; // none at the beginning
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isWhitespace(c)) {
        plain.append(Character.toLowerCase(c));
      } else if (!blank) {
        plain.append(' ');
      }
      blank = Character.isWhitespace(c);
    }
    int end = plain.length();
    return end > 0 && blank ? plain.substring(0, end - 1) : plain.toString();
  }

  private static long hash(String text, int from, int to) {
    long hash = 0;
    for (int i = from; i < to; i++) {
      hash = mix(hash ^ text.charAt(i));
    }
    return hash;
  }

  /** Finaliser of SplitMix64, after a step. */
  static long mix(long value) {
    long a = value + 0x9E3779B97F4A7C15L;
    long b = (a ^ (a >>> 30)) * 0xBF58476D1CE4E5B9L;
    long c = (b ^ (b >>> 27)) * 0x94D049BB133111EBL;
    return c ^ (c >>> 31);
  }
}
