package io.gridloom.column;

import static io.gridloom.graph.ExecutionTrait.BARRIER;
import static io.gridloom.graph.ExecutionTrait.CELL_BY_CELL;
import static io.gridloom.graph.ExecutionTrait.ROW_STREAMABLE;
import static io.gridloom.graph.ExecutionTrait.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.read.ConfigReader;
import io.gridloom.config.read.ReadConfig;
import io.gridloom.generator.ColumnDescription;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.graph.ExecutionTraits;
import io.gridloom.schema.CellType;
import io.gridloom.schema.ListType;
import io.gridloom.schema.ScalarType;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnDescriptionsTest {

  private static final GeneratorRegistry REGISTRY = GeneratorRegistry.builtIn();

  private static final String COLUMNS =
      """
      columns:
        - {name: f, column_type: sampler, sampler_type: uniform, params: {low: 0, high: 10}}
        - {name: i, column_type: sampler, sampler_type: poisson, params: {mean: 1}}
        - {name: k, column_type: sampler, sampler_type: category, params: {values: [a, b]}}
        - {name: d, column_type: sampler, sampler_type: datetime, params: {start: "2024", end: "2025"}}
        - {name: t, column_type: llm-text, model_alias: nvidia-text, prompt: hi, with_trace: last_message}
      """;

  private static ColumnDescription describe(String column, String more) {
    ReadConfig read =
        new ConfigReader(REGISTRY).parse(COLUMNS + "  - {name: x, " + column + "}\n" + more, "f");
    assertThat(read.problems().list()).isEmpty();
    ColumnConfig config = read.config().column("x").orElseThrow();
    return REGISTRY.describe(config, read.config());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          column_type: sampler, sampler_type: category, params: {values: [a, b]}                     | TEXT
          column_type: sampler, sampler_type: category, params: {values: [1, true]}                  | INTEGER
          column_type: sampler, sampler_type: category, params: {values: [1, 2.5]}                   | FLOAT
          column_type: sampler, sampler_type: category, params: {values: [1, 2.5, a]}                | TEXT
          column_type: sampler, sampler_type: category, params: {values: ["1", "2"]}, convert_to: int | INTEGER
          column_type: sampler, sampler_type: subcategory, params: {category: k, values: {a: [1], b: [2]}}   | INTEGER
          column_type: sampler, sampler_type: subcategory, params: {category: k, values: {a: [1], b: [x]}}   | TEXT
          column_type: sampler, sampler_type: subcategory, params: {category: k, values: {a: [1], b: [0.5]}} | FLOAT
          column_type: sampler, sampler_type: uniform, params: {low: 0, high: 1, decimal_places: 0}  | FLOAT
          column_type: sampler, sampler_type: uniform, params: {low: 0, high: 1}, convert_to: int    | INTEGER
          column_type: sampler, sampler_type: gaussian, params: {mean: 0, stddev: 1}                 | FLOAT
          column_type: sampler, sampler_type: bernoulli, params: {p: 1}                              | INTEGER
          column_type: sampler, sampler_type: bernoulli, params: {p: 1}, convert_to: str             | TEXT
          column_type: sampler, sampler_type: poisson, params: {mean: 1}, convert_to: float          | FLOAT
          column_type: sampler, sampler_type: datetime, params: {start: "2024", end: "2025"}         | DATETIME
          column_type: sampler, sampler_type: datetime, params: {start: "2024", end: "2025"}, convert_to: "" | TEXT
          column_type: sampler, sampler_type: timedelta, params: {dt_min: 0, dt_max: 1, reference_column_name: d}, convert_to: "%Y" | TEXT
          column_type: sampler, sampler_type: uuid, params: {}, convert_to: int                      | TEXT
          column_type: expression, expr: x                                                           | TEXT
          column_type: expression, expr: x, dtype: int                                               | INTEGER
          column_type: expression, expr: x, dtype: float                                             | FLOAT
          column_type: expression, expr: x, dtype: bool                                              | BOOLEAN
          column_type: aggregate, function: count                                                    | INTEGER
          column_type: aggregate, function: sum, target: i                                           | INTEGER
          column_type: aggregate, function: sum, target: f                                           | FLOAT
          column_type: aggregate, function: mean, target: i                                          | FLOAT
          column_type: aggregate, function: share                                                    | FLOAT
          column_type: aggregate, function: max, target: d                                           | DATETIME
          column_type: aggregate, function: min, target: k                                           | TEXT
          column_type: aggregate, function: min, target: i                                           | INTEGER
          column_type: llm-text, prompt: hi, model_alias: nvidia-text                                | TEXT
          """)
  void tellTheTypeOfCells(String column, ScalarType type) {
    assertThat(describe(column, "").cellType()).isEqualTo(type);
  }

  /** Of up to 2,000 groups the results fit into one message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          function: rank, target: i                                     | true
          function: rank, target: i, scope: {batch: 10}                 | false
          function: zscore, target: i                                   | false
          function: zscore, target: i, by: k                            | false
          function: zscore, target: i, by: f                            | true
          function: zscore, target: i, by: [k, f]                       | true
          function: zscore, target: i, by: f, scope: {batch: 10}        | false
          function: count, by: c1000                                    | false
          function: count, by: [c1000, flag]                            | true
          function: count, by: [k, flag]                                | false
          function: top_k, target: k                                    | false
          function: top_k, target: c1000                                | false
          function: top_k, target: c1000, by: flag                      | true
          function: top_k, target: t                                    | true
          """)
  void tellWhetherAllRowsAreSorted(String aggregate, boolean sorted) {
    String values =
        IntStream.range(0, 1_000).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    String more =
        """
          - {name: c1000, column_type: sampler, sampler_type: category, params: {values: [%s]}}
          - {name: flag, column_type: expression, expr: x, dtype: bool}
        """
            .formatted(values);
    assertThat(describe("column_type: aggregate, " + aggregate, more).sorted()).isEqualTo(sorted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          function: top_k, target: k        | list of text
          function: top_k, target: i        | list of integer
          function: top_k, target: t__trace | list of list of {role: text, content: list of {type: text, text: text}, reasoning_content: text}
          function: min, target: y          | list of datetime
          function: top_k, target: y        | list of list of datetime
          """)
  void tellWhatIsInLists(String column, String type) {
    String more = "  - {name: y, column_type: aggregate, function: top_k, target: d}\n";
    assertThat(describe("column_type: aggregate, " + column, more).cellType()).hasToString(type);
  }

  @Test
  void followAnAggregateOfAnAggregate() {
    String more = "  - {name: y, column_type: aggregate, function: max, target: d}\n";
    assertThat(describe("column_type: aggregate, function: min, target: y", more).cellType())
        .isEqualTo(CellType.DATETIME);
  }

  @Test
  void ofSamplersDependOnWhatTheyAreDrawnFrom() {
    ColumnDescription due =
        describe(
            "column_type: sampler, sampler_type: timedelta,"
                + " params: {dt_min: 0, dt_max: 1, reference_column_name: d}",
            "constraints: [{target_column: x, operator: lt, rhs: d},"
                + " {target_column: i, operator: lt, rhs: x},"
                + " {target_column: x, operator: lt, rhs: i}]");
    assertThat(due.dependencies()).containsExactly("d", "i");
    assertThat(due.traits()).isEqualTo(ExecutionTraits.of(START, ROW_STREAMABLE));
  }

  @Test
  void ofModelColumnsHaveTheirSideEffects() {
    ColumnDescription text =
        describe(
            "column_type: llm-text, prompt: '{{ k }}{{ t__trace }}', system_prompt: '{{ f }}{{ k }}',"
                + " model_alias: nvidia-text, with_trace: all_messages, extract_reasoning_content: 1",
            "");
    assertThat(text.dependencies()).containsExactly("k", "t__trace", "f");
    assertThat(text.sideEffectNames()).containsExactly("x__trace", "x__reasoning_content");
    assertThat(text.sideEffects().get(0).type()).isInstanceOf(ListType.class);
    assertThat(text.sideEffects().get(1).type()).isEqualTo(CellType.TEXT);
    assertThat(text.model()).contains("nvidia-text");
    assertThat(text.traits()).isEqualTo(ExecutionTraits.of(CELL_BY_CELL, ROW_STREAMABLE));
  }

  @Test
  void ofAggregatesWaitForTargetAndGroups() {
    ColumnDescription share =
        describe(
            "column_type: aggregate, function: share, target: i, by: [k, d, k], scope: {batch: '7'}",
            "");
    assertThat(share.dependencies()).containsExactly("i", "k", "d");
    assertThat(share.batch()).hasValue(7);
    assertThat(share.traits()).isEqualTo(ExecutionTraits.of(BARRIER));
    assertThat(describe("column_type: aggregate, function: count, by: k", "").batch()).isEmpty();
  }
}
