package io.gridloom.random;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Random numbers of cells: an independent stream for each (seed, column, row, attempt). Nothing is
 * carried over from one cell to another, so values do not depend on the order in which cells are
 * made, nor on what other columns there are.
 *
 * <p>The generator is Philox4x32-10 (Salmon, Moraes, Dror, Shaw: "Parallel Random Numbers: As Easy
 * as 1, 2, 3", SC'11), which passes TestU01's BigCrush over neighbouring counters and keys. Its
 * 64-bit key is the first 8 bytes, big-endian, of SHA-256 over the seed (8 bytes, big-endian) and
 * the column's name in UTF-8. Its 128-bit counter holds, from the lowest word: the block within the
 * stream, the attempt, the row's low and high half. A block gives two numbers of 64 bits: words 1
 * and 0, then words 3 and 2. Under one key the blocks are a permutation of the counters: no two
 * cells of a column draw the same first 128 bits. All this is final: to change it is to change the
 * rows of every dataset.
 *
 * <p>Confined to one thread; takes no memory after construction. About 10 ns per number.
 */
public final class CellRandom implements UniformRandomProvider {

  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final int ROUNDS = 10;
  private static final long MAX_DRAWN_SEED = 1L << 32; // short enough to be typed again
  private static final long LOW = 0xFFFFFFFFL;

  private final int key0;
  private final int key1;
  private long row;
  private int attempt;
  private int block;
  private long second; // of the block before, if it is still to be given
  private boolean hasSecond;

  /** Starts at row 0, attempt 0. */
  public CellRandom(long seed, String column) {
    this(key(seed, column));
  }

  CellRandom(long key) {
    this.key0 = (int) (key >>> 32);
    this.key1 = (int) key;
  }

  /** A seed for a run that was given none. */
  public static long drawSeed() {
    return ThreadLocalRandom.current().nextLong(MAX_DRAWN_SEED);
  }

  private static long key(long seed, String column) {
    byte[] name = column.getBytes(StandardCharsets.UTF_8);
    ByteBuffer input = ByteBuffer.allocate(Long.BYTES + name.length).putLong(seed).put(name);
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(input.array());
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Goes to the start of the stream of that row and attempt; returns itself. */
  public CellRandom at(long row, int attempt) {
    return at(row, attempt, 0);
  }

  CellRandom at(long row, int attempt, int block) {
    this.row = row;
    this.attempt = attempt;
    this.block = block;
    this.hasSecond = false;
    return this;
  }

  @Override
  public long nextLong() {
    if (hasSecond) {
      hasSecond = false;
      return second;
    }
    return nextBlock();
  }

  private long nextBlock() {
    int word0 = block++;
    int word1 = attempt;
    int word2 = (int) row;
    int word3 = (int) (row >>> 32);
    int round0 = key0;
    int round1 = key1;
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = MULTIPLIER_0 * (word0 & LOW);
      long product1 = MULTIPLIER_1 * (word2 & LOW);
      word0 = (int) (product1 >>> 32) ^ word1 ^ round0;
      word1 = (int) product1;
      word2 = (int) (product0 >>> 32) ^ word3 ^ round1;
      word3 = (int) product0;
      round0 += WEYL_0;
      round1 += WEYL_1;
    }
    second = (long) word3 << 32 | (word2 & LOW);
    hasSecond = true;
    return (long) word1 << 32 | (word0 & LOW);
  }
}
