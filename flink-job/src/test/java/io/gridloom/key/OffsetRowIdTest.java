package io.gridloom.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OffsetRowIdTest {

  @Test
  void holdsPartitionAndOffsetInADouble() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      int partition = random.nextInt(OffsetRowId.MAX_PARTITIONS);
      long offset = random.nextLong(OffsetRowId.MAX_OFFSETS);
      long row = OffsetRowId.of(partition, offset);
      assertThat(OffsetRowId.partition(row)).isEqualTo(partition);
      assertThat(OffsetRowId.offset(row)).isEqualTo(offset);
      assertThat((long) (double) row).isEqualTo(row);
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatIllegalArgumentException().isThrownBy(() -> OffsetRowId.of(1 << 13, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> OffsetRowId.of(0, 1L << 40));
  }

  @Test
  void keepsPartitionsTogetherOrScattersTheirRows() {
    RowBlocks together = OffsetRowId.blocks(128, true);
    RowBlocks scattered = OffsetRowId.blocks(128, false);
    Set<Integer> groups = new HashSet<>();
    Set<Integer> scatteredGroups = new HashSet<>();
    for (long offset = 0; offset < 100_000; offset++) {
      groups.add(together.groupOf(OffsetRowId.of(5, offset)));
      scatteredGroups.add(scattered.groupOf(OffsetRowId.of(5, offset)));
    }
    assertThat(groups).hasSize(1);
    assertThat(scatteredGroups).hasSize(128);
  }
}
