package io.gridloom.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.config.job.OnError;
import io.gridloom.dataset.Dataset;
import io.gridloom.generator.CellException;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.generator.StopRunException;
import io.gridloom.row.Row;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowCellsTest {

  private static final Dataset DATASET =
      Dataset.parse(
          """
          columns:
            - {name: n, column_type: sampler, sampler_type: poisson, params: {mean: 5}}
            - {name: sum, column_type: aggregate, function: sum, target: n}
          """,
          "test.yaml",
          GeneratorRegistry.builtIn());

  private final WindowCells cells =
      new WindowCells(
          List.of("sum"),
          new Generators(
              DATASET.registry(),
              new GeneratorContext(1, LocalDate.EPOCH, DATASET.layout(), DATASET.config())),
          new ErrorPolicy(OnError.DROP, 0.1));

  private int refused(long from, long before, int every) {
    int refused = 0;
    for (long number = from; number < before; number++) {
      Row row = Row.empty(number, DATASET.layout().slots());
      Row taken =
          cells.take(
              row,
              (column, its) -> {
                if (its.row() % every == 0) {
                  throw new CellException("no number", 1);
                }
              });
      refused += taken.isDropped() ? 1 : 0;
    }
    return refused;
  }

  @Test
  void stopTheRunForTheShareOfRowsThatAreRefusedNotForTheirNumber() {
    assertThat(refused(0, 20_000, 20)).isEqualTo(1_000);
    assertThatThrownBy(() -> refused(20_000, 21_000, 5))
        .isInstanceOf(StopRunException.class)
        .hasMessageContaining("of the last 1,000 cells 101 failed");
  }
}
