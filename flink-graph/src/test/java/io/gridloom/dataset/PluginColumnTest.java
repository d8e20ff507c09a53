package io.gridloom.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.PluginConfig;
import io.gridloom.execution.LocalRun;
import io.gridloom.generator.CellGenerator;
import io.gridloom.generator.CellTypes;
import io.gridloom.generator.ColumnDescription;
import io.gridloom.generator.ColumnType;
import io.gridloom.generator.Fields;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorFactory;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.graph.ExecutionTrait;
import io.gridloom.graph.ExecutionTraits;
import io.gridloom.problem.InputException;
import io.gridloom.row.DeadLetter;
import io.gridloom.row.Row;
import io.gridloom.schema.CellType;
import io.gridloom.schema.ListType;
import io.gridloom.schema.ScalarType;
import io.gridloom.schema.SchemaField;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A column type of somebody else's goes the way of the built-in ones. */
class PluginColumnTest {

  /** Shouts another column, and counts its letters in a side effect. */
  private static final class Shout implements ColumnType {

    @Override
    public String name() {
      return "shout";
    }

    @Override
    public ColumnConfig read(Fields fields) {
      return new PluginConfig(
          fields.text("name"), name(), fields.flag("drop", false), fields.rest());
    }

    @Override
    public ColumnDescription describe(ColumnConfig column, DatasetConfig dataset, CellTypes types) {
      String target = (String) ((PluginConfig) column).fields().getOrDefault("target", "");
      return new ColumnDescription(
          ExecutionTraits.of(ExecutionTrait.ROW_STREAMABLE),
          List.of(target),
          List.of(new SchemaField(column.name() + "__letters", CellType.TEXT)),
          CellType.TEXT,
          Optional.empty(),
          OptionalInt.empty());
    }
  }

  private static final GeneratorRegistry REGISTRY = GeneratorRegistry.builtIn().with(new Shout());

  private static Dataset parse(String target, String reference) {
    return Dataset.parse(
        String.format(
            """
            columns:
              - {name: k, column_type: sampler, sampler_type: category, params: {values: [a]}}
              - {name: s, column_type: shout, target: %s, marks: {number: 3, kinds: ["!", ~]}}
              - {name: e, column_type: expression, expr: "{{ %s }}"}
            """,
            target, reference),
        "f",
        REGISTRY);
  }

  @Test
  void keepsItsFieldsAcrossItsSource() {
    Dataset dataset = parse("k", "s__letters");
    assertThat(Dataset.parse(dataset.source(), "source", REGISTRY)).isEqualTo(dataset);
    assertThat(dataset.source()).contains("\"marks\": {\"number\": 3, \"kinds\": [\"!\", null]}");
    assertThat(dataset.graph(1).columnNames()).containsExactly("k", "s", "e");
  }

  @Test
  void mustDependOnColumnsThatExist() {
    assertThatThrownBy(() -> parse("kk", "s"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("columns[1]: it needs \"kk\", which no column fills");
    assertThatThrownBy(() -> parse("k", "s__leters"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("columns[2]: it needs \"s__leters\"")
        .hasMessageContaining("Did you mean \"s__letters\"?");
  }

  /** Letters of the row's number; a wrong kind of value for every third row. */
  private record Letters(CellType type) implements ColumnType, GeneratorFactory {

    @Override
    public String name() {
      return "letters";
    }

    @Override
    public String columnType() {
      return name();
    }

    @Override
    public ColumnConfig read(Fields fields) {
      return new PluginConfig(fields.text("name"), name(), false, fields.rest());
    }

    @Override
    public ColumnDescription describe(ColumnConfig column, DatasetConfig dataset, CellTypes types) {
      return ColumnDescription.of(ExecutionTraits.of(ExecutionTrait.START), List.of(), type);
    }

    @Override
    public CellGenerator create(ColumnConfig column, GeneratorContext context) {
      return row -> row.row() % 3 == 2 ? "many" : Long.valueOf(row.row());
    }
  }

  private static Dataset letters(String function) {
    Letters letters = new Letters(CellType.INTEGER);
    return Dataset.parse(
        String.format(
            """
            columns:
              - {name: a, column_type: aggregate, function: %s, target: n}
              - {name: n, column_type: letters}
            """,
            function),
        "f",
        GeneratorRegistry.builtIn().with((ColumnType) letters).with((GeneratorFactory) letters));
  }

  @ParameterizedTest
  @CsvSource({"max, INTEGER, 7", "sum, INTEGER, 21", "count, INTEGER, 6"})
  void givesItsTypeToTheAggregatesOverIt(String function, ScalarType type, long result) {
    Dataset dataset = letters(function);
    assertThat(dataset.column("a").description().cellType()).isEqualTo(type);
    List<Row> rows = LocalRun.of(dataset, 9, 1, LocalDate.EPOCH).rows();
    assertThat(rows).allSatisfy(row -> assertThat(row.value(0)).isEqualTo(result));
  }

  @Test
  void givesItsTypeToTheListOfItsValues() {
    Dataset dataset = letters("top_k, k: 2");
    assertThat(dataset.column("a").description().cellType())
        .isEqualTo(new ListType(CellType.INTEGER));
    assertThat(LocalRun.of(dataset, 9, 1, LocalDate.EPOCH).rows())
        .allSatisfy(row -> assertThat(row.value(0)).isEqualTo(List.of(0L, 1L)));
  }

  @Test
  void dropsARowWhoseValueIsOfAnotherType() {
    List<DeadLetter> dropped = LocalRun.of(letters("max"), 9, 1, LocalDate.EPOCH).dropped();
    assertThat(dropped).extracting(DeadLetter::row).containsExactly(2L, 5L, 8L);
    assertThat(dropped)
        .extracting(DeadLetter::cause)
        .containsOnly("the generator gave a String, but the column is integer");
  }
}
