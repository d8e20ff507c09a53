package io.gridloom.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.generator.CellException;
import io.gridloom.generator.Produced;
import io.gridloom.row.NoValue;
import io.gridloom.row.Row;
import io.gridloom.row.RowBuilder;
import io.gridloom.schema.CellType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ColumnCellsTest {

  private final RowBuilder row = new RowBuilder();
  private final ColumnCells cells = new ColumnCells(1, 2, Optional.of(CellType.INTEGER));

  @BeforeEach
  void start() {
    row.start(Row.empty(0, 4));
  }

  @Test
  void holdAValueAndItsSideEffects() throws Exception {
    cells.set(row, new Produced(5L, List.of("thought", NoValue.NULL)));
    assertThat(row.build()).hasToString("0: [null, 5, thought, NULL]");
  }

  @Test
  void areNullWhereAPlainValueTellsOfNoSideEffect() throws Exception {
    cells.set(row, 5L);
    assertThat(row.build()).hasToString("0: [null, 5, NULL, NULL]");
  }

  @Test
  void refuseWhatIsNotOfTheirType() {
    assertThatThrownBy(() -> cells.set(row, "text"))
        .isInstanceOf(CellException.class)
        .hasMessage("the generator gave a String, but the column is INTEGER");
    assertThatThrownBy(() -> cells.set(row, new Produced(5L, List.of("one"))))
        .hasMessage("the generator gave 1 side effects, but the column has 2");
    assertThatThrownBy(() -> cells.set(row, new Produced(5L, List.of("one", 2L))))
        .hasMessage("the generator gave a Long, but the column is TEXT");
  }
}
