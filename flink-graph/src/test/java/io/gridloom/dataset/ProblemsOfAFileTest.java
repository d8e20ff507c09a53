package io.gridloom.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.problem.InputException;
import io.gridloom.problem.Place;
import io.gridloom.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProblemsOfAFileTest {

  private static final GeneratorRegistry REGISTRY = GeneratorRegistry.builtIn();

  private static List<Problem> problemsOf(String text) {
    try {
      assertThat(Dataset.parse(text, "f.yaml", REGISTRY).columns()).isNotEmpty();
      return List.of();
    } catch (InputException e) {
      return e.problems();
    }
  }

  private static String lineAndPath(Problem problem) {
    return problem.place().line() + " " + problem.path();
  }

  @Test
  void areToldTogetherInTheOrderOfTheFile() {
    List<Problem> problems =
        problemsOf(
            """
            rows: 5
            columns:
              - {name: k, column_type: sampler, sampler_type: category, params: {values: []}}
              - {name: k, column_type: sampler, sampler_type: zipf, params: {}}
              - name: t
                column_type: llm-text
                model_alias: nvidia-txt
                prompt: >-
                  hi {{ kk }}
              - {name: z, column_type: aggregate, function: zscore, target: t}
              - {name: e, column_type: expression, expr: "{{ [1] | join(',') }}"}
            constraints:
              - {target_column: e, operator: ge, rhs: 1, note: x}
            """);
    assertThat(problems)
        .extracting(ProblemsOfAFileTest::lineAndPath)
        .containsExactly(
            "1 rows",
            "3 columns[0].params.values",
            "4 columns[1].name",
            "4 columns[1].sampler_type",
            "7 columns[2].model_alias",
            "8 columns[2].prompt",
            "10 columns[3].target",
            "11 columns[4].expr",
            "13 constraints[0].target_column",
            "13 constraints[0].note");
  }

  @Test
  void pointAtTheUnknownKeyWhereverItIs() throws IOException {
    String text = Files.readString(Path.of("src/test/resources/configs/01-web-orders.yaml"));
    Matcher key = Pattern.compile("(?m)(?<=[ {])(\\w+)(?=:( |$))").matcher(text);
    int found = 0;
    while (key.find()) {
      String changed = text.substring(0, key.end()) + "zzz" + text.substring(key.end());
      String reason = "unknown field \"" + key.group() + "zzz\"";
      for (Problem problem : problemsOf(changed)) {
        if (problem.reason().equals(reason)) {
          assertThat(problem.place()).isEqualTo(placeOf(key.start(), text));
          found++;
        }
      }
    }
    assertThat(found).isGreaterThan(40);
  }

  private static Place placeOf(int index, String text) {
    String before = text.substring(0, index);
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return new Place("f.yaml", line, index - before.lastIndexOf('\n'));
  }

  @Test
  void ofAMergedKeyPointAtTheAnchor() {
    List<Problem> problems =
        problemsOf(
            """
            columns:
              - &base
                name: a
                column_type: sampler
                sampler_type: uniform
                params: &p {low: 0, high: x}
              - {<<: *base, name: b}
            """);
    assertThat(problems)
        .extracting(problem -> problem.place() + " " + problem.path())
        .containsExactly(
            "f.yaml:6:31 columns[0].params.high", "f.yaml:6:31 columns[1].params.high");
  }

  @Test
  void inAWrappedFileHaveThePathsOfABareOne() {
    List<Problem> problems =
        problemsOf(
            """
            {"library_version": 5, "columns": [],
             "data_designer": {"columns": [{"name": "a", "column_type": "sampler",
               "sampler_type": "uuid", "params": {"short": true, "short": false}}]}}
            """);
    assertThat(problems)
        .extracting(ProblemsOfAFileTest::lineAndPath)
        .containsExactly(
            "1 library_version",
            "1 columns",
            "3 columns[0].params.short",
            "3 columns[0].params.short");
  }

  @Test
  void areOneLineEachAndCutLongValues() {
    String text = "x\\n".repeat(500);
    List<Problem> problems =
        problemsOf(
            "columns: [{name: a, column_type: sampler, sampler_type: \""
                + text
                + "\", params: {}}]");
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).reason()).contains("…").hasSizeLessThan(400).doesNotContain("\n");
  }

  @Test
  void areSortedByPlace() throws IOException {
    String text = Files.readString(Path.of("src/test/resources/configs/01-web-orders.yaml"));
    assertThat(problemsOf(text.replace("_type", "_tpe").replace("name", "nme")))
        .hasSizeGreaterThan(10)
        .isSortedAccordingTo(Comparator.comparing(Problem::place));
  }

  @Test
  void ofAFieldDoNotHideThoseOfItsColumnsTemplatesAndModel() {
    List<Problem> problems =
        problemsOf(
            """
            columns:
              - {name: k, column_type: expression, expr: x}
              - {name: a, column_type: expression, expr: "{{ nope }}", dtype: string}
              - {name: b, column_type: llm-text, prompt: "{{ kk }}{{ b__trace }}", model_alias: nope, with_trace: true}
              - {name: c, column_type: llm-text, prompt: "{{ kk }}", model_alias: nope}
              - {name: d, column_type: llm-text, system_prompt: "{{ kk }}"}
              - {name: e, column_type: expression, expr: "{{ k | join }} {{ nope }}"}
              - {name: f, column_type: expression, dtype: string}
            """);
    assertThat(problems)
        .extracting(ProblemsOfAFileTest::lineAndPath)
        .containsExactlyInAnyOrder(
            "3 columns[1].expr",
            "3 columns[1].dtype",
            "4 columns[2].prompt",
            "4 columns[2].model_alias",
            "4 columns[2].with_trace",
            "5 columns[3].prompt",
            "5 columns[3].model_alias",
            "6 columns[4].prompt",
            "6 columns[4].model_alias",
            "6 columns[4].system_prompt",
            "7 columns[5].expr",
            "7 columns[5].expr",
            "8 columns[6].expr",
            "8 columns[6].dtype");
  }

  @Test
  void ofAConstraintsFieldDoNotHideItsUnknownColumns() {
    List<Problem> problems =
        problemsOf(
            """
            columns:
              - {name: u, column_type: sampler, sampler_type: uniform, params: {low: 0, high: 1}}
            constraints:
              - {target_column: nope2, operator: zz, rhs: nope3}
              - {target_column: nope2, operator: lt}
              - {target_column: 5, operator: lt, rhs: nope3}
              - {target_column: u, operator: zz, rhs: 500}
            """);
    assertThat(problems)
        .extracting(ProblemsOfAFileTest::lineAndPath)
        .containsExactlyInAnyOrder(
            "4 constraints[0].target_column",
            "4 constraints[0].operator",
            "4 constraints[0].rhs",
            "5 constraints[1].target_column",
            "5 constraints[1].rhs",
            "6 constraints[2].target_column",
            "6 constraints[2].rhs",
            "7 constraints[3].operator");
  }

  /** Columns with problems must not make others look wrong. */
  @Test
  void areNotFollowedByTheirConsequences() {
    List<Problem> problems =
        problemsOf(
            """
            columns:
              - {name: kind, column_type: sampler, sampler_type: category, params: {values: 5}}
              - {name: sub, column_type: sampler, sampler_type: subcategory,
                 params: {category: kind, values: {a: [b]}}}
              - {name: low, column_type: sampler, sampler_type: uniform, params: {low: x, high: -1}}
              - {name: high, column_type: sampler, sampler_type: uniform, params: {low: 0, high: 1}}
              - {name: day, column_type: sampler, sampler_type: datetime, params: {start: x, end: "2024"}}
              - {name: due, column_type: sampler, sampler_type: timedelta,
                 params: {dt_min: 1, dt_max: 2, reference_column_name: day}}
              - {name: judge, column_type: llm-judge, with_trace: last_message}
              - {name: e, column_type: expression, expr: "{{ judge__trace }} {{ kind }} {{ low }}"}
              - {name: m, column_type: aggregate, function: mean, target: low, by: kind}
            constraints:
              - {target_column: high, operator: lt, rhs: low}
              - {target_column: low, operator: lt, rhs: 0}
            """);
    assertThat(problems)
        .extracting(Problem::path)
        .containsExactly(
            "columns[0].params.values",
            "columns[2].params.low",
            "columns[4].params.start",
            "columns[6].column_type");
  }
}
