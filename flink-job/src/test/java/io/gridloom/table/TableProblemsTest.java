package io.gridloom.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.gridloom.problem.InputException;
import io.gridloom.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableDescriptor;
import org.apache.flink.table.api.TableEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused when a statement is planned. */
class TableProblemsTest {

  private static final String ORDERS =
      """
      columns:
        - {name: kind, column_type: sampler, sampler_type: category, params: {values: [a, b, c]}}
        - {name: amount, column_type: sampler, sampler_type: uniform, params: {low: 1, high: 9}}
        - {name: at, column_type: sampler, sampler_type: datetime, params: {start: "2026", end: "2027", unit: s}}
        - {name: mean, column_type: aggregate, function: mean, target: amount}
      """;

  @TempDir Path folder;
  private String file = "";
  private final TableEnvironment session =
      TableEnvironment.create(EnvironmentSettings.inStreamingMode());

  @BeforeEach
  void writeConfig() throws IOException {
    file = Files.writeString(folder.resolve("orders.yaml"), ORDERS).toString();
  }

  @Test
  void columnsThatTheDatasetDoesNotHaveSo() {
    assertThat(problems("(kind STRING, amout DOUBLE, `at` TIMESTAMP(3), mean DOUBLE NOT NULL)"))
        .containsExactly(
            "column `amout`: the dataset has no such column; it has \"kind\", \"amount\", \"at\","
                + " \"mean\". Did you mean \"amount\"?",
            "column `at`: found TIMESTAMP(3); the dataset's is TIMESTAMP(6). gridloom explain"
                + " CONFIG --schema sql prints the statement",
            "column `mean`: found DOUBLE NOT NULL; the dataset's is DOUBLE. gridloom explain"
                + " CONFIG --schema sql prints the statement");
  }

  @Test
  void noColumnsInACatalogOfOthers() {
    assertThat(problems("")).hasSize(1);
    assertThat(problems("").get(0)).contains("declares no columns", "--schema sql", "'gridloom'");
  }

  @Test
  void someColumnsInAnyOrderAreFine() {
    String columns = "(`mean` DOUBLE, rid BIGINT NOT NULL PRIMARY KEY NOT ENFORCED, kind STRING)";
    assertThat(problems(columns, "row-id-column", "rid")).isEmpty();
    assertThat(problems("(rid BIGINT, total AS amount * 2, amount DOUBLE)", "row-id-column", "rid"))
        .isEmpty();
  }

  @Test
  void optionsAllAtOnce() {
    assertThat(
            problems(
                "(kind STRING)",
                "rows",
                "many",
                "rate",
                "0",
                "seed",
                "x",
                "date",
                "today",
                "in-flight-rows",
                "0",
                "row-id-column",
                "kind",
                "providers",
                folder.resolve("none.yaml").toString()))
        .containsExactlyInAnyOrder(
            "rows: found \"many\"; a number from 1 on, or unbounded, is needed",
            "rate: found \"0\"; a positive number is needed",
            "seed: found \"x\"; a whole number is needed",
            "date: found \"today\"; YYYY-MM-DD is needed",
            "in-flight-rows: found \"0\"; a number from 1 on is needed",
            "row-id-column: the dataset has a column \"kind\". Name the row's number otherwise",
            folder.resolve("none.yaml") + ": there is no such file");
    assertThat(messages("(kind STRING)", "rwos", "5")).contains("rwos");
  }

  @Test
  void aDatasetThatIsNotThereOrWrong() throws IOException {
    file = folder.resolve("nowhere.yaml").toString();
    assertThat(problems("(kind STRING)")).containsExactly(file + ": there is no such file");
    file =
        Files.writeString(folder.resolve("wrong.yaml"), ORDERS.replace("mean, t", "mea, t")) + "";
    assertThat(problems("(kind STRING)")).hasSize(1);
    assertThat(problems("(kind STRING)").get(0)).startsWith(file + ":5:").contains("mean");
  }

  @Test
  void datasetWideColumnsWithoutAnEnd() {
    assertThat(problems("(`mean` DOUBLE)", "rows", "unbounded"))
        .containsExactly(
            "column \"mean\" needs all rows, and an unbounded run has no last. Give it scope:"
                + " {batch: 1000}, or the run a number of rows");
    assertThat(problems("(kind STRING, `mean` DOUBLE)", "rows", "9")).isEmpty();
  }

  @Test
  void batchMode() {
    session.getConfig().set("execution.runtime-mode", "batch");
    assertThat(problems("(kind STRING)"))
        .containsExactly(
            "execution.runtime-mode is BATCH; rows are generated in STREAMING mode only. SET"
                + " 'execution.runtime-mode' = 'streaming'");
  }

  @Test
  void unalignedCheckpointsOfTheSession() {
    session.getConfig().set("execution.checkpointing.interval", "10s");
    session.getConfig().set("execution.checkpointing.unaligned.enabled", "true");
    assertThat(problems("(kind STRING)")).hasSize(1);
    assertThat(problems("(kind STRING)").get(0)).startsWith("execution.checkpointing.unaligned");
  }

  @Test
  void theCatalogLeavesOtherTablesAsTheyAre() {
    session.executeSql("CREATE CATALOG c WITH ('type' = 'gridloom')");
    session.executeSql("CREATE TABLE c.`default`.t (a INT) WITH ('connector' = 'blackhole')");
    assertThat(session.from("c.`default`.t").getResolvedSchema().getColumnNames())
        .containsExactly("a");
  }

  private List<String> problems(String columns, String... options) {
    return Stream.iterate(failure(columns, options), t -> t != null, Throwable::getCause)
        .filter(InputException.class::isInstance)
        .flatMap(e -> ((InputException) e).problems().stream().map(Problem::toString))
        .toList();
  }

  private String messages(String columns, String... options) {
    return Stream.iterate(failure(columns, options), t -> t != null, Throwable::getCause)
        .map(Throwable::getMessage)
        .toList()
        .toString();
  }

  /** Of planning a statement over all of the columns. */
  private Throwable failure(String columns, String... options) {
    Map<String, String> all = new TreeMap<>();
    all.put("connector", "gridloom");
    all.put("dataset", file);
    all.put("rows", "100");
    for (int i = 0; i < options.length; i += 2) {
      all.put(options[i], options[i + 1]);
    }
    session.executeSql("DROP TABLE IF EXISTS orders");
    session.executeSql("CREATE TABLE orders " + columns + Sql.with(all));
    return catchThrowable(
        () -> session.sqlQuery("SELECT * FROM orders").insertInto(sink()).compilePlan().explain());
  }

  private TableDescriptor sink() {
    return TableDescriptor.forConnector("blackhole").build();
  }
}
