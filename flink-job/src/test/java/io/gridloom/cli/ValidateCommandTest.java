package io.gridloom.cli;

import static io.gridloom.cli.Shell.gridloom;
import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ValidateCommandTest {

  @TempDir private Path folder;

  @Test
  void countsColumnsAndStagesOfARightConfig() {
    Path config = Configs.write(folder, "orders.yaml", Configs.ORDERS);
    Outcome outcome = gridloom("validate", config);
    assertThat(outcome)
        .isEqualTo(new Outcome(0, config + ": 6 columns, 3 stages, no problems\n", ""));
  }

  @Test
  void tellsEveryProblemOnALine() {
    Path config = Configs.write(folder, "wrong.yaml", Configs.WRONG);
    Outcome outcome = gridloom("validate", config);
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.errLines()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(outcome.errLines()).allMatch(line -> line.startsWith(config + ":"));
    assertThat(outcome.err()).contains(":2:", "parms", ":3:", "nobody");
  }

  @Test
  void tellsProblemsAsJson() {
    Path config = Configs.write(folder, "wrong.yaml", Configs.WRONG);
    Outcome outcome = gridloom("validate", config, "--format", "json");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).isEmpty();
    JsonNode problems = JsonMapper.shared().readTree(outcome.out());
    assertThat(problems.size()).isGreaterThanOrEqualTo(2);
    assertThat(problems)
        .allSatisfy(
            problem ->
                assertThat(problem.propertyNames())
                    .containsExactly("file", "line", "column", "path", "reason", "fix"));
    assertThat(problems.get(0).get("line").intValue()).isEqualTo(2);
  }

  @Test
  void jsonOfARightConfigIsAnEmptyArray() {
    Path config = Configs.write(folder, "orders.yaml", Configs.ORDERS);
    Outcome outcome = gridloom("validate", config, "--format", "json");
    assertThat(outcome.exit()).isZero();
    assertThat(JsonMapper.shared().readTree(outcome.out())).isEmpty();
  }

  @Test
  void aMissingFileIsBadInput() {
    Outcome outcome = gridloom("validate", folder.resolve("nowhere.yaml"));
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.errLines()).singleElement().asString().contains("nowhere.yaml");
  }

  @Test
  void batchesWithoutACommonBlockAreAProblem() {
    Path config =
        Configs.write(
            folder,
            "batches.yaml",
            """
            columns:
              - {name: x, column_type: sampler, sampler_type: uniform, params: {low: 1, high: 9}}
              - {name: a, column_type: aggregate, function: sum, target: x, scope: {batch: 1000}}
              - {name: b, column_type: aggregate, function: sum, target: x, scope: {batch: 1001}}
            """);
    Outcome outcome = gridloom("validate", config);
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).startsWith(config + ": ").contains("'a' of 1000, 'b' of 1001");
  }
}
