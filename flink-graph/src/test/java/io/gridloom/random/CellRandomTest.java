package io.gridloom.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CellRandomTest {

  private static final int CELLS = 100_000;

  /** The known answers that the authors of Philox publish with Random123 (kat_vectors). */
  @Test
  void givesThePublishedNumbersOfPhilox4x32With10Rounds() {
    assertThat(blockOf(0, 0, 0, 0)).containsExactly(0xe169c58d_6627e8d5L, 0x9b00dbd8_bc57ac4cL);
    assertThat(blockOf(-1, -1, -1, -1)).containsExactly(0x41c83b0e_408f276dL, 0x6d5451fd_a20bc7c6L);
    assertThat(blockOf(0xa4093822_299f31d0L, 0x03707344_13198a2eL, 0x85a308d3, 0x243f6a88))
        .containsExactly(0x94fdcceb_d16cfe09L, 0x24126ea1_5001e420L);
  }

  private static long[] blockOf(long key, long row, int attempt, int block) {
    CellRandom random = new CellRandom(key).at(row, attempt, block);
    return new long[] {random.nextLong(), random.nextLong()};
  }

  /** The values that datasets already out there were made of: they never change. */
  @Test
  void givesTheSameNumbersForEver() {
    CellRandom random = new CellRandom(5, "Größe").at(4711, 1);
    assertThat(IntStream.range(0, 4).mapToLong(i -> random.nextLong()))
        .containsExactly(
            7713584348833533762L,
            5455953887404388827L,
            5160995411259238874L,
            -1331237009726686655L);
    assertThat(new CellRandom(Long.MIN_VALUE, "").at(Long.MAX_VALUE, 1000).nextLong())
        .isEqualTo(-7669278974105850478L);
  }

  @Test
  void givesAStreamThatDependsOnItsPositionOnly() {
    CellRandom random = new CellRandom(7, "price");
    long[] inOrder =
        IntStream.range(0, 50).mapToLong(row -> random.at(row, 1).nextLong()).toArray();
    for (int row = 49; row >= 0; row--) {
      random.at(1000 - row, 3).nextLong();
      assertThat(random.at(row, 1).nextLong()).isEqualTo(inOrder[row]);
      random.nextInt();
      random.nextDouble();
    }
  }

  @Test
  void changesHalfOfTheBitsWhenOneBitOfThePositionChanges() {
    for (int bit = 0; bit < 63; bit++) {
      long flip = 1L << bit;
      assertThat(meanChange(i -> number(1, "a", i, 1), i -> number(1, "a", i ^ flip, 1)))
          .as("row, bit %d", bit)
          .isBetween(31.5, 32.5);
    }
    for (int bit = 0; bit < 31; bit++) {
      int flip = 1 << bit;
      assertThat(meanChange(i -> number(1, "a", 3, i), i -> number(1, "a", 3, i ^ flip)))
          .as("attempt, bit %d", bit)
          .isBetween(31.5, 32.5);
    }
    for (int bit = 0; bit < 64; bit++) {
      long flip = 1L << bit;
      assertThat(meanChange(i -> number(i, "a", 3, 1), i -> number(i ^ flip, "a", 3, 1)))
          .as("seed, bit %d", bit)
          .isBetween(31.5, 32.5);
    }
    assertThat(meanChange(i -> number(1, "c" + i, 3, 1), i -> number(1, "d" + i, 3, 1)))
        .as("column")
        .isBetween(31.5, 32.5);
  }

  private static long number(long seed, String column, long row, int attempt) {
    return new CellRandom(seed, column).at(row, attempt).nextLong();
  }

  /** Mean number of bits in which the numbers differ; 2,000 pairs have a deviation of 0.09. */
  private static double meanChange(IntToLongFunction left, IntToLongFunction right) {
    return IntStream.range(0, 2_000)
        .map(i -> Long.bitCount(left.applyAsLong(i) ^ right.applyAsLong(i)))
        .average()
        .orElseThrow();
  }

  @Test
  void setsEachBitInHalfOfTheRows() {
    int[] ones = new int[64];
    CellRandom random = new CellRandom(3, "bits");
    for (int row = 0; row < CELLS; row++) {
      long number = random.at(row, 1).nextLong();
      for (int bit = 0; bit < 64; bit++) {
        ones[bit] += (int) ((number >>> bit) & 1);
      }
    }
    double deviation = Math.sqrt(CELLS) / 2;
    assertThat(IntStream.of(ones).mapToDouble(n -> (n - CELLS / 2) / deviation).boxed())
        .allSatisfy(z -> assertThat(z).isBetween(-4.5, 4.5));
  }

  @Test
  void spreadsNeighboursEvenlyOverPairsOfBytes() {
    CellRandom random = new CellRandom(11, "a");
    CellRandom other = new CellRandom(11, "b");
    CellRandom otherSeed = new CellRandom(12, "a");
    assertEven("rows", i -> random.at(i, 1).nextLong(), i -> random.at(i + 1, 1).nextLong());
    assertEven("attempts", i -> random.at(i, 1).nextLong(), i -> random.at(i, 2).nextLong());
    assertEven("columns", i -> random.at(i, 1).nextLong(), i -> other.at(i, 1).nextLong());
    assertEven("seeds", i -> random.at(i, 1).nextLong(), i -> otherSeed.at(i, 1).nextLong());
    assertEven("numbers", i -> random.at(i, 1).nextLong(), i -> random.nextLong());
  }

  /** Chi-square over the 256 pairs of upper nibbles and of lower nibbles of two neighbours. */
  private static void assertEven(String what, IntToLongFunction left, IntToLongFunction right) {
    int[] upper = new int[256];
    int[] lower = new int[256];
    for (int i = 0; i < CELLS; i++) {
      long a = left.applyAsLong(i);
      long b = right.applyAsLong(i);
      upper[(int) (((a >>> 60) << 4) | (b >>> 60))]++;
      lower[(int) (((a & 15) << 4) | (b & 15))]++;
    }
    // 255 degrees of freedom: mean 255, deviation 22.6; 160 and 370 are beyond 4 and 5 of them.
    assertThat(chiSquare(upper)).as("%s, upper bits", what).isBetween(160.0, 370.0);
    assertThat(chiSquare(lower)).as("%s, lower bits", what).isBetween(160.0, 370.0);
  }

  private static double chiSquare(int[] counts) {
    double expected = (double) CELLS / counts.length;
    return IntStream.of(counts).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
  }

  @Test
  void isUncorrelatedBetweenNeighbours() {
    CellRandom random = new CellRandom(21, "a");
    CellRandom other = new CellRandom(21, "b");
    double rows = 0;
    double columns = 0;
    for (int row = 0; row < CELLS; row++) {
      double here = random.at(row, 1).nextDouble() - 0.5;
      rows += here * (random.at(row + 1, 1).nextDouble() - 0.5);
      columns += here * (other.at(row, 1).nextDouble() - 0.5);
    }
    double deviation = Math.sqrt(CELLS) / 12; // of a sum of products of two uniforms
    assertThat(rows / deviation).isBetween(-4.0, 4.0);
    assertThat(columns / deviation).isBetween(-4.0, 4.0);
  }
}
