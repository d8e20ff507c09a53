package io.gridloom.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class ColumnDescriptorTest {

  @Test
  void carriesWhatTheBuilderWasGiven() {
    ColumnDescriptor column =
        ColumnDescriptor.builder("question")
            .traits(ExecutionTrait.START)
            .traits(ExecutionTrait.CELL_BY_CELL, ExecutionTrait.ROW_STREAMABLE)
            .dependsOn("category", "persona", "category")
            .dependsOn("persona", "topic")
            .sideEffects("question__trace")
            .sideEffects("question__trace", "question__tokens")
            .generator(String.class)
            .config("config")
            .build();
    assertThat(column.name()).isEqualTo("question");
    assertThat(column.traits().bits()).isEqualTo(6);
    assertThat(column.dependencies()).containsExactly("category", "persona", "topic");
    assertThat(column.sideEffects()).containsExactly("question__trace", "question__tokens");
    assertThat(column.generator()).hasValue(String.class);
    assertThat(column.config()).hasValue("config");
    assertThat(column.isCellByCell()).isTrue();
    assertThat(column.isRowStreamable()).isTrue();
    assertThat(column.isStartColumn()).isFalse();
    assertThat(column.isBarrier()).isFalse();
    assertThat(column.hasDependencies()).isTrue();
  }

  @Test
  void hasNothingButItsNameUnlessTold() {
    ColumnDescriptor column = ColumnDescriptor.builder("a").build();
    assertThat(column.traits()).isEqualTo(ExecutionTraits.of());
    assertThat(column.dependencies()).isEmpty();
    assertThat(column.sideEffects()).isEmpty();
    assertThat(column.generator()).isEmpty();
    assertThat(column.config()).isEmpty();
    assertThat(column.hasDependencies()).isFalse();
  }

  @Test
  void isEqualByValue() {
    assertThat(full().build()).isEqualTo(full().build()).hasSameHashCodeAs(full().build());
    assertThat(full().build())
        .isNotEqualTo(full().dependsOn("other").build())
        .isNotEqualTo(full().sideEffects("other").build())
        .isNotEqualTo(full().traits().build())
        .isNotEqualTo(full().config(2).build())
        .isNotEqualTo(full().generator(Integer.class).build())
        .isNotEqualTo(ColumnDescriptor.builder("a").build());
  }

  private static ColumnDescriptor.Builder full() {
    return ColumnDescriptor.builder("a")
        .traits(ExecutionTraits.of(ExecutionTrait.BARRIER, ExecutionTrait.START))
        .dependsOn("b")
        .sideEffects("c")
        .generator(String.class)
        .config(1);
  }

  @Test
  void tellsEveryProblemAtOnce() {
    ColumnDescriptor.Builder blank =
        ColumnDescriptor.builder(" ")
            .dependsOn("a", "")
            .sideEffects("\t")
            .traits(ExecutionTrait.BARRIER, ExecutionTrait.ROW_STREAMABLE);
    assertThatIllegalArgumentException()
        .isThrownBy(blank::build)
        .withMessage(
            """
            column " ": the name is blank
            column " ": the name of a dependency is blank
            column " ": the name of a side effect is blank
            column " ": it cannot wait for all rows and stream them, as \
            ExecutionTraits.ROW_STREAMABLE|BARRIER says; BARRIER goes only with START
            """
                .strip());
  }

  @Test
  void cannotWorkCellByCellAndWaitForEverything() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            ColumnDescriptor.builder("a")
                    .traits(ExecutionTrait.CELL_BY_CELL, ExecutionTrait.BARRIER)
                ::build)
        .withMessageContaining("column \"a\"");
  }

  @Test
  @SuppressWarnings("NullAway")
  void rejectsNull() {
    ColumnDescriptor.Builder builder = ColumnDescriptor.builder("a");
    assertThatNullPointerException().isThrownBy(() -> ColumnDescriptor.builder(null));
    assertThatNullPointerException().isThrownBy(() -> builder.dependsOn((String) null));
    assertThatNullPointerException().isThrownBy(() -> builder.sideEffects((String) null));
    assertThatNullPointerException().isThrownBy(() -> builder.generator(null));
    assertThatNullPointerException().isThrownBy(() -> builder.config(null));
    assertThatNullPointerException().isThrownBy(() -> builder.traits((ExecutionTraits) null));
  }
}
