package io.gridloom.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.problem.InputException;
import io.gridloom.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One thing wrong at a time; every case has the columns u (0 to 10), k (text), d (datetime). */
class DatasetChecksTest {

  private static final String COLUMNS =
      """
      columns:
        - {name: u, column_type: sampler, sampler_type: uniform, params: {low: 0, high: 10}}
        - {name: k, column_type: sampler, sampler_type: category, params: {values: [a, b]}}
        - {name: d, column_type: sampler, sampler_type: datetime, params: {start: "2024", end: "2025"}}
      """;

  private static List<Problem> problemsOf(String text) {
    try {
      Dataset dataset = Dataset.parse(text, "f", GeneratorRegistry.builtIn());
      assertThat(dataset.columns()).isNotEmpty();
      return List.of();
    } catch (InputException e) {
      return e.problems();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: u, column_type: expression, expr: 'x'                      | columns[3].name                | "u" is there twice, first as columns[0]
          name: ' ', column_type: expression, expr: 'x'                    | columns[3].name                | the name is blank
          name: x, column_type: expression, expr: ' '                      | columns[3].expr                | the expression is blank
          name: x, column_type: expression, expr: '{{ x }}'                | columns[3].expr                | its own column "x"
          name: x, column_type: expression, expr: '{{ kk }}'               | columns[3].expr                | "kk", which is no column
          name: x, column_type: aggregate, function: mean                  | columns[3].target              | target is missing; mean needs a column
          name: x, column_type: aggregate, function: mean, target: k       | columns[3].target              | "k" is text; mean needs numbers
          name: x, column_type: aggregate, function: sum, target: d        | columns[3].target              | "d" is datetime; sum needs numbers
          name: x, column_type: aggregate, function: share, target: k      | columns[3].target              | "k" is text; share needs numbers
          name: x, column_type: aggregate, function: median, target: u     | columns[3].function            | allowed are "count", "sum", "mean"
          name: x, column_type: aggregate, function: rank, target: u, k: 2 | columns[3].k                   | unknown field "k"
          name: x, column_type: aggregate, function: rank                  | columns[3].target              | target is missing; rank needs a column
          name: x, column_type: aggregate, function: rank, target: [u, k]  | columns[3].target              | found 2 columns; rank needs one column
          name: x, column_type: aggregate, function: rank, target: u, descending: 3 | columns[3].descending  | true or false is needed
          name: x, column_type: aggregate, function: percentile, target: y | columns[3].target              | there is no column "y"
          name: x, column_type: aggregate, function: top_k, target: k, k: 0 | columns[3].k                  | found 0; 1 to 1000 is allowed
          name: x, column_type: aggregate, function: top_k                 | columns[3].target              | target is missing; top_k needs a column
          name: x, column_type: aggregate, function: split                 | columns[3].parts               | is missing; a mapping is needed
          name: x, column_type: aggregate, function: split, target: u, parts: {a: 1}       | columns[3].target  | unknown field "target"
          name: x, column_type: aggregate, function: split, parts: {a: 0.8, b: 0.3}        | columns[3].parts   | the shares add up to 1.1; they must add up to 1
          name: x, column_type: aggregate, function: split, parts: {a: 1, b: -0.5}         | columns[3].parts.b | found -0.5; a share above 0 is needed
          name: x, column_type: aggregate, function: split, parts: {a: 1, b: much}         | columns[3].parts.b | a finite number is needed
          name: x, column_type: aggregate, function: dedupe                | columns[3].target              | target is missing; dedupe needs one or more columns
          name: x, column_type: aggregate, function: dedupe, target: [k, y]                | columns[3].target[1] | there is no column "y"
          name: x, column_type: aggregate, function: dedupe, target: k, method: simhash    | columns[3].method  | allowed are "exact", "minhash"
          name: x, column_type: aggregate, function: dedupe, target: k, threshold: 0.9     | columns[3].threshold | a threshold belongs to method minhash
          name: x, column_type: aggregate, function: dedupe, target: k, method: minhash, threshold: 1.5 | columns[3].threshold | found 1.5; 0.5 to 1 is allowed
          name: x, column_type: aggregate, function: dedupe, target: u, method: minhash    | columns[3].target  | column "u" is float; dedupe by minhash needs text
          name: x, column_type: aggregate, function: dedupe, target: k, drop_duplicates: x | columns[3].drop_duplicates | true or false is needed
          name: x, column_type: aggregate, function: min, target: y        | columns[3].target              | there is no column "y"
          name: x, column_type: aggregate, function: min, target: x        | columns[3]                     | depends on itself: x → x
          name: x, column_type: aggregate, function: count, by: [k, kl]    | columns[3].by[1]               | there is no column "kl"
          name: x, column_type: aggregate, function: count, scope: batch   | columns[3].scope               | allowed are dataset and {batch: rows}
          name: x, column_type: aggregate, function: count, scope: {batch: 0}       | columns[3].scope.batch | 1 to 1000000 is allowed
          name: x, column_type: aggregate, function: count, scope: {batch: 1000001} | columns[3].scope.batch | found 1000001
          name: x, column_type: llm-text, prompt: '{{ u', model_alias: nvidia-text  | columns[3].prompt      | of the template
          name: x, column_type: llm-text, prompt: hi, model_alias: nvidia-txt       | columns[3].model_alias | Did you mean "nvidia-text"?
          name: x, column_type: llm-text, prompt: hi, model_alias: nvidia-text, tool_alias: t            | columns[3].tool_alias          | tool_alias is not available yet
          name: x, column_type: llm-text, prompt: hi, model_alias: nvidia-text, multi_modal_context: [1] | columns[3].multi_modal_context | is not available yet
          name: x, column_type: llm-text, prompt: hi, model_alias: nvidia-text, with_trace: true         | columns[3].with_trace          | found true; allowed are "none"
          name: x, column_type: llm-text, prompt: '{{ x__trace }}', model_alias: nvidia-text, with_trace: last_message | columns[3].prompt | its own column "x__trace"
          name: x, column_type: expression, expr: '{{ x__trace }}'         | columns[3].expr                | "x__trace", which is no column
          name: x, column_type: expression, expr: 'x', skip: {when: u}     | columns[3].skip                | skip is not available yet
          name: x, column_type: llm_text                                   | columns[3].column_type         | Did you mean "llm-text"?
          name: x, column_type: seed-dataset                               | columns[3]                     | there is no seed_config
          name: x, column_type: sampler, sampler_type: binomial, params: {n: 1}                        | columns[3].sampler_type       | sampler type binomial is not available yet
          name: x, column_type: sampler, sampler_type: gausian, params: {}                             | columns[3].sampler_type       | Did you mean "gaussian"?
          name: x, column_type: sampler, sampler_type: gaussian, params: {mean: 1, stdev: 1, stddev: 1} | columns[3].params.stdev         | Did you mean "stddev"?
          name: x, column_type: sampler, sampler_type: gaussian, params: {mean: 1, stddev: -1}         | columns[3].params.stddev      | must not be negative
          name: x, column_type: sampler, sampler_type: gaussian, params: {mean: .inf, stddev: 1}       | columns[3].params.mean        | a finite number is needed
          name: x, column_type: sampler, sampler_type: poisson, params: {mean: -1}                     | columns[3].params.mean        | must not be negative
          name: x, column_type: sampler, sampler_type: uniform, params: {low: 2, high: 1}              | columns[3].params.low         | low must not be greater than high
          name: x, column_type: sampler, sampler_type: uniform, params: {low: 1, high: 2, decimal_places: 1.5} | columns[3].params.decimal_places | found the number 1.5
          name: x, column_type: sampler, sampler_type: uniform, params: {low: 1, high: 2, sampler_type: poisson} | columns[3].params.sampler_type | not params of a uniform sampler
          name: x, column_type: sampler, sampler_type: uniform, params: {low: 1, high: 2}, conditional_params: {a: {}} | columns[3].conditional_params | is not available yet
          name: x, column_type: sampler, sampler_type: category, params: {values: [a], weights: [-1]}  | columns[3].params.weights     | none may be negative
          name: x, column_type: sampler, sampler_type: category, params: {values: [a, ~]}              | columns[3].params.values[1]   | found null
          name: x, column_type: sampler, sampler_type: category, params: {values: [a]}, convert_to: int | columns[3].convert_to        | "a" is no number
          name: x, column_type: sampler, sampler_type: datetime, params: {start: "2024", end: "2024"}  | columns[3].params.start       | start must be before end
          name: x, column_type: sampler, sampler_type: datetime, params: {start: 2024, end: "2025"}    | columns[3].params.start       | found the number 2024; text is needed
          name: x, column_type: sampler, sampler_type: datetime, params: {start: "2024", end: "2025"}, convert_to: '%A' | columns[3].convert_to | a strftime pattern with a year
          name: x, column_type: sampler, sampler_type: timedelta, params: {dt_min: 1, dt_max: 2, unit: M, reference_column_name: d} | columns[3].params.unit | allowed are D, h, m, s
          name: x, column_type: sampler, sampler_type: timedelta, params: {dt_min: -1, dt_max: 2, reference_column_name: d} | columns[3].params.dt_min | 0 to 98379 is allowed
          name: x, column_type: sampler, sampler_type: timedelta, params: {dt_min: 1, dt_max: 2, reference_column_name: u} | columns[3].params.reference_column_name | "u" is a uniform sampler; a datetime or timedelta
          name: x, column_type: sampler, sampler_type: timedelta, params: {dt_min: 1, dt_max: 2, reference_column_name: x} | columns[3] | depends on itself: x → x
          name: x, column_type: sampler, sampler_type: subcategory, params: {category: k, values: {a: [1], b: []}} | columns[3].params.values.b | at least one is needed
          name: x, column_type: sampler, sampler_type: subcategory, params: {category: c, values: {a: [1]}} | columns[3].params.category | there is no column "c"
          """)
  void aColumnIsRefused(String column, String path, String words) {
    assertThat(problemsOf(COLUMNS + "  - {" + column + "}\n"))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo(path);
              assertThat(problem.toString()).contains(words);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          column_type: expression, expr: x, allow_resiz: 1                                  | allow_resize
          column_type: expression, expr: x, skipp: 1                                        | "skip"
          column_type: llm-text, prompt: hi, model_alias: nvidia-text, tool_alia: t         | tool_alias
          column_type: sampler, sampler_type: uuid, params: {}, condtional_params: {}       | conditional_params
          column_type: sampler, sampler_type: binomail, params: {}                          | binomial
          column_type: llm-cod                                                              | llm-code
          """)
  void hintsNameOnlyWhatCanBeUsed(String column, String unusable) {
    assertThat(problemsOf(COLUMNS + "  - {name: x, " + column + "}\n"))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.toString()).contains("llowed are").doesNotContain(unusable));
  }

  @Test
  void aMisplacedKeyIsNoAllowedOne() {
    assertThat(problemsOf(COLUMNS + "rows: 5\nnote: x\n"))
        .extracting(Problem::fix)
        .satisfiesExactly(
            fix -> assertThat(fix).isEqualTo("Remove it here"),
            fix -> assertThat(fix).startsWith("Allowed are").doesNotContain("rows", "processors"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          target_column: u, operator: gt, rhs: 50   | constraints[0]               | "u" is 0.0 to 10.0 and never gt 50.0
          target_column: u, operator: ge, rhs: 10   | constraints[0]               | never ge 10.0
          target_column: u, operator: lt, rhs: 0    | constraints[0]               | never lt 0.0
          target_column: k, operator: lt, rhs: 0    | constraints[0]               | "k" is text; only numbers
          target_column: d, operator: lt, rhs: 0    | constraints[0]               | "d" is a datetime; only numbers
          target_column: u, operator: lt, rhs: d    | constraints[0]               | "u" is number and "d" is moment
          target_column: k, operator: lt, rhs: k    | constraints[0]               | "k" is text and "k" is text
          target_column: u, operator: lt, rhs: u    | constraints[0]               | depends on itself: u → u
          target_column: u, operator: lt, rhs: uu   | constraints[0].rhs           | there is no column "uu"
          target_column: u, operator: lt, rhs: inf  | constraints[0].rhs           | there is no column "inf"
          target_column: v, operator: lt, rhs: 1    | constraints[0].target_column | there is no column "v"
          target_column: u, operator: lt            | constraints[0].rhs           | is missing
          target_column: u, operator: eq, rhs: 1    | constraints[0].operator      | allowed are "lt", "le", "gt", "ge"
          target_column: u, operator: lt, rhs: v, constraint_type: scalar_inequality | constraints[0].rhs | found the text "v"
          target_column: u, operator: lt, rhs: 5, constraint_type: column_inequality | constraints[0].rhs | found the number 5; a column's name is needed
          target_column: u, operator: lt, rhs: 5, weight: 1 | constraints[0].weight | unknown field "weight"
          """)
  void aConstraintIsRefused(String constraint, String path, String words) {
    List<Problem> problems = problemsOf(COLUMNS + "constraints: [{" + constraint + "}]\n");
    assertThat(problems)
        .anySatisfy(
            problem -> {
              assertThat(problem.path()).isEqualTo(path);
              assertThat(problem.toString()).contains(words);
            });
    assertThat(problems).allSatisfy(p -> assertThat(p.path()).startsWith("constraints[0]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          seed_config: {source: x}                | seed_config.source | found the text "x"; a mapping is needed
          seed_config: {source: {seed_type: hf, path: a}} | seed_config.source.seed_type | seed_type hf is not available yet
          seed_config: {source: {seed_type: pulsar}}      | seed_config.source.seed_type | seed_type "pulsar" is unknown
          tool_configs: [{tool_alias: t}]         | tool_configs      | tool_configs is not available yet
          seed: 5                                 | seed              | --seed
          providers: []                           | providers         | --providers
          x-common: {}                            | x-common          | unknown field "x-common"
          model_configs: {m: gpt}                 | model_configs     | a list is needed
          'model_configs: [{alias: m, model: a}]' | model_configs[0].provider | is missing; text is needed
          'model_configs: [{alias: m, model: 4.1, provider: p}]' | model_configs[0].model | found the number 4.1; text is needed
          'model_configs: [{alias: m, model: a, provider: p}, {alias: m, model: b, provider: p}]' | model_configs[1].alias | "m" is model_configs[0]'s
          'model_configs: [{alias: m, model: a, provider: p, inference_parameters: {top_k: 5}}]' | model_configs[0].inference_parameters.top_k | unknown field
          'model_configs: [{alias: m, model: a, provider: p, inference_parameters: {timeout: 1.5}}]' | model_configs[0].inference_parameters.timeout | found the number 1.5
          'model_configs: [{alias: m, model: a, provider: p, inference_parameters: {top_p: {params: {values: [1, 2]}}}}]' | model_configs[0].inference_parameters.top_p.params.values | found 2.0; 0 to 1 is allowed
          """)
  void theRestIsRefused(String line, String path, String words) {
    assertThat(problemsOf(COLUMNS + line + "\n"))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo(path);
              assertThat(problem.toString()).contains(words);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "'seed_config: ~'",
    "'tool_configs: []'",
    "'processors: ~'",
    "'constraints: ~'",
    "'model_configs: []'",
    "'profilers: []'"
  })
  void emptyPartsAreAccepted(String line) {
    assertThat(problemsOf(COLUMNS + line + "\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          function: sum, target: top                     | column "top" is list of text; sum needs numbers
          function: zscore, target: t__trace             | column "t__trace" is list of {role: text, content: list of {type: text, text: text}, reasoning_content: text}; zscore needs numbers
          function: dedupe, target: top, method: minhash | column "top" is list of text; dedupe by minhash needs text
          """)
  void listsAndRecordsAreRefusedWhereNumbersOrTextAreNeeded(String column, String reason) {
    String lists =
        "  - {name: top, column_type: aggregate, function: top_k, target: k}\n"
            + "  - {name: t, column_type: llm-text, prompt: hi, model_alias: nvidia-text,"
            + " with_trace: last_message}\n";
    String aggregate = "  - {name: x, column_type: aggregate, " + column + "}\n";
    assertThat(problemsOf(COLUMNS + lists + aggregate))
        .singleElement()
        .satisfies(problem -> assertThat(problem.reason()).isEqualTo(reason));
  }

  @ParameterizedTest
  @ValueSource(strings = {"min", "rank", "percentile", "dedupe", "count", "top_k"})
  void listsHaveAnOrderAndCanBeCounted(String function) {
    String lists =
        """
          - {name: top, column_type: aggregate, function: top_k, target: k}
          - {name: x, column_type: aggregate, function: %s, target: top, by: top}
        """
            .formatted(function);
    assertThat(problemsOf(COLUMNS + lists)).isEmpty();
  }

  @Test
  void aTemplateIsRefusedWithItsLineAndColumn() {
    String expression =
        """
          - name: x
            column_type: expression
            expr: |-
              {{ u }}
              and {{ k | join(', ') }}
        """;
    assertThat(problemsOf(COLUMNS + expression))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.place().line()).isEqualTo(7);
              assertThat(problem.path()).isEqualTo("columns[3].expr");
              assertThat(problem.reason()).startsWith("at 2:12 of the template: filter \"join\"");
            });
  }

  @Test
  void aSideEffectMayNotBeAColumn() {
    String llm =
        "  - {name: t, column_type: llm-text, model_alias: nvidia-text, prompt: hi,"
            + " with_trace: last_message}\n";
    String clash = "  - {name: t__trace, column_type: expression, expr: x}\n";
    assertThat(problemsOf(COLUMNS + llm)).isEmpty();
    assertThat(problemsOf(COLUMNS + llm + clash))
        .singleElement()
        .satisfies(problem -> assertThat(problem.reason()).contains("\"t__trace\" is a column"));
  }

  @Test
  void atLeastOneColumnMustStay() {
    assertThat(problemsOf("columns: [{name: a, column_type: expression, expr: x, drop: true}]"))
        .extracting(Problem::reason)
        .containsExactly("every column is dropped; at least one must stay");
  }

  @Test
  void everyKnotOfCyclesIsToldOnce() {
    Map<String, String> expressions =
        Map.of(
            "_",
            "{{ c }}",
            "a",
            "{{ b }}",
            "b",
            "{{ a }}{{ c }}",
            "c",
            "{{ b }}",
            "x",
            "{{ y }}",
            "y",
            "{{ x }}",
            "z",
            "{{ a }}");
    StringBuilder text = new StringBuilder("columns:\n");
    expressions.keySet().stream()
        .sorted()
        .forEach(
            name ->
                text.append(
                    String.format(
                        "  - {name: %s, column_type: expression, expr: '%s'}%n",
                        name, expressions.get(name))));
    assertThat(problemsOf(text.toString()))
        .extracting(Problem::reason)
        .containsExactly(
            "columns depend on each other: a → b → a", "columns depend on each other: x → y → x");
  }

  @Test
  void codeGetsTheProblemsOfAFileWithoutPlaces() {
    String file =
        """
        columns:
          - {name: a, column_type: sampler, sampler_type: uniform, params: {low: 5, high: x}}
          - {name: b, column_type: sampler, sampler_type: category, params: {values: []}}
          - {name: c, column_type: expression, expr: "{{ aa }}"}
        constraints:
          - {target_column: a, operator: "<", rhs: 1}
        """;
    DatasetBuilder builder =
        Dataset.builder()
            .sampler("a", "uniform", Map.of("low", 5, "high", "x"))
            .category("b")
            .expression("c", "{{ aa }}")
            .constraint("a", "<", 1);
    List<Problem> fromFile = problemsOf(file);
    assertThat(fromFile).hasSize(4);
    try {
      assertThat(builder.build()).isNull();
    } catch (InputException e) {
      assertThat(e.problems())
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("place")
          .containsExactlyInAnyOrderElementsOf(fromFile);
      assertThat(e.getMessage()).startsWith("columns[0].params.high: ");
    }
  }
}
