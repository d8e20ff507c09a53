package io.gridloom.cli;

import static io.gridloom.cli.Shell.gridloom;
import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.cli.Shell.Outcome;
import io.gridloom.rundir.RunDirectory;
import io.gridloom.testing.Lines;
import io.gridloom.testing.SlowColumn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A run that is stopped with rows in flight and goes on with another config. */
@Timeout(120) // seconds of a test; without its end nobody would know
class AllowChangesCommandTest {

  private static final int ROWS = 1_000;
  private static final String FIRST = "  - {name: first, column_type: slow, point: stage0}\n";
  private static final String SIZE =
      "  - {name: size, column_type: expression, expr: \"{{ first | length }}\", dtype: int}\n";
  private static final String Z =
      "  - {name: z, column_type: aggregate, function: zscore, target: size}\n";
  private static final String LAST =
      "  - {name: last, column_type: slow, after: z, point: stage1, micros: 60000}\n";
  private static final String LEAF =
      "  - {name: leaf, column_type: expression, expr: \"{{ z }} leaf\"}\n";
  private static final String LABEL =
      "  - {name: label, column_type: expression, expr: \"{{ last }}, as it was\"}\n";
  private static final String BEFORE = "columns:\n" + FIRST + SIZE + Z + LAST + LEAF + LABEL;

  @TempDir private Path folder;
  private RunDirectory run = new RunDirectory(Path.of("none"));

  @BeforeEach
  void stopARunBehindItsBarrier() throws Exception {
    SlowColumn.reset();
    run = new RunDirectory(folder.resolve("out"));
    Path config = Configs.write(folder, "before.yaml", BEFORE);
    CompletableFuture<Outcome> running =
        CompletableFuture.supplyAsync(
            () ->
                gridloom(
                    "generate",
                    config,
                    "--rows",
                    ROWS,
                    "--seed",
                    7,
                    "--row-id-column",
                    "rid",
                    "--in-flight-rows",
                    16,
                    "--output",
                    run.root()));
    while (SlowColumn.calls() < ROWS + 200) {
      assertThat(running).isNotDone();
      LockSupport.parkNanos(100_000);
    }
    assertThat(gridloom("savepoint", run.root(), "--stop").exit()).isZero();
    running.get();
  }

  private Outcome resume(String columns) {
    Path config = Configs.write(folder, "after.yaml", columns);
    return gridloom("generate", config, "--resume", "--output", run.root(), "--allow-changes");
  }

  private Map<Long, JsonNode> rows() throws Exception {
    return Lines.rows(run.data()).stream()
        .collect(Collectors.toMap(row -> row.get("rid").longValue(), Function.identity()));
  }

  @Test
  void goesOnWithANewColumnALeafLessAndAnotherExpression() throws Exception {
    Map<Long, JsonNode> old = rows();
    int calls = SlowColumn.calls();
    String added = "  - {name: added, column_type: expression, expr: \"{{ last }} and {{ z }}\"}\n";
    String label = LABEL.replace("as it was", "as it is");
    Outcome resumed = resume("columns:\n" + FIRST + SIZE + Z + LAST + label + added);
    assertThat(resumed.exit()).as(resumed.err()).isZero();
    assertThat(SlowColumn.calls() - calls)
        .as("cells that are there are kept")
        .isBetween(ROWS - 1 - old.size() - 2 * 16, ROWS - 1 - old.size());
    Map<Long, JsonNode> all = rows();
    assertThat(all).hasSize(ROWS - 1).containsAllEntriesOf(old); // the slow column drops row 0
    assertThat(old).isNotEmpty();
    all.forEach(
        (rid, row) -> {
          String last = row.get("last").stringValue();
          if (old.containsKey(rid)) {
            assertThat(row.get("label").stringValue()).isEqualTo(last + ", as it was");
          } else {
            assertThat(row.get("label").stringValue()).isEqualTo(last + ", as it is");
            assertThat(row.get("added").stringValue())
                .isEqualTo(last + " and " + row.get("z").asString());
            assertThat(row.has("leaf")).isFalse();
          }
        });
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "column \"z\" is a barrier and was changed",
        "column \"early\" was added to a stage that rows have passed",
        "column \"size\" has cells of another type now",
        "column \"label\" has moved to another stage",
        "column \"most\" is a barrier and was added",
        "column \"last\" was removed, and no other column of its stage takes time",
      })
  void refusesByNameWhatOldRowsDoNotPermit(String reason) throws Exception {
    String after =
        switch (reason.replaceAll("column \"(.*)\".*", "$1")) {
          case "z" -> BEFORE.replace("function: zscore", "function: share");
          case "early" -> BEFORE + LEAF.replace("leaf", "early").replace("z", "size");
          case "size" -> BEFORE.replace("dtype: int", "dtype: float");
          case "label" -> BEFORE.replace("{{ last }}, as", "{{ first }}, as");
          case "most" -> BEFORE + Z.replace("name: z", "name: most");
          default -> BEFORE.replace(LAST, "").replace("{{ last }}", "{{ z }}");
        };
    String manifest = Files.readString(run.manifest());
    Outcome refused = resume(after);
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.errLines()).singleElement().asString().contains(reason);
    assertThat(run.manifest()).hasContent(manifest);
    assertThat(List.of(run.root().toFile().list())).contains("savepoints");
  }

  /** What a generator of a model needs only a job has: none is made to compare the configs. */
  @Test
  void aPromptMayChangeForRowsThatAreNotThereYet() throws Exception {
    String text =
        """
        model_configs: [{alias: m, model: m, provider: demo}]
        columns:
          - {name: id, column_type: sampler, sampler_type: uuid, params: {}}
          - {name: text, column_type: llm-text, model_alias: m, prompt: "%s {{ id }}"}
        """;
    Path config = Files.writeString(folder.resolve("models.yaml"), text.formatted("Praise"));
    Path out = folder.resolve("models");
    assertThat(gridloom("generate", config, "--rows", 20, "--output", out).exit()).isZero();
    Files.writeString(config, text.formatted("Blame"));
    Outcome more =
        gridloom("generate", config, "--resume", "--allow-changes", "--rows", 30, "--output", out);
    assertThat(more.exit()).as(more.err()).isZero();
    assertThat(Lines.rows(out.resolve("data"))).hasSize(30);
  }
}
