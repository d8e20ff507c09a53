package io.gridloom.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndOfBlockTriggerTest {

  @ParameterizedTest(name = "length {0}")
  @ValueSource(ints = {1, 2, 7, 100, 1000})
  void firesWithTheLastRowOfEachWindowInAnyOrder(int length) {
    long rows = 997;
    List<Long> order = new ArrayList<>();
    for (long row = 0; row < rows; row++) {
      order.add(row);
    }
    Collections.shuffle(order, new Random(length));
    EndOfBlockTrigger trigger =
        new EndOfBlockTrigger(
            row -> row / length, row -> Math.min(length, rows - row / length * length));
    Map<Long, Long> seen = new HashMap<>();
    for (long row : order) {
      long window = row / length;
      long count = seen.merge(window, 1L, Long::sum);
      boolean last = count == Math.min(length, rows - window * length);
      assertThat(trigger.add(row)).as("row %d", row).isEqualTo(last);
    }
  }

  @Test
  void countsAnewBehindAWindowThatWasClosed() {
    EndOfBlockTrigger trigger = new EndOfBlockTrigger(row -> 0, row -> 3);
    assertThat(trigger.add(5)).isFalse();
    trigger.close(0);
    assertThat(trigger.add(6)).isFalse();
    assertThat(trigger.add(7)).isFalse();
    assertThat(trigger.add(9)).isTrue();
  }
}
