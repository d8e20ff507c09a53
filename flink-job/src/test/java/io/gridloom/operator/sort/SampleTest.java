package io.gridloom.operator.sort;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.aggregate.SortedEntries;
import io.gridloom.aggregate.Splitters;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTest {

  private static final int ROWS = 50_000;
  private static final int BUCKETS = 10;

  @ParameterizedTest(name = "texts of {0} bytes")
  @ValueSource(ints = {5, 80, 500})
  void dividesRowsWhoseValuesAreTheSame(int length) {
    byte[] value = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
    Sample sample = new Sample(ROWS, 1);
    SortedEntries all = new SortedEntries();
    for (int row = 0; row < ROWS; row++) {
      SortedEntries entries = new SortedEntries();
      entries.add(0, new byte[0], value, row, new byte[0]);
      sample.offer(row, entries);
      all.addAll(entries);
    }
    Splitters splitters = Splitters.of(sample.keys(), BUCKETS);
    int[] sizes = new int[splitters.buckets()];
    for (int i = 0; i < ROWS; i++) {
      sizes[splitters.bucketOf(all, i)]++;
    }
    assertThat(sizes).hasSize(BUCKETS);
    for (int size : sizes) {
      assertThat(size).isBetween(ROWS / BUCKETS / 2, ROWS / BUCKETS * 2);
    }
  }
}
