package io.gridloom.cli;

import static io.gridloom.cli.Shell.gridloom;
import static io.gridloom.cli.Shell.gridloomAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.cli.Shell.Outcome;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewCommandTest {

  @TempDir private Path folder;

  @Test
  void showsRowsWithoutDroppedColumns() {
    Path config = Configs.write(folder, "orders.yaml", Configs.ORDERS);
    Outcome outcome = gridloomAt(120, "preview", config, "--rows", 5, "--seed", 7);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.outLines().get(0)).startsWith("row  category").doesNotContain("hidden");
    assertThat(outcome.outLines()).hasSize(1 + 5 + 2);
    assertThat(outcome.outLines().get(7)).isEqualTo("5 rows, 0 dropped, seed 7");
  }

  @Test
  void showsListsElementByElement() {
    String lists =
        """
          - {name: day, column_type: sampler, sampler_type: datetime, params: {start: "2024-01-01", end: "2024-01-02"}}
          - {name: top, column_type: aggregate, function: top_k, target: day}
        """;
    Path config = Configs.write(folder, "orders.yaml", Configs.ORDERS + lists);
    assertThat(gridloomAt(200, "preview", config, "--rows", 3).out())
        .contains("[2024-01-01T00:00:00]");
  }

  @Test
  void sameSeedSameRows() {
    Path config = Configs.write(folder, "orders.yaml", Configs.ORDERS);
    List<String> first = gridloom("preview", config, "--seed", 7).outLines();
    assertThat(gridloom("preview", config, "--seed", 7).outLines()).isEqualTo(first);
    assertThat(gridloom("preview", config, "--seed", 8).outLines().subList(0, 11))
        .isNotEqualTo(first.subList(0, 11)); // without the line that names the seed
  }

  @Test
  void tellsTheSeedThatItDrew() {
    Path config = Configs.write(folder, "orders.yaml", Configs.ORDERS);
    List<String> lines = gridloom("preview", config).outLines();
    String seed = lines.get(lines.size() - 1).replaceFirst(".*seed ", "");
    assertThat(gridloom("preview", config, "--seed", seed).outLines()).isEqualTo(lines);
  }

  @Test
  void noLineIsWiderThanTheTerminal() {
    Path config = Configs.write(folder, "orders.yaml", Configs.ORDERS);
    for (int width : new int[] {40, 60, 200}) {
      assertThat(gridloomAt(width, "preview", config).outLines())
          .allSatisfy(line -> assertThat(DisplayText.width(line)).isLessThanOrEqualTo(width));
    }
  }

  @Test
  void droppedRowsAreToldWithTheirCause() {
    Path config =
        Configs.write(
            folder,
            "drops.yaml",
            """
            columns:
              - {name: n, column_type: sampler, sampler_type: bernoulli, params: {p: 0.5}}
              - {name: text, column_type: expression, expr: "{{ 'x' if n == 1 else '' }}"}
            """);
    Outcome outcome = gridloom("preview", config, "--rows", 40, "--seed", 1);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.outLines()).contains("Dropped");
    assertThat(outcome.out()).contains("column \"text\", attempt 1: ");

    Outcome nulls = gridloom("preview", config, "--rows", 40, "--set", "run.on_error=null");
    assertThat(nulls.exit()).as(nulls.err()).isZero();
    assertThat(nulls.out()).contains("40 rows, 0 dropped");
    Outcome fail = gridloom("preview", config, "--rows", 40, "--set", "run.on_error=fail");
    assertThat(fail.exit()).isEqualTo(1);
    assertThat(fail.err()).contains("column \"text\"", "The run stops at the first failed cell");
  }

  @Test
  void modelsThatNobodyRunsAreTold() {
    Path config = Configs.write(folder, "tickets.yaml", Configs.TICKETS);
    Outcome outcome = gridloom("preview", config);
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.errLines())
        .singleElement()
        .asString()
        .contains("tickets.yaml: model_configs[0].provider: there is no provider \"somewhere\"");
  }

  @Test
  void aDateThatIsNoneIsRefused() {
    Path config = Configs.write(folder, "orders.yaml", Configs.ORDERS);
    Outcome outcome = gridloom("preview", config, "--date", "2024-13-01");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("'--date'", "found \"2024-13-01\"; a date such as 2024-05-31 is needed. Try");
  }

  @Test
  void rowsMustFitMemory() {
    Path config = Configs.write(folder, "orders.yaml", Configs.ORDERS);
    assertThat(gridloom("preview", config, "--rows", 0).exit()).isEqualTo(2);
    assertThat(gridloom("preview", config, "--rows", 100_001).exit()).isEqualTo(2);
  }

  @Test
  void takesADateAndANegativeSeed() {
    Path config = Configs.write(folder, "orders.yaml", Configs.ORDERS);
    assertThat(gridloom("preview", config, "--seed", -5).out()).contains("seed -5");
    assertThat(gridloom("preview", config, "--date", LocalDate.EPOCH).exit()).isZero();
  }
}
