package io.gridloom.plan;

import static io.gridloom.plan.Columns.barrier;
import static io.gridloom.plan.Columns.batches;
import static io.gridloom.plan.Columns.cheap;
import static io.gridloom.plan.Columns.model;
import static io.gridloom.plan.Columns.slow;
import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.config.SortedConfig;
import io.gridloom.config.SortedFunction.Dedupe;
import io.gridloom.dataset.DatasetColumn;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Values and rows: {@code LocalRunTest}. */
class NeededColumnsTest {

  @Test
  void areThoseAskedForAndWhatTheyDependOn() {
    List<DatasetColumn> columns =
        List.of(cheap("b", "a"), cheap("a"), slow("c", "a"), cheap("d", "b"), cheap("e"));
    assertThat(needed(columns, "d")).containsExactlyInAnyOrder("a", "b", "d");
    assertThat(needed(columns, "c", "e")).containsExactlyInAnyOrder("a", "c", "e");
  }

  @Test
  void aSideEffectNeedsItsProducer() {
    List<DatasetColumn> columns = List.of(cheap("a"), model("m", "b"), cheap("c", "b__trace"));
    assertThat(needed(columns, "b__trace")).containsExactly("b");
    assertThat(needed(columns, "c")).containsExactlyInAnyOrder("b", "c");
  }

  @Test
  void aBarrierNeedsAllThatMayDropRowsInFrontOfIt() {
    List<DatasetColumn> columns =
        List.of(
            cheap("a"),
            slow("beside"),
            batches(4, "earlier", "a"),
            barrier("mean", "a"),
            cheap("behind", "mean"),
            cheap("behind too", "earlier"),
            barrier("later", "behind"));
    assertThat(needed(columns, "mean")).containsExactlyInAnyOrder("a", "beside", "earlier", "mean");
    assertThat(needed(columns, "earlier")).containsExactlyInAnyOrder("a", "beside", "earlier");
    assertThat(needed(columns, "later")).hasSize(columns.size());
    assertThat(needed(columns, "beside")).containsExactly("beside");
  }

  @Test
  void aBarrierNeedsNoModelThatItDoesNotDependOn() {
    List<DatasetColumn> columns =
        List.of(
            cheap("a"),
            model("m", "review"),
            cheap("words", "review"),
            model("m", "title"),
            barrier("longest", "words"));
    assertThat(needed(columns, "longest"))
        .containsExactlyInAnyOrder("a", "review", "words", "longest");
  }

  @Test
  void duplicatesStayOut() {
    DatasetColumn first = barrier("first", "question");
    DatasetColumn dedupe =
        new DatasetColumn(
            new SortedConfig(
                "first",
                true,
                new Dedupe(OptionalDouble.empty(), true),
                List.of("question"),
                List.of(),
                OptionalInt.empty()),
            first.description());
    List<DatasetColumn> columns = List.of(cheap("question"), cheap("a"), dedupe, slow("answer"));
    assertThat(needed(columns, "a")).containsExactlyInAnyOrder("a", "question", "first", "answer");
    assertThat(needed(List.of(cheap("question"), cheap("a"), first), "a")).containsExactly("a");
  }

  @Test
  void rowsNeedAColumnAndRatherNoneThatAModelWrites() {
    assertThat(needed(List.of(model("m", "a"), cheap("b", "a"), cheap("c")))).containsExactly("c");
    assertThat(needed(List.of(model("m", "a"), cheap("b", "a")))).containsExactly("a");
  }

  private static Set<String> needed(List<DatasetColumn> columns, String... asked) {
    return NeededColumns.of(columns, List.of(asked));
  }
}
