package io.gridloom.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.config.job.ProvidersConfig;
import io.gridloom.dataset.Dataset;
import io.gridloom.execution.LocalRun;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.row.NoValue;
import io.gridloom.run.PreviewRun;
import io.gridloom.testing.JobSettings;
import io.gridloom.testing.MiniFlink;
import io.gridloom.testing.Savepoints;
import io.gridloom.testing.SlowColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Statements of Flink SQL over datasets, with Flink's planner, on a MiniCluster. */
@Timeout(180) // seconds of a test; without its end nobody would know
class GridloomTableTest {

  private static final int ROWS = 500;
  private static final int BATCH = 20; // of the endless ones
  private static final int DROPPED = (ROWS + 6) / 7; // by the slow column

  /** A column of each type. */
  private static final String KINDS =
      """
      model_configs:
        - {alias: writer, model: some-model, provider: demo}
      columns:
        - {name: kind, column_type: sampler, sampler_type: category, params: {values: [a, b, c]}}
        - {name: number, column_type: sampler, sampler_type: poisson, params: {mean: 9}}
        - {name: "the size", column_type: sampler, sampler_type: gaussian, params: {mean: 0, stddev: 5}}
        - {name: at, column_type: sampler, sampler_type: datetime, params: {start: "2026-01-01", end: "2027-01-01", unit: s}}
        - {name: big, column_type: expression, expr: "{{ number > 9 }}", dtype: bool}
        - {name: share, column_type: aggregate, function: share, target: number, by: kind}
        - {name: top, column_type: aggregate, function: top_k, target: number, k: 3}
        - {name: place, column_type: aggregate, function: rank, target: "the size"}
        - {name: text, column_type: llm-text, model_alias: writer, prompt: "On {{ kind }} {{ place }}", with_trace: all_messages}
        - {name: hidden, column_type: expression, expr: "{{ text }}", drop: true}
      """;

  private static final String SLOW =
      """
      columns:
        - {name: kind, column_type: sampler, sampler_type: category, params: {values: [a, b, c]}}
        - {name: amount, column_type: sampler, sampler_type: uniform, params: {low: 1, high: 9}}
        - {name: z, column_type: aggregate, function: zscore, target: amount, by: kind}
        - {name: answer, column_type: slow, after: z, point: none, drop_every: 7}
        - {name: words, column_type: expression, expr: "{{ answer | length }}", dtype: int}
      """;

  private static final String ENDLESS =
      """
      columns:
        - {name: n, column_type: sampler, sampler_type: poisson, params: {mean: 50}}
        - {name: total, column_type: aggregate, function: sum, target: n, scope: {batch: 20}}
      """;

  private static final String LATE =
      ENDLESS + "  - {name: late, column_type: slow, after: total, point: none}\n";

  @RegisterExtension static final MiniClusterExtension FLINK = MiniFlink.of(2, 2);

  @TempDir Path folder;

  @Test
  void rowsOfEachTypeAreThoseOfAPreview() throws Exception {
    Sql sql = session();
    Dataset dataset = table(sql, "kinds", KINDS);
    LocalRun preview = PreviewRun.of(dataset, ROWS, 5, Sql.DATE, ProvidersConfig.NONE_LISTED);
    List<String> columns = new ArrayList<>(dataset.layout().names());
    columns.remove("hidden");
    List<Row> rows = sql.rows("SELECT * FROM kinds");
    assertThat(rows.stream().map(row -> row.getField("at")))
        .hasOnlyElementsOfType(LocalDateTime.class);
    assertThat(cells(rows)).isEqualTo(cells(preview, dataset, columns)).hasSize(ROWS);
  }

  @Test
  void columnsThatNobodyAsksForAreNotMade() throws Exception {
    Sql sql = session();
    table(sql, "orders", SLOW);
    SlowColumn.reset();
    Map<Object, String> all = cells(sql.rows("SELECT rid, z, words FROM orders"));
    assertThat(SlowColumn.calls()).isEqualTo(ROWS);
    SlowColumn.reset();
    Map<Object, String> some = cells(sql.rows("SELECT rid, z FROM orders"));
    assertThat(sql.rows("SELECT COUNT(*) FROM orders")).hasSizeBetween(1, 2 * ROWS);
    assertThat(SlowColumn.calls()).isZero();
    assertThat(all).hasSize(ROWS - DROPPED);
    assertThat(some).hasSize(ROWS); // with those that only the slow column drops
    assertThat(all)
        .allSatisfy(
            (row, cells) ->
                assertThat(cells).startsWith(some.getOrDefault(row, "").replace("]", ",")));
    assertThat(sql.explain("SELECT z FROM orders")).contains("project=[z]");
  }

  @Test
  void aBarrierColumnIsAggregated() throws Exception {
    Sql sql = session();
    Dataset dataset = table(sql, "orders", SLOW);
    Map<Object, Object> last = new TreeMap<>();
    for (Row row : sql.rows("SELECT kind, COUNT(*), MAX(z) FROM orders GROUP BY kind")) {
      last.put(row.getField(0), List.of(row.getField(1), row.getField(2)));
    }
    Map<Object, List<Double>> z = new TreeMap<>();
    Dataset asked = dataset.only(Set.of("kind", "amount", "z"));
    for (io.gridloom.row.Row row : LocalRun.of(asked, ROWS, 5, Sql.DATE).rows()) {
      z.computeIfAbsent(row.value(0), kind -> new ArrayList<>()).add((Double) row.value(2));
    }
    Map<Object, Object> expected = new TreeMap<>();
    z.forEach((kind, of) -> expected.put(kind, List.of((long) of.size(), Collections.max(of))));
    assertThat(last).isEqualTo(expected).hasSize(3);
  }

  @Test
  void insertWritesEachRowOnce() throws Exception {
    Sql sql = session();
    table(sql, "orders", SLOW);
    sql.run(filesOf("rid BIGINT, kind STRING"));
    sql.run("CREATE TABLE nowhere (z DOUBLE) WITH ('connector' = 'blackhole')");
    sql.insert("INSERT INTO nowhere SELECT z FROM orders");
    sql.insert("INSERT INTO files SELECT rid, kind FROM orders");
    assertThat(sql.rows("SELECT * FROM files"))
        .containsExactlyInAnyOrderElementsOf(sql.rows("SELECT rid, kind FROM orders"))
        .hasSize(ROWS);
  }

  @Test
  void rowsWithoutAnEndGoOn() throws Exception {
    Sql sql = session();
    sql.table("endless", file("endless", ENDLESS), "unbounded", "rate", "2000");
    assertThat(sql.rows("SELECT n, total FROM endless", 100)).hasSize(100);
    assertThat(sql.rows("SELECT n FROM endless", 100)).hasSize(100);
    assertThat(sql.rows("SELECT n FROM endless /*+ OPTIONS('rows' = '60') */")).hasSize(60);
  }

  @Test
  void anInsertGoesOnFromItsSavepointAtAnotherParallelism() throws Exception {
    SlowColumn.reset();
    String savepoint = insertUntil(400, session());
    insertUntil(
        900,
        Sql.session(
            StreamExecutionEnvironment.getExecutionEnvironment(
                JobSettings.checkpointing(folder)
                    .set(CoreOptions.DEFAULT_PARALLELISM, 3)
                    .set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint))));
    Sql sql = session();
    sql.run(filesOf("rid BIGINT, total BIGINT, late STRING"));
    Map<Object, String> written = cells(sql.rows("SELECT * FROM files"));
    assertThat(written.size()).isBetween(400, 2_000);
    long most = written.keySet().stream().mapToLong(row -> (Long) row).max().orElseThrow();
    int rows = (int) (most / BATCH + 1) * BATCH;
    Dataset dataset = Dataset.parse(LATE, "late", GeneratorRegistry.builtIn());
    LocalRun preview = LocalRun.of(dataset, rows, 5, Sql.DATE);
    assertThat(cells(preview, dataset, List.of("total", "late"))).containsAllEntriesOf(written);
  }

  /** The savepoint that it stopped with. */
  private String insertUntil(int calls, Sql sql) throws Exception {
    sql.table("late", file("late", LATE), "unbounded", "rate", "1000", "row-id-column", "rid");
    sql.run(filesOf("rid BIGINT, total BIGINT, late STRING"));
    JobClient job =
        sql.environment()
            .executeSql("INSERT INTO files SELECT rid, total, late FROM late")
            .getJobClient()
            .orElseThrow();
    SlowColumn.awaitCalls(calls);
    return Savepoints.stop(job, folder.resolve("savepoints"));
  }

  private String filesOf(String columns) {
    return "CREATE TABLE files (%s) WITH ('connector' = 'filesystem', 'format' = 'avro', 'path' = '%s')"
        .formatted(columns, folder.resolve("out").toUri());
  }

  @Test
  void theSameScanFitsAJobTwiceWhereFlinkNamesIt() throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(JobSettings.checkpointing(folder));
    Sql sql = Sql.session(env);
    table(sql, "orders", SLOW);
    sql.environment().getConfig().set("table.exec.uid.generation", "ALWAYS");
    Table kinds = sql.environment().sqlQuery("SELECT kind FROM orders");
    DataStream<Row> first = sql.environment().toDataStream(kinds);
    DataStream<Row> both = first.union(sql.environment().toDataStream(kinds));
    assertThat(both.executeAndCollect(3 * ROWS)).hasSize(2 * ROWS);
  }

  private Sql session() {
    return Sql.session(
        StreamExecutionEnvironment.getExecutionEnvironment(
            JobSettings.checkpointing(folder).set(CoreOptions.DEFAULT_PARALLELISM, 2)));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".yaml"), text);
  }

  private Dataset table(Sql sql, String name, String text) throws IOException {
    Path file = file(name, text);
    sql.table(name, file, ROWS, "row-id-column", "rid");
    return Dataset.read(file);
  }

  /** By the first field, none of them twice: the other ones as text. */
  private static Map<Object, String> cells(List<Row> rows) {
    return rows.stream()
        .collect(
            Collectors.toMap(
                row -> row.getFieldAs(0),
                row ->
                    IntStream.range(1, row.getArity())
                        .mapToObj(i -> text(row.getField(i)))
                        .toList()
                        .toString(),
                (one, two) -> "twice: " + one + two,
                TreeMap::new));
  }

  private static Map<Object, String> cells(LocalRun run, Dataset dataset, List<String> columns) {
    Map<Object, String> cells = new TreeMap<>();
    for (io.gridloom.row.Row row : run.rows()) {
      List<String> texts =
          columns.stream()
              .map(dataset.layout()::slot)
              .map(slot -> text(row.hasValue(slot) ? row.value(slot) : null))
              .toList();
      cells.put(row.row(), texts.toString());
    }
    return cells;
  }

  /** Of a value, ours or Flink's. */
  private static String text(@Nullable Object value) {
    if (value instanceof Row row) {
      return IntStream.range(0, row.getArity()).mapToObj(i -> text(row.getField(i))).toList() + "";
    }
    if (value instanceof Object[] array) {
      return Arrays.stream(array).map(GridloomTableTest::text).toList().toString();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(GridloomTableTest::text).toList().toString();
    }
    if (value instanceof Map<?, ?> fields) {
      return fields.values().stream().map(GridloomTableTest::text).toList().toString();
    }
    return value == null || value == NoValue.NULL ? "null" : value.toString();
  }
}
