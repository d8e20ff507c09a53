package io.gridloom.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class NodeIdTest {

  @Test
  void textShowsTheNameVerbatim() {
    assertThat(new CellNodeId(5, "question")).hasToString("Cell(5, 'question')");
    assertThat(new BarrierNodeId("it's")).hasToString("Barrier('it's')");
  }

  @Test
  void nodesAreComparedByValue() {
    assertThat(new CellNodeId(5, "a")).isEqualTo(new CellNodeId(5, "a"));
    assertThat(new CellNodeId(5, "a")).isNotEqualTo(new CellNodeId(6, "a"));
    assertThat((NodeId) new BarrierNodeId("a")).isNotEqualTo(new CellNodeId(0, "a"));
  }

  @Test
  void badRowsAndNamesAreRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CellNodeId(-1, "a"))
        .withMessage("column \"a\": row -1 is below 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CellNodeId(0, " "))
        .withMessage("blank column name \" \"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BarrierNodeId(""))
        .withMessage("blank column name \"\"");
  }

  @Test
  @SuppressWarnings("NullAway")
  void nullIsRejected() {
    assertThatNullPointerException().isThrownBy(() -> new CellNodeId(0, null));
    assertThatNullPointerException().isThrownBy(() -> new BarrierNodeId(null));
  }
}
