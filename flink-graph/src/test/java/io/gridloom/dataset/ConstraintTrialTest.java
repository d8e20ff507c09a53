package io.gridloom.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.config.ColumnConfig;
import io.gridloom.generator.CellException;
import io.gridloom.generator.CellGenerator;
import io.gridloom.generator.ColumnType;
import io.gridloom.generator.Generator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorFactory;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.problem.InputException;
import io.gridloom.row.Cells;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ConstraintTrialTest {

  /** Samplers that give up the cells of one column up to a row, and remember what they made. */
  private static final class Stubborn implements GeneratorFactory {

    private final String column;
    private final long untilRow;
    private final List<String> made = new ArrayList<>();

    Stubborn(String column, long untilRow) {
      this.column = column;
      this.untilRow = untilRow;
    }

    @Override
    public String columnType() {
      return "sampler";
    }

    @Override
    public Generator create(ColumnConfig config, GeneratorContext context) {
      return (CellGenerator) cells -> cell(config.name(), cells, context);
    }

    private Object cell(String name, Cells cells, GeneratorContext context) throws CellException {
      made.add(name + cells.row());
      if (name.equals(column) && cells.row() < untilRow) {
        throw new CellException("no value meets the constraints", 1_000);
      }
      if (name.equals("low")) {
        assertThat(cells.value(context.layout().slot("high"))).isEqualTo(1.0); // rhs comes first
      }
      return 1.0;
    }

    Dataset build() {
      GeneratorRegistry registry = GeneratorRegistry.empty();
      for (ColumnType type : ServiceLoader.load(ColumnType.class)) {
        registry = registry.with(type);
      }
      return Dataset.builder()
          .registry(registry.with(this))
          .uniform("low", 0, 1)
          .uniform("high", 0, 1)
          .uniform("other", 0, 1)
          .constraint("other", "gt", 0.5)
          .constraint("low", "lt", "high")
          .build();
    }
  }

  @Test
  void stopsAtTheFirstRowThatWorks() {
    Stubborn samplers = new Stubborn("low", 2);
    assertThat(samplers.build().columns()).hasSize(3);
    assertThat(samplers.made)
        .containsExactly("high0", "low0", "high1", "low1", "high2", "low2", "other2");
  }

  @Test
  void reportsTheConstraintOfTheColumnThatNeverWorks() {
    Stubborn samplers = new Stubborn("low", Long.MAX_VALUE);
    assertThatThrownBy(samplers::build)
        .isInstanceOfSatisfying(
            InputException.class,
            e ->
                assertThat(e.problems())
                    .singleElement()
                    .satisfies(
                        problem -> {
                          assertThat(problem.path()).isEqualTo("constraints[1]");
                          assertThat(problem.reason())
                              .contains("none of 1000 trial rows", "\"low\"");
                        }));
    assertThat(samplers.made).hasSize(2_000);
  }

  @Test
  void isLeftOutWithoutSamplersThatRun() {
    GeneratorRegistry registry = GeneratorRegistry.empty();
    for (ColumnType type : ServiceLoader.load(ColumnType.class)) {
      registry = registry.with(type);
    }
    DatasetBuilder builder =
        Dataset.builder().registry(registry).uniform("a", 0, 1).constraint("a", "gt", 0.5);
    assertThat(builder.build().columns()).hasSize(1);
  }
}
