package io.gridloom.graph;

import static io.gridloom.graph.ExecutionTrait.BARRIER;
import static io.gridloom.graph.ExecutionTrait.CELL_BY_CELL;
import static io.gridloom.graph.ExecutionTrait.ROW_STREAMABLE;
import static io.gridloom.graph.ExecutionTrait.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutionTraitsTest {

  @Test
  void bitsAreFixed() {
    assertThat(ExecutionTrait.values()).extracting(ExecutionTrait::bit).containsExactly(1, 2, 4, 8);
  }

  @Test
  void textNamesThemInTheOrderOfTheBits() {
    assertThat(ExecutionTraits.of(ROW_STREAMABLE, START, CELL_BY_CELL))
        .hasToString("ExecutionTraits.START|CELL_BY_CELL|ROW_STREAMABLE");
    assertThat(ExecutionTraits.of()).hasToString("ExecutionTraits.NONE");
  }

  @Test
  void areASetByValue() {
    ExecutionTraits start = ExecutionTraits.of(START);
    assertThat(start.with(BARRIER)).isEqualTo(ExecutionTraits.of(BARRIER, START, BARRIER));
    assertThat(start.with(START)).isEqualTo(start).hasSameHashCodeAs(start);
    assertThat(start.with(BARRIER).without(START)).isEqualTo(ExecutionTraits.of(BARRIER));
    assertThat(start.contains(START)).isTrue();
    assertThat(start.contains(BARRIER)).isFalse();
  }

  @Test
  void everySumOfBitsIsReadBack() {
    for (int bits = 0; bits < 16; bits++) {
      assertThat(ExecutionTraits.fromBits(bits).bits()).isEqualTo(bits);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, -1, 31, Integer.MIN_VALUE})
  void unknownBitsAreRejected(int bits) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExecutionTraits.fromBits(bits))
        .withMessage("trait bits %d: only sums of 1, 2, 4 and 8 are allowed, 0 to 15", bits);
  }
}
