package io.gridloom.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.Random;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowBlocksTest {

  @ParameterizedTest(name = "{0} groups of blocks of {1}")
  @CsvSource({"1,1", "1,4096", "2,3", "7,1", "128,64", "1000,10", "1024,4096", "32768,1"})
  void flinkPutsARowIntoTheGroupThatWasChosen(int groups, int blockRows) {
    RowBlocks blocks = new RowBlocks(groups, blockRows);
    Random random = new Random(groups * 31L + blockRows);
    for (int i = 0; i < 20_000; i++) {
      long row = i % 2 == 0 ? i : random.nextLong(1_000_000_000_000L);
      assertThat(KeyGroupRangeAssignment.assignToKeyGroup(RowKey.of(row, blocks), groups))
          .as("row %d", row)
          .isEqualTo(blocks.groupOf(row));
    }
  }

  @ParameterizedTest(name = "{0} groups of blocks of {1}")
  @CsvSource({"1,1", "3,5", "16,1", "100,7", "1024,2"})
  void theGroupsTogetherHaveEachRowOnce(int groups, int blockRows) {
    RowBlocks blocks = new RowBlocks(groups, blockRows);
    int rows = 10_000;
    BitSet seen = new BitSet(rows);
    for (int group = 0; group < groups; group++) {
      long first = blocks.firstBlock(group);
      long row = blocks.rowOf(first, 0);
      assertThat(blocks.countBelow(group, row)).isZero();
      for (long n = 0; row < rows; row = blocks.rowOf(first, ++n)) {
        assertThat(blocks.groupOf(row)).isEqualTo(group);
        assertThat(seen.get((int) row)).as("row %d again", row).isFalse();
        seen.set((int) row);
        assertThat(blocks.numberInGroup(row)).isEqualTo(n);
        assertThat(blocks.countBelow(group, row + 1)).isEqualTo(n + 1);
      }
    }
    assertThat(seen.cardinality()).isEqualTo(rows);
  }

  @ParameterizedTest(name = "rows below {0}")
  @ValueSource(longs = {0, 1, 99, 100, 4_095, 70_000})
  void theGroupsCountAddsUpToTheRowsBelow(long row) {
    RowBlocks blocks = new RowBlocks(64, 33);
    long sum = 0;
    for (int group = 0; group < 64; group++) {
      sum += blocks.countBelow(group, row);
    }
    assertThat(sum).isEqualTo(row);
  }

  @ParameterizedTest(name = "parallelism {0}")
  @ValueSource(ints = {2, 3, 7, 16})
  void anyParallelismGetsEvenShares(int parallelism) {
    long rows = 100_000;
    RowBlocks blocks = RowBlocks.of(1024, rows, 1);
    long[] share = new long[parallelism];
    for (long row = 0; row < rows; row++) {
      share[
          KeyGroupRangeAssignment.computeOperatorIndexForKeyGroup(
              1024, parallelism, blocks.groupOf(row))]++;
    }
    for (long rowsOfOne : share) {
      assertThat(rowsOfOne)
          .isBetween((long) (0.9 * rows / parallelism), (long) (1.1 * rows / parallelism));
    }
  }

  @Test
  void aBlockIsAMultipleOfTheWindowAndNearFourThousandRows() {
    assertThat(RowBlocks.of(1024, 1_000_000_000, 1).blockRows()).isEqualTo(4096);
    assertThat(RowBlocks.of(1024, 1_000_000_000, 1000).blockRows()).isEqualTo(4000);
    assertThat(RowBlocks.of(1024, 1_000_000_000, 1_000_000).blockRows()).isEqualTo(1_000_000);
    assertThat(RowBlocks.of(1024, 1000, 1).blockRows()).isEqualTo(1);
    assertThat(RowBlocks.of(1024, 81_920, 1).blockRows()).isEqualTo(10);
  }

  @Test
  void refusesWhatFlinkRefuses() {
    assertThatThrownBy(() -> new RowBlocks(32_769, 1)).hasMessageContaining("1 to 32768");
    assertThatThrownBy(() -> new RowBlocks(1, 0)).hasMessageContaining("at least 1");
  }
}
