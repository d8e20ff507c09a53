package io.gridloom.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.PluginConfig;
import io.gridloom.generator.ColumnDescription;
import io.gridloom.generator.ColumnType;
import io.gridloom.generator.Fields;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.graph.ExecutionTrait;
import io.gridloom.graph.ExecutionTraits;
import io.gridloom.problem.InputException;
import io.gridloom.schema.CellType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

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
    public ColumnDescription describe(ColumnConfig column, DatasetConfig dataset) {
      String target = (String) ((PluginConfig) column).fields().getOrDefault("target", "");
      return new ColumnDescription(
          ExecutionTraits.of(ExecutionTrait.ROW_STREAMABLE),
          List.of(target),
          List.of(column.name() + "__letters"),
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
}
