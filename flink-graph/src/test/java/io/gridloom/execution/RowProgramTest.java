package io.gridloom.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.PluginConfig;
import io.gridloom.generator.CellException;
import io.gridloom.generator.CellGenerator;
import io.gridloom.generator.Generator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorFactory;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.plan.RowStage;
import io.gridloom.row.CellState;
import io.gridloom.row.DeadLetter;
import io.gridloom.row.NoValue;
import io.gridloom.row.Row;
import io.gridloom.row.RowLayout;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowProgramTest {

  private static final RowLayout LAYOUT = new RowLayout(List.of("double", "n", "other"));

  @Test
  void runsGeneratorsInColumnOrderOnTheCellsBefore() {
    Row row =
        program(Map.of("n", cells -> cells.row(), "double", cells -> 2 * (long) cells.value(1)))
            .run(Row.empty(21, 3));
    assertThat(row.value(0)).isEqualTo(42L);
    assertThat(row.value(1)).isEqualTo(21L);
    assertThat(row.state(2)).isEqualTo(CellState.ABSENT);
  }

  @Test
  void keepsNulls() {
    Row row =
        program(Map.of("n", cells -> NoValue.NULL, "double", cells -> cells.state(1).name()))
            .run(Row.empty(0, 3));
    assertThat(row.state(1)).isEqualTo(CellState.NULL);
    assertThat(row.value(0)).isEqualTo("NULL");
  }

  @Test
  void aCellThatCannotBeMadeDropsItsRow() {
    CellGenerator failing =
        cells -> {
          throw new CellException("no value\n in 6 draws", 6);
        };
    Row row = program(Map.of("n", failing, "double", cells -> 1L)).run(Row.empty(7, 3));
    assertThat(row.deadLetter()).contains(new DeadLetter(7, "n", "no value in 6 draws", 6));
  }

  @Test
  void aDefectiveGeneratorDropsItsRowToo() {
    CellGenerator defective = cells -> List.of().get(3);
    Row row = program(Map.of("n", cells -> 1L, "double", defective)).run(Row.empty(7, 3));
    DeadLetter letter = row.deadLetter().orElseThrow();
    assertThat(letter.column()).isEqualTo("double");
    assertThat(letter.cause()).startsWith("java.lang.ArrayIndexOutOfBoundsException: ");
    assertThat(letter.attempts()).isEqualTo(1);
  }

  @Test
  @SuppressWarnings("NullAway") // what a plugin may do
  void aGeneratorThatReturnsNullDropsItsRow() {
    Row row = program(Map.of("n", cells -> null, "double", cells -> 1L)).run(Row.empty(7, 3));
    assertThat(row.deadLetter().orElseThrow().cause())
        .isEqualTo("java.lang.NullPointerException: the generator returned null");
  }

  @Test
  void longCausesAreCut() {
    CellGenerator defective =
        cells -> {
          throw new IllegalStateException("x".repeat(10_000));
        };
    Row row = program(Map.of("n", defective, "double", cells -> 1L)).run(Row.empty(7, 3));
    assertThat(row.deadLetter().orElseThrow().cause()).hasSizeLessThan(600).endsWith("…");
  }

  @Test
  void errorsArePassedOn() {
    CellGenerator broken =
        cells -> {
          throw new LinkageError("no such class");
        };
    RowProgram program = program(Map.of("n", broken, "double", cells -> 1L));
    assertThatThrownBy(() -> program.run(Row.empty(7, 3))).isInstanceOf(LinkageError.class);
  }

  @Test
  void tombstonesPassUntouched() {
    Row tombstone = Row.tombstone(new DeadLetter(3, "earlier", "why", 1));
    assertThat(program(Map.of("n", cells -> 1L, "double", cells -> 1L)).run(tombstone))
        .isSameAs(tombstone);
  }

  @Test
  void theNextRowIsNotTouchedByTheOneBefore() {
    RowProgram program =
        program(
            Map.of(
                "n",
                cells -> {
                  if (cells.row() == 0) {
                    throw new CellException("why", 1);
                  }
                  return cells.row();
                },
                "double",
                cells -> cells.value(1)));
    assertThat(program.run(Row.empty(0, 3)).isDropped()).isTrue();
    Row first = program.run(Row.empty(1, 3));
    assertThat(program.run(Row.empty(2, 3)).value(0)).isEqualTo(2L);
    assertThat(first.value(0)).isEqualTo(1L);
  }

  @Test
  void aTypeThatNothingMakesIsRejected() {
    RowStage stage = new RowStage(0, List.of("n"), Set.of());
    GeneratorContext context = context(List.of(config("n")));
    assertThatThrownBy(
            () -> StageGenerators.of(stage, new Generators(GeneratorRegistry.empty(), context)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("column 'n': nothing makes cells of type n-type");
  }

  /** A program of the columns n and double, in this order. */
  private static RowProgram program(Map<String, CellGenerator> generators) {
    GeneratorRegistry registry = GeneratorRegistry.empty();
    for (Map.Entry<String, CellGenerator> entry : generators.entrySet()) {
      registry = registry.with(factory(entry.getKey() + "-type", entry.getValue()));
    }
    return new RowProgram(
        StageGenerators.of(
            new RowStage(0, List.of("n", "double"), Set.of()),
            new Generators(registry, context(List.of(config("double"), config("n"))))),
        ErrorPolicy.DEFAULT);
  }

  private static GeneratorContext context(List<ColumnConfig> columns) {
    return new GeneratorContext(
        0, LocalDate.EPOCH, LAYOUT, new DatasetConfig(columns, List.of(), List.of()));
  }

  private static ColumnConfig config(String name) {
    return new PluginConfig(name, name + "-type", false, Map.of());
  }

  private static GeneratorFactory factory(String type, CellGenerator generator) {
    return new GeneratorFactory() {
      @Override
      public String columnType() {
        return type;
      }

      @Override
      public Generator create(ColumnConfig column, GeneratorContext context) {
        return generator;
      }
    };
  }
}
