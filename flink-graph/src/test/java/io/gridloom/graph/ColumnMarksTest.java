package io.gridloom.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One column's marks against a plain set of bits, over several leaves and branches. */
class ColumnMarksTest {

  private static final int ROWS = RowLeaf.ROWS * 70 + 1234; // two branches high

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first30")
  void agreeWithASetOfBits(long seed) {
    Random random = new Random(seed);
    int rows = seed % 3 == 0 ? RowLeaf.ROWS : seed % 3 == 1 ? 64 * RowLeaf.ROWS : ROWS;
    AtomicLong total = new AtomicLong();
    ColumnMarks marks = new ColumnMarks(rows, total);
    BitSet oracle = new BitSet();
    for (int step = 0; step < 300; step++) {
      int from = bound(random, rows);
      int to = Math.min(rows, from + length(random, rows));
      if (random.nextInt(3) == 0) {
        from = oracle.nextClearBit(0); // extend the prefix
        to = Math.min(rows, Math.max(from, to));
      }
      int before = oracle.cardinality();
      if (from < rows && (to == from + 1 || random.nextInt(4) == 0)) {
        boolean known = oracle.get(from);
        oracle.set(from);
        assertThat(marks.mark(from)).isEqualTo(!known);
      } else {
        oracle.set(from, Math.max(from, to));
        assertThat(marks.mark(from, Math.max(from, to))).isEqualTo(oracle.cardinality() - before);
      }
      assertAgrees(marks, oracle, rows, random);
    }
    assertThat(total).hasValue(oracle.cardinality());
  }

  private static int bound(Random random, int rows) {
    int leaf = random.nextInt(rows / RowLeaf.ROWS + 1) * RowLeaf.ROWS;
    int row = random.nextBoolean() ? leaf + random.nextInt(5) - 2 : random.nextInt(rows);
    return Math.max(0, Math.min(rows - 1, row));
  }

  private static int length(Random random, int rows) {
    return switch (random.nextInt(4)) {
      case 0 -> 1;
      case 1 -> random.nextInt(200);
      case 2 -> random.nextInt(rows / 8);
      default -> RowLeaf.ROWS * (1 + random.nextInt(3));
    };
  }

  private static void assertAgrees(ColumnMarks marks, BitSet oracle, int rows, Random random) {
    assertThat(marks.prefix()).isEqualTo(oracle.nextClearBit(0));
    assertThat(marks.count()).isEqualTo(oracle.cardinality());
    assertThat(marks.isComplete()).isEqualTo(oracle.cardinality() == rows);
    for (int i = 0; i < 30; i++) {
      int row = bound(random, rows);
      assertThat(marks.contains(row)).as("row %d", row).isEqualTo(oracle.get(row));
      assertThat(marks.nextMissing(row)).isEqualTo(oracle.nextClearBit(row));
      int next = oracle.nextSetBit(row);
      assertThat(marks.nextComplete(row)).isEqualTo(next < 0 ? rows : next);
    }
    int leaf = random.nextInt(rows / RowLeaf.ROWS) * RowLeaf.ROWS;
    long[] words = new long[RowLeaf.WORDS];
    marks.copyLeaf(leaf, words);
    assertThat(BitSet.valueOf(words)).isEqualTo(oracle.get(leaf, leaf + RowLeaf.ROWS));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first30")
  void aCopyAgreesAndSharesNothing(long seed) {
    Random random = new Random(seed);
    ColumnMarks marks = new ColumnMarks(ROWS, new AtomicLong());
    BitSet oracle = new BitSet();
    for (int i = 0; i < 40; i++) {
      int from = random.nextInt(ROWS);
      int to = Math.min(ROWS, from + length(random, ROWS));
      oracle.set(from, to);
      marks.mark(from, to);
    }
    long held = marks.hold();
    ColumnMarks copy = marks.copyHeld();
    marks.release(held);
    marks.mark(0, ROWS);
    assertAgrees(copy, oracle, ROWS, random);
  }

  @Test
  void everyRowThatALongCountsCanBeMarked() {
    long rows = Long.MAX_VALUE;
    ColumnMarks marks = new ColumnMarks(rows, new AtomicLong());
    assertThat(marks.mark(rows - 1)).isTrue();
    assertThat(marks.mark(1, rows - 2)).isEqualTo(rows - 3);
    assertThat(marks.nextMissing(1)).isEqualTo(rows - 2);
    assertThat(marks.nextComplete(rows - 2)).isEqualTo(rows - 1);
    assertThat(marks.mark(0)).isTrue();
    assertThat(marks.prefix()).isEqualTo(rows - 2);
    assertThat(marks.mark(0, rows)).isEqualTo(1);
    assertThat(marks.isComplete()).isTrue();
    assertThat(marks.count()).isEqualTo(rows);
  }

  @Test
  void scatteredRunsAndSingleRowsInOneLeafAreCounted() {
    ColumnMarks marks = new ColumnMarks(RowLeaf.ROWS, new AtomicLong());
    marks.mark(2, 40_000);
    List<Integer> odd = new ArrayList<>();
    for (int row = 40_001; row < RowLeaf.ROWS; row += 2) {
      odd.add(row);
      assertThat(marks.mark(row)).isTrue();
    }
    assertThat(marks.count()).isEqualTo(40_000 - 2 + odd.size());
    assertThat(odd).allMatch(row -> marks.contains(row) && !marks.contains(row - 1));
  }
}
