package io.gridloom.plan;

import static io.gridloom.plan.Columns.barrier;
import static io.gridloom.plan.Columns.batches;
import static io.gridloom.plan.Columns.cheap;
import static io.gridloom.plan.Columns.dropped;
import static io.gridloom.plan.Columns.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.dataset.DatasetColumn;
import io.gridloom.graph.ExecutionTrait;
import io.gridloom.problem.InputException;
import io.gridloom.schema.CellType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplainReportTest {

  private static final List<DatasetColumn> TICKETS =
      List.of(
          cheap("amount"),
          batches(10, "pct", "amount"),
          barrier("z", "amount", "pct"),
          model("writer", "text", "z"),
          model("writer", "title", "text"),
          model("judge", "score", "text__trace"),
          dropped(cheap("tmp")));

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void agreesWithThePlan(long seed) {
    List<DatasetColumn> columns = Columns.random(seed);
    ExplainReport report = ExplainReport.of(columns, 7);
    StagePlan plan = StagePlanner.plan(columns);
    assertThat(report.stages()).hasSize(2 * plan.barrierStages().size() + 1);
    for (ExplainReport.Column column : report.columns()) {
      ExplainReport.Stage stage = report.stages().get(column.stage());
      assertThat(stage.columns()).contains(column.name());
      assertThat(stage.level()).isEqualTo(column.level());
      assertThat(stage.barrier()).isEqualTo(column.kind() == ExplainReport.Kind.BARRIER);
      List<String> planned =
          stage.barrier()
              ? plan.barrierStages().get(stage.level() - 1).columnNames()
              : plan.rowStages().get(stage.level()).columns();
      assertThat(stage.columns()).isEqualTo(planned);
    }
  }

  @Test
  void tellsOfEachColumn() {
    assertThat(ExplainReport.of(TICKETS, 100).columns())
        .filteredOn(column -> List.of("pct", "text", "tmp").contains(column.name()))
        .containsExactlyInAnyOrder(
            new ExplainReport.Column(
                "pct",
                "test",
                List.of(ExecutionTrait.BARRIER),
                List.of("amount"),
                List.of(),
                1,
                1,
                ExplainReport.Kind.BARRIER,
                CellType.FLOAT,
                false,
                Optional.of(new BlockWindow(10))),
            new ExplainReport.Column(
                "text",
                "model",
                List.of(ExecutionTrait.CELL_BY_CELL, ExecutionTrait.ROW_STREAMABLE),
                List.of("z"),
                List.of("text__trace"),
                2,
                4,
                ExplainReport.Kind.SLOW,
                CellType.TEXT,
                false,
                Optional.empty()),
            new ExplainReport.Column(
                "tmp",
                "test",
                List.of(ExecutionTrait.ROW_STREAMABLE),
                List.of(),
                List.of(),
                0,
                0,
                ExplainReport.Kind.CHEAP,
                CellType.FLOAT,
                true,
                Optional.empty()));
  }

  @Test
  void countsNodesAndCalls() {
    ExplainReport report = ExplainReport.of(TICKETS, 1_000_000);
    assertThat(report.nodes()).isEqualTo(7_000_002);
    assertThat(report.calls().calls())
        .containsExactlyInAnyOrderEntriesOf(Map.of("writer", 2_000_000L, "judge", 1_000_000L));
    assertThat(report.criticalPath().columns())
        .containsExactly("amount", "pct", "z", "text", "title");
  }

  @Test
  void moreNodesThanALongCountsAreRefused() {
    assertThatThrownBy(() -> ExplainReport.of(TICKETS, Long.MAX_VALUE / 3))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Ask for at most 1152921504606846975 rows");
  }
}
