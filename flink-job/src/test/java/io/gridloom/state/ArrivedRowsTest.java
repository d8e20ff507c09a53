package io.gridloom.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.key.RowBlocks;
import io.gridloom.state.ArrivedRows.Range;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ArrivedRowsTest {

  /** Rows in random order, split over subtasks that change, against a plain set. */
  @RepeatedTest(200)
  void areThoseThatWereAddedInAnyOrderAndAfterAnyRescale(RepetitionInfo repetition)
      throws Exception {
    Random random = new Random(repetition.getCurrentRepetition());
    RowBlocks blocks = new RowBlocks(1 + random.nextInt(9), 1 + random.nextInt(7));
    List<Long> rows = new ArrayList<>(LongStream.range(0, random.nextInt(300)).boxed().toList());
    for (int swaps = random.nextInt(300); swaps > 0 && !rows.isEmpty(); swaps--) {
      int near = random.nextInt(rows.size());
      Collections.swap(rows, near, Math.min(rows.size() - 1, near + random.nextInt(10)));
    }
    SortedSet<Long> expected = new TreeSet<>();
    List<ArrivedRows> subtasks = List.of(new ArrivedRows(blocks));
    for (long row : rows) {
      if (random.nextInt(50) == 0) {
        subtasks = rescaled(subtasks, 1 + random.nextInt(4), blocks, random);
      }
      if (random.nextInt(10) > 0) {
        expected.add(row);
        subtasks.get(random.nextInt(subtasks.size())).add(row);
      }
    }
    ArrivedRows all = rescaled(subtasks, 1, blocks, random).get(0);
    assertThat(all.count()).isEqualTo(expected.size());
    assertThat(all.ranges()).isEqualTo(ranges(expected));
  }

  private static List<ArrivedRows> rescaled(
      List<ArrivedRows> old, int parallelism, RowBlocks blocks, Random random) throws Exception {
    List<ArrivedRows> rescaled = new ArrayList<>();
    for (int i = 0; i < parallelism; i++) {
      rescaled.add(new ArrivedRows(blocks));
    }
    for (ArrivedRows subtask : old) {
      byte[] written = subtask.write(old.size());
      assertThat(rescaled.get(random.nextInt(parallelism)).read(written)).isEqualTo(old.size());
    }
    return rescaled;
  }

  private static List<Range> ranges(SortedSet<Long> rows) {
    List<Range> ranges = new ArrayList<>();
    for (long row : rows) {
      int last = ranges.size() - 1;
      if (last >= 0 && ranges.get(last).before() == row) {
        ranges.set(last, new Range(ranges.get(last).from(), row + 1));
      } else {
        ranges.add(new Range(row, row + 1));
      }
    }
    return ranges;
  }

  @Test
  void takeSomeBytesForEachGroupInACheckpoint() throws Exception {
    RowBlocks blocks = new RowBlocks(1024, 4096);
    ArrivedRows arrived = new ArrivedRows(blocks);
    for (long row = 0; row < 10_000_000; row++) {
      if (row % 4_000_000 != 17) { // three that others have overtaken
        arrived.add(row);
      }
    }
    assertThat(arrived.write(1)).hasSizeLessThan(1024 * 7 + 3 * 7);
  }
}
