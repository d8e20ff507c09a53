package io.gridloom.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadyRowsTest {

  private static final int ROWS = RowLeaf.ROWS * 5 + 777;

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first100")
  void areWhatTheInputsHaveAndTheColumnLacks(long seed) {
    Random random = new Random(seed);
    BitSet expected = new BitSet();
    expected.set(0, ROWS);
    List<ColumnMarks> inputs = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      BitSet bits = randomBits(random);
      expected.and(bits);
      inputs.add(marks(bits));
    }
    BitSet done = randomBits(random);
    expected.andNot(done);
    ColumnMarks own = marks(done);

    assertThat(new ReadyRows(own, inputs, ROWS).count()).isEqualTo(expected.cardinality());
    BitSet found = new BitSet();
    ReadyRows rows = new ReadyRows(own, inputs, ROWS);
    long last = -1;
    for (long row = rows.next(); row >= 0; row = rows.next()) {
      assertThat(row).isGreaterThan(last);
      last = row;
      found.set((int) row);
    }
    assertThat(found).isEqualTo(expected);
    assertThat(rows.next()).isEqualTo(-1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first30")
  void rowsMarkedAheadOfTheIterationAreLeftOut(long seed) {
    Random random = new Random(seed);
    BitSet ready = randomBits(random);
    ColumnMarks own = new ColumnMarks(ROWS, new AtomicLong());
    ReadyRows rows = new ReadyRows(own, List.of(marks(ready)), ROWS);
    BitSet found = new BitSet();
    for (long row = rows.next(); row >= 0; row = rows.next()) {
      assertThat(ready.get((int) row)).isTrue();
      found.set((int) row);
      int from = (int) row + random.nextInt(50);
      int to = Math.min(ROWS, from + random.nextInt(50));
      if (from < to) {
        own.mark(from, to);
        ready.clear(from, to);
      }
    }
    ready.or(found);
    assertThat(ready).isEqualTo(found);
  }

  private static BitSet randomBits(Random random) {
    BitSet bits = new BitSet();
    switch (random.nextInt(4)) {
      case 0 -> bits.set(0, random.nextInt(ROWS)); // in row order
      case 1 -> {
        int density = 1 + random.nextInt(100);
        for (int row = random.nextInt(density); row < ROWS; row += 1 + random.nextInt(density)) {
          bits.set(row);
        }
      }
      case 2 -> {
        for (int run = random.nextInt(8); run > 0; run--) {
          int from = random.nextInt(ROWS);
          bits.set(from, Math.min(ROWS, from + random.nextInt(3 * RowLeaf.ROWS)));
        }
      }
      default -> bits.set(0, ROWS);
    }
    return bits;
  }

  private static ColumnMarks marks(BitSet bits) {
    ColumnMarks marks = new ColumnMarks(ROWS, new AtomicLong());
    for (int from = bits.nextSetBit(0); from >= 0; ) {
      int to = bits.nextClearBit(from);
      marks.mark(from, to);
      from = bits.nextSetBit(to);
    }
    return marks;
  }
}
