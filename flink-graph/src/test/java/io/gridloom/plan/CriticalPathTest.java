package io.gridloom.plan;

import static io.gridloom.plan.Columns.barrier;
import static io.gridloom.plan.Columns.cheap;
import static io.gridloom.plan.Columns.model;
import static io.gridloom.plan.Columns.slow;
import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.dataset.DatasetColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CriticalPathTest {

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void isTheCostliestOfAllChains(long seed) {
    List<DatasetColumn> columns = Columns.random(seed);
    Random random = new Random(seed);
    Map<String, Integer> costs = new HashMap<>(); // whole numbers: sums are exact
    columns.forEach(column -> costs.put(column.name(), random.nextInt(5)));

    CriticalPath path = CriticalPath.of(columns, column -> costs.getOrDefault(column.name(), 0));

    List<List<String>> chains =
        columns.stream()
            .flatMap(column -> Columns.paths(column, columns).stream())
            .map(chain -> chain.stream().map(DatasetColumn::name).toList())
            .toList();
    assertThat(chains).contains(path.columns());
    assertThat(path.cost())
        .isEqualTo(sum(path.columns(), costs))
        .isEqualTo(chains.stream().mapToInt(chain -> sum(chain, costs)).max().orElseThrow());
  }

  @Test
  void slowColumnsCountMoreThanAnyNumberOfCheapOnes() {
    assertThat(
            CriticalPath.of(
                List.of(cheap("a"), cheap("b", "a"), cheap("c", "b"), slow("s"), cheap("t", "s"))))
        .isEqualTo(new CriticalPath(List.of("s", "t"), 1.001));
  }

  @Test
  void leadsThroughSideEffectsAndBarriers() {
    assertThat(
            CriticalPath.of(
                    List.of(
                        model("m", "q"),
                        cheap("t", "q__trace"),
                        barrier("mean", "t"),
                        slow("z", "mean")))
                .columns())
        .containsExactly("q", "t", "mean", "z");
  }

  @Test
  void ofNothingIsEmpty() {
    assertThat(CriticalPath.of(List.of())).isEqualTo(new CriticalPath(List.of(), 0));
  }

  private static int sum(List<String> chain, Map<String, Integer> costs) {
    return chain.stream().mapToInt(name -> costs.getOrDefault(name, 0)).sum();
  }
}
