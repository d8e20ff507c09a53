package io.gridloom.cli;

import static io.gridloom.cli.Shell.gridloom;
import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.cli.Shell.Outcome;
import io.gridloom.testing.FaultyFiles;
import io.gridloom.testing.Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Files of all formats, read by DuckDB and by Avro's own reader: equal to the JSON lines. */
@Timeout(120) // seconds of a test; without its end nobody would know
class OutputsTest {

  private static final int ROWS = 3_000;

  /** All types; texts that need quotes; nulls; lists; a dropped row now and then. */
  private static final String DATASET =
      """
      columns:
        - {name: kind, column_type: sampler, sampler_type: category, params: {values: ["a, b", "c \\"d\\"", "e\\nf", "größe"]}}
        - {name: n, column_type: sampler, sampler_type: poisson, params: {mean: 300}}
        - {name: price, column_type: sampler, sampler_type: gaussian, params: {mean: 10, stddev: 4}}
        - {name: at, column_type: sampler, sampler_type: datetime, params: {start: "2024-01-01", end: "2026-01-01", unit: s}}
        - {name: even, column_type: expression, expr: "{{ n % 2 == 0 }}", dtype: bool}
        - {name: text, column_type: sampler, sampler_type: category, params: {values: ["", some]}}
        - {name: "per cent", column_type: aggregate, function: percentile, target: price, scope: {batch: 10}}
        - {name: often, column_type: aggregate, function: top_k, target: kind, k: 2, scope: {batch: 10}}
        - {name: whole, column_type: expression, expr: "{{ n if n > 270 else kind }}", dtype: int}
      """;

  @TempDir private Path folder;
  private Path config = Path.of("");

  @BeforeEach
  void write() {
    config = Configs.write(folder, "all.yaml", DATASET);
  }

  private List<JsonNode> jsonLines() throws IOException {
    Path out = folder.resolve("json");
    Outcome outcome = generate(out, "jsonl");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return Lines.rows(out.resolve("data"));
  }

  private Outcome generate(Path out, String format) {
    return gridloom(
        "generate",
        config,
        "--rows",
        ROWS,
        "--seed",
        7,
        "--date",
        "2026-03-01",
        "--row-id-column",
        "rid",
        "--format",
        format,
        "--output",
        out);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).sorted().toList();
    }
  }

  /** As DuckDB shows a JSON value of this name. */
  private static String shown(JsonNode value) {
    if (value.isNull()) {
      return "null";
    }
    if (value.isArray()) {
      return value
          .valueStream()
          .map(OutputsTest::shown)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return value.isNumber() && !value.isIntegralNumber()
        ? Double.toString(value.doubleValue())
        : value.asString();
  }

  private static Map<Long, List<String>> expected(List<JsonNode> rows) {
    Map<Long, List<String>> expected = new TreeMap<>();
    for (JsonNode row : rows) {
      expected.put(row.get("rid").longValue(), row.valueStream().map(OutputsTest::shown).toList());
    }
    return expected;
  }

  private static Map<Long, List<String>> read(String table) throws SQLException {
    Map<Long, List<String>> read = new TreeMap<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet rows = duck.createStatement().executeQuery("SELECT * FROM " + table)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          Object cell = rows.getObject(i);
          if (cell instanceof java.sql.Array array) {
            cells.add(List.of((Object[]) array.getArray()).toString());
          } else if (cell instanceof java.sql.Timestamp time) {
            cells.add(
                time.toLocalDateTime()
                    .withNano(0)
                    .format(java.time.format.DateTimeFormatter.ISO_LOCAL_DATE_TIME));
          } else {
            cells.add(String.valueOf(cell));
          }
        }
        read.put(rows.getLong(1), cells);
      }
    }
    return read;
  }

  /** One that Flink finds as it finds those of S3 or HDFS. */
  @Test
  void onAFileSystemByPluginAreTheSame() throws Exception {
    Path job =
        Configs.write(
            folder,
            "far.yaml",
            """
            dataset: all.yaml
            rows: %d
            seed: 7
            row_id_column: rid
            output: far
            run: {date: 2026-03-01}
            outputs:
              - {type: files, path: "%s", format: jsonl, merge: true}
              - {type: files, path: "%s", format: parquet}
            """
                .formatted(
                    ROWS,
                    FaultyFiles.of(folder.resolve("far-lines")),
                    FaultyFiles.of(folder.resolve("far-parquet"))));
    Outcome outcome = gridloom("generate", "--job", job);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(files(folder.resolve("far-lines"))).hasSize(1);
    List<JsonNode> rows = jsonLines();
    assertThat(Lines.sorted(folder.resolve("far-lines")))
        .isEqualTo(rows.stream().map(JsonNode::toString).sorted().toList());
    assertThat(read("read_parquet('" + folder.resolve("far-parquet") + "/*.parquet')"))
        .isEqualTo(expected(rows));
  }

  @Test
  void asParquetHaveTheTypesAndValuesOfTheDataset() throws Exception {
    Path out = folder.resolve("parquet");
    Outcome outcome = generate(out, "parquet");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(files(out.resolve("data"))).allMatch(file -> file.toString().endsWith(".parquet"));
    String table = "read_parquet('" + out.resolve("data") + "/*.parquet')";
    assertThat(read(table)).isEqualTo(expected(jsonLines()));
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet types = duck.createStatement().executeQuery("DESCRIBE SELECT * FROM " + table)) {
      List<String> found = new ArrayList<>();
      while (types.next()) {
        found.add(types.getString(2));
      }
      assertThat(found)
          .containsExactly(
              "BIGINT",
              "VARCHAR",
              "BIGINT",
              "DOUBLE",
              "TIMESTAMP",
              "BOOLEAN",
              "VARCHAR",
              "DOUBLE",
              "VARCHAR[]",
              "BIGINT");
    }
  }

  @Test
  void asCsvKeepTextsWithCommasQuotesAndLineBreaks() throws Exception {
    Path out = folder.resolve("csv");
    assertThat(generate(out, "csv").exit()).isZero();
    String options = "header = true, nullstr = '-', types = {'often': 'VARCHAR', 'at': 'VARCHAR'}";
    Map<Long, List<String>> expected = new TreeMap<>();
    for (JsonNode row : jsonLines()) {
      List<String> cells = new ArrayList<>();
      row.properties()
          .forEach(
              field ->
                  cells.add(
                      field.getKey().equals("often")
                          ? field.getValue().toString()
                          : shown(field.getValue())));
      expected.put(row.get("rid").longValue(), cells);
    }
    assertThat(Files.readString(files(out.resolve("data")).get(0)))
        .startsWith("rid,kind,n,price,at,even,text,per cent,often,whole\n")
        .contains(",\"\",");
    assertThat(read("read_csv('" + out.resolve("data") + "/*.csv', " + options + ")"))
        .isEqualTo(expected);
  }

  @Test
  void asCsvOfOneColumnHaveNoBlankLine() throws Exception {
    Path job =
        job("  - {type: files, path: one, format: csv, columns: [whole]}\nrun: {on_error: null}\n");
    Outcome outcome = gridloom("generate", "--job", job, "--parallelism", 1);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(Lines.sorted(folder.resolve("one")))
        .contains("\"\"")
        .doesNotContain("")
        .filteredOn(line -> !line.equals("whole"))
        .hasSize(ROWS);
  }

  @ParameterizedTest
  @CsvSource({"csv, bad ?", "jsonl, \\uD83D"})
  void mayHaveTextsWithHalfACharacter(String format, String written) throws Exception {
    Path half =
        Configs.write(
            folder,
            "half.json",
            """
            {"columns": [{"name": "s", "column_type": "sampler", "sampler_type": "category",
                          "params": {"values": ["ok", "bad \\ud83d"]}}]}
            """);
    Path out = folder.resolve("half");
    Object[] run = {"generate", half, "--rows", 100, "--format", format, "--output", out};
    Outcome outcome = gridloom(run);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    Outcome more = gridloom("generate", "--resume", "--rows", 200, "--output", out);
    assertThat(more.exit()).as(more.err()).isZero();
    assertThat(Lines.sorted(out.resolve("data"))).anyMatch(line -> line.contains(written));
  }

  @Test
  void asAvroHaveTheSchemaOfTheDataset() throws Exception {
    Path out = folder.resolve("avro");
    assertThat(generate(out, "avro").exit()).isZero();
    Map<Long, String> prices = new TreeMap<>();
    for (Path file : files(out.resolve("data"))) {
      try (DataFileReader<GenericRecord> reader =
          new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
        assertThat(reader.getSchema().getField("per_x20_cent").schema().toString())
            .isEqualTo("[\"null\",\"double\"]");
        for (GenericRecord row : reader) {
          prices.put(
              (Long) row.get("rid"),
              row.get("kind")
                  + " "
                  + row.get("price")
                  + " "
                  + row.get("whole")
                  + " "
                  + row.get("often"));
        }
      }
    }
    Map<Long, String> expected = new TreeMap<>();
    for (JsonNode row : jsonLines()) {
      expected.put(
          row.get("rid").longValue(),
          shown(row.get("kind"))
              + " "
              + shown(row.get("price"))
              + " "
              + shown(row.get("whole"))
              + " "
              + shown(row.get("often")));
    }
    assertThat(prices).isEqualTo(expected);
  }

  private Path job(String outputs) throws IOException {
    return Files.writeString(
        folder.resolve("job.yaml"),
        "dataset: all.yaml\nrows: "
            + ROWS
            + "\nseed: 7\noutput: run\nrow_id_column: rid\noutputs:\n"
            + outputs);
  }

  @Test
  void mayBeSeveralEachWithItsColumns() throws Exception {
    Path job =
        job(
            """
              - {type: files, path: some, columns: [price, rid]}
              - {type: files, path: all, format: parquet}
              - {type: files, path: lost, format: csv, content: dropped}
            """);
    Outcome outcome = gridloom("generate", "--job", job);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    List<JsonNode> rows = Lines.rows(folder.resolve("some"));
    assertThat(rows)
        .allMatch(row -> Set.copyOf(row.propertyNames()).equals(Set.of("price", "rid")));
    Map<Long, List<String>> all = read("read_parquet('" + folder.resolve("all") + "/*.parquet')");
    assertThat(all).hasSize(rows.size());
    Map<Long, List<String>> lost =
        read("read_csv('" + folder.resolve("lost") + "/*.csv', header = true)");
    assertThat(lost).isNotEmpty();
    assertThat(lost.size() + rows.size()).isEqualTo(ROWS);
    assertThat(Lines.rows(folder.resolve("run/dropped"))).hasSize(lost.size());
    assertThat(folder.resolve("run/data")).doesNotExist();
    assertThat(outcome.out()).contains("some", "all", "lost");
  }

  @ParameterizedTest
  @CsvSource({"jsonl, 100", "csv, 100", "avro, 100", "parquet, 100", "jsonl, 2"})
  void areMergedOnRequest(String format, int kilobytes) throws Exception {
    Path job =
        job(
            "  - {type: files, path: some, format: %s, max_file_size: %dKB, merge: true, columns: [rid, n]}\n"
                .formatted(format, kilobytes));
    Outcome outcome = gridloom("generate", "--job", job, "--parallelism", 3);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(files(folder.resolve("some")))
        .allMatch(file -> file.getFileName().toString().startsWith("merged-"));
    int files = files(folder.resolve("some")).size();
    assertThat(files).isBetween(kilobytes > 50 ? 1 : 2, kilobytes > 50 ? 1 : 20);
    if (format.equals("parquet")) {
      Map<Long, List<String>> expected = new TreeMap<>();
      for (JsonNode row : jsonLines()) {
        expected.put(
            row.get("rid").longValue(), List.of(shown(row.get("rid")), shown(row.get("n"))));
      }
      assertThat(read("read_parquet('" + folder.resolve("some") + "/*.parquet')"))
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"run", ".", "run/checkpoints", "run/data/../.rows/x", "file:%s/run/dropped"})
  void areNotWrittenWhereTheRunKeepsItsOwn(String path) throws Exception {
    Path job = job("  - {type: files, path: \"" + path.formatted(folder) + "\"}\n");
    Outcome outcome = gridloom("generate", "--job", job);
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.errLines()).singleElement().asString().contains("outputs[0].path: ", "own");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void inTheFolderOfTheRunAreOverwrittenWithIt() throws Exception {
    Path job =
        job("  - {type: files, path: run/data}\n  - {type: files, path: run/more, format: csv}\n");
    assertThat(gridloom("generate", "--job", job).exit()).isZero();
    assertThat(gridloom("generate", "--job", job).exit()).isEqualTo(2);
    Outcome again = gridloom("generate", "--job", job, "--rows", 100, "--overwrite");
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(Lines.rows(folder.resolve("run/data"))).hasSizeBetween(90, 100);
  }

  @Test
  void areMergedAgainWhenARunGetsMoreRows() throws Exception {
    Path job =
        job("  - {type: files, path: some, max_file_size: 8KB, merge: true, columns: [rid]}\n");
    Path out = folder.resolve("run");
    assertThat(gridloom("generate", "--job", job, "--rows", 1_000).exit()).isZero();
    Outcome more = gridloom("generate", "--resume", "--output", out, "--rows", ROWS);
    assertThat(more.exit()).as(more.err()).isZero();
    Set<Long> ids = new TreeSet<>();
    for (JsonNode row : Lines.rows(folder.resolve("some"))) {
      assertThat(ids.add(row.get("rid").longValue())).isTrue();
    }
    assertThat(ids).hasSize(ROWS - Lines.rows(out.resolve("dropped")).size());
  }

  @Test
  void ofARunCannotChange() throws Exception {
    Path job = job("  - {type: files, path: some, columns: [rid]}\n");
    Path out = folder.resolve("run");
    assertThat(gridloom("generate", "--job", job, "--rows", 100).exit()).isZero();
    assertThat(gridloom("generate", "--job", job, "--resume", "--rows", 200).exit()).isZero();
    assertThat(Lines.rows(folder.resolve("some"))).hasSizeBetween(190, 200);
    Path other = job("  - {type: files, path: other, columns: [rid]}\n");
    for (Outcome refused :
        List.of(
            gridloom("generate", "--job", other, "--resume", "--rows", 300),
            gridloom("generate", "--resume", "--output", out, "--rows", 300, "--format", "csv"))) {
      assertThat(refused.exit()).isEqualTo(2);
      assertThat(refused.err()).contains("outputs differ from those that the run began with");
    }
    assertThat(folder.resolve("other")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "jsonl"})
  void ofAStoppedRunGoOnInTheSameOutputs(String format) throws Exception {
    Path job = job("  - {type: files, path: some, format: %s}\n".formatted(format));
    String[] slow = {"--rate", "300", "--checkpoint-interval", "100ms"};
    var run =
        java.util.concurrent.CompletableFuture.supplyAsync(
            () -> gridloom("generate", "--job", job, slow[0], slow[1], slow[2], slow[3]));
    Path out = folder.resolve("run");
    while (!Files.exists(folder.resolve("some")) || files(folder.resolve("some")).isEmpty()) {
      assertThat(run).isNotDone();
      java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
    }
    Outcome stop = gridloom("savepoint", out, "--stop");
    assertThat(stop.exit()).as(stop.err()).isZero();
    assertThat(run.get().exit()).isZero();
    Outcome resumed = gridloom("generate", "--resume", "--output", out);
    assertThat(resumed.exit()).as(resumed.err()).isZero();
    Map<Long, List<String>> rows =
        format.equals("parquet")
            ? read("read_parquet('" + folder.resolve("some") + "/*.parquet')")
            : expected(Lines.rows(folder.resolve("some")));
    long dropped = Lines.rows(out.resolve("dropped")).size();
    assertThat(rows).hasSize(ROWS - (int) dropped);
    assertThat(rows).isEqualTo(expected(jsonLines()));
  }

  @Test
  void areRefusedWithEverythingThatIsWrong() throws Exception {
    Files.createDirectories(folder.resolve("full"));
    Files.writeString(folder.resolve("full/file"), "something");
    Path job =
        job(
            """
              - {type: files, path: full, columns: [pric, n, n]}
              - {type: files, path: "what://is/this"}
              - {type: files, path: lost, content: dropped, columns: [row]}
              - {type: files, path: lost}
            """);
    Outcome outcome = gridloom("generate", "--job", job);
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.errLines())
        .hasSize(6)
        .allMatch(line -> line.startsWith(job + ": outputs["))
        .anyMatch(
            line ->
                line.contains("outputs[0].columns: rows have no column \"pric\"")
                    && line.contains("\"price\""))
        .anyMatch(line -> line.contains("outputs[0].columns: column \"n\" is there twice"))
        .anyMatch(line -> line.contains("outputs[0].path") && line.contains("is not empty"))
        .anyMatch(line -> line.contains("outputs[1].path: no file system is known"))
        .anyMatch(line -> line.contains("outputs[2].columns: dead letters have no columns"))
        .anyMatch(line -> line.contains("outputs[3].path") && line.contains("another output"));
    Path unread =
        job("  - {type: fils, path: x}\n  - {type: files, format: xml, max_file_size: 3}\n");
    Outcome bad = gridloom("generate", "--job", unread);
    assertThat(bad.exit()).isEqualTo(2);
    assertThat(IntStream.range(0, bad.errLines().size())).hasSizeGreaterThanOrEqualTo(4);
    assertThat(bad.err())
        .contains(
            "outputs[0].type", "outputs[1].path", "outputs[1].format", "outputs[1].max_file_size");
  }
}
