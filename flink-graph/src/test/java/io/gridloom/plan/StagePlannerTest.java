package io.gridloom.plan;

import static io.gridloom.plan.Columns.barrier;
import static io.gridloom.plan.Columns.batches;
import static io.gridloom.plan.Columns.cheap;
import static io.gridloom.plan.Columns.model;
import static io.gridloom.plan.Columns.slow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.dataset.DatasetColumn;
import io.gridloom.graph.ExecutionTrait;
import io.gridloom.problem.InputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StagePlannerTest {

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aColumnsLevelIsTheMostBarriersOnAnyPathToIt(long seed) {
    List<DatasetColumn> columns = Columns.random(seed);
    StagePlan plan = StagePlanner.plan(columns);
    Map<String, Integer> levels = new HashMap<>();
    plan.rowStages()
        .forEach(stage -> stage.columns().forEach(name -> levels.put(name, stage.level())));
    plan.barrierStages()
        .forEach(stage -> stage.columnNames().forEach(name -> levels.put(name, stage.level())));

    Map<String, Integer> oracle = new HashMap<>();
    for (DatasetColumn column : columns) {
      oracle.put(
          column.name(),
          Columns.paths(column, columns).stream()
              .mapToInt(path -> (int) path.stream().filter(StagePlannerTest::isBarrier).count())
              .max()
              .orElseThrow());
    }
    assertThat(levels).isEqualTo(oracle);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyDependencyIsFilledEarlier(long seed) {
    List<DatasetColumn> columns = Columns.random(seed);
    Set<String> filled = new HashSet<>();
    for (String name : inOrder(StagePlanner.plan(columns))) {
      DatasetColumn column = named(name, columns);
      assertThat(filled).as(name).containsAll(column.description().dependencies());
      filled.add(name);
      filled.addAll(column.description().sideEffectNames());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void stagesHoldEachColumnOnceAndNumberTheirLevels(long seed) {
    List<DatasetColumn> columns = Columns.random(seed);
    StagePlan plan = StagePlanner.plan(columns);
    assertThat(inOrder(plan))
        .containsExactlyInAnyOrderElementsOf(columns.stream().map(DatasetColumn::name).toList());
    for (int k = 0; k < plan.barrierStages().size(); k++) {
      assertThat(plan.rowStages().get(k).level()).isEqualTo(k);
      assertThat(plan.barrierStages().get(k).level()).isEqualTo(k + 1);
      assertThat(plan.barrierStages().get(k).columns()).isNotEmpty();
    }
  }

  @Test
  void withoutBarriersThereIsOneRowStage() {
    StagePlan plan = StagePlanner.plan(List.of(cheap("b", "a"), slow("a"), cheap("c")));
    assertThat(plan)
        .isEqualTo(
            new StagePlan(
                List.of(new RowStage(0, List.of("a", "b", "c"), Set.of("a"))), List.of()));
  }

  @Test
  void aRowStageBetweenTwoBarriersMayBeEmpty() {
    StagePlan plan =
        StagePlanner.plan(
            List.of(cheap("x"), barrier("mean", "x"), barrier("z", "mean"), cheap("y", "z")));
    assertThat(plan.rowStages())
        .extracting(RowStage::columns)
        .containsExactly(List.of("x"), List.of(), List.of("y"));
    assertThat(plan.numStages()).isEqualTo(4);
  }

  @Test
  void aColumnWithAModelIsSlow() {
    RowStage stage =
        StagePlanner.plan(List.of(model("m", "answer"), cheap("copy", "answer__trace")))
            .rowStages()
            .get(0);
    assertThat(stage.isSlow("answer")).isTrue();
    assertThat(stage.isSlow("copy")).isFalse();
  }

  @Test
  void aStagesWindowsRunFromTheShortestBlockToTheWholeDataset() {
    StagePlan plan =
        StagePlanner.plan(
            List.of(
                cheap("x"),
                barrier("all1", "x"),
                batches(20, "b20", "x"),
                batches(5, "b5", "x"),
                barrier("all2", "x"),
                batches(5, "c5", "x")));
    assertThat(plan.barrierStages().get(0).windows())
        .containsExactly(
            new WindowColumns(new BlockWindow(5), List.of("b5", "c5")),
            new WindowColumns(new BlockWindow(20), List.of("b20")),
            new WindowColumns(new DatasetWindow(), List.of("all1", "all2")));
  }

  @Test
  void blocksFitAllBatches() {
    assertThat(StagePlanner.plan(List.of(cheap("x"))).blockLength()).isEqualTo(1);
    assertThat(
            StagePlanner.plan(
                    List.of(batches(4, "a"), batches(6, "b", "a"), batches(10, "c"), barrier("d")))
                .blockLength())
        .isEqualTo(60);
  }

  @Test
  void batchesWithoutACommonBlockAreRefusedByName() {
    assertThatThrownBy(
            () -> StagePlanner.plan(List.of(batches(1000, "a"), cheap("x"), batches(1001, "b"))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("'a' of 1000, 'b' of 1001")
        .hasMessageContaining("1001000 rows");
    assertThatThrownBy(() -> StagePlanner.plan(List.of(batches(1_000_001, "a"))))
        .isInstanceOf(InputException.class);
  }

  @Test
  void unknownAndCircularDependenciesAreRejected() {
    assertThatThrownBy(() -> StagePlanner.plan(List.of(cheap("a", "nobody"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("column 'a' depends on 'nobody', which nobody fills");
    assertThatThrownBy(() -> StagePlanner.plan(List.of(cheap("a", "b"), cheap("b", "a"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cycle");
  }

  private static List<String> inOrder(StagePlan plan) {
    List<String> names = new ArrayList<>(plan.rowStages().get(0).columns());
    for (int k = 0; k < plan.barrierStages().size(); k++) {
      names.addAll(plan.barrierStages().get(k).columnNames());
      names.addAll(plan.rowStages().get(k + 1).columns());
    }
    return names;
  }

  private static boolean isBarrier(DatasetColumn column) {
    return column.description().traits().contains(ExecutionTrait.BARRIER);
  }

  private static DatasetColumn named(String name, List<DatasetColumn> columns) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst().orElseThrow();
  }
}
