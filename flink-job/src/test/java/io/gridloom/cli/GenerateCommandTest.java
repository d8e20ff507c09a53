package io.gridloom.cli;

import static io.gridloom.cli.Shell.gridloom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.gridloom.cli.Shell.Outcome;
import io.gridloom.dataset.Dataset;
import io.gridloom.execution.LocalRun;
import io.gridloom.plan.RowSchemas;
import io.gridloom.row.Row;
import io.gridloom.rundir.RunDirectory;
import io.gridloom.rundir.RunManifest;
import io.gridloom.schema.SchemaField;
import io.gridloom.testing.Lines;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Runs in this process, on an embedded cluster each. */
class GenerateCommandTest {

  private static final Path QUICKSTART = Path.of("../examples/quickstart.yaml");

  @TempDir private Path folder;

  private Path out() {
    return folder.resolve("out");
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(GenerateCommandTest.class.getResource(name).toURI());
  }

  @Test
  void keepsEveryConstraintOfTheWebOrders() throws Exception {
    int count = 100_000;
    Outcome outcome =
        gridloom("generate", resource("web-orders.yaml"), "--rows", count, "--output", out());
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out()).startsWith("100,000 rows in ").contains("; 0 dropped");
    List<JsonNode> rows = Lines.rows(out().resolve("data"));
    assertThat(rows).hasSize(count);
    assertThat(rows.stream().map(row -> row.get("order_id").stringValue()).distinct().count())
        .isGreaterThan(count - 10L); // 8 hexadecimal digits: two in 100,000 may be equal
    Map<String, Set<String>> articles =
        Map.of(
            "garden", Set.of("rake", "hose", "seed tray"),
            "kitchen", Set.of("pan", "whisk"),
            "toys", Set.of("kite", "puzzle", "yo-yo"));
    assertThat(rows)
        .allSatisfy(
            row -> {
              double price = row.get("sale_price").doubleValue();
              long quantity = row.get("quantity").longValue();
              assertThat(price).isBetween(1.0, row.get("list_price").doubleValue());
              assertThat(quantity).isGreaterThanOrEqualTo(1);
              assertThat(articles.get(row.get("department").stringValue()))
                  .contains(row.get("article").stringValue());
              assertThat(row.get("total").doubleValue())
                  .isCloseTo(quantity * price, offset(0.0051));
              assertThat(row.get("label").stringValue()).startsWith(quantity + " x ");
            });
    Map<String, Long> departments =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.get("department").stringValue(), Collectors.counting()));
    assertThat(departments.get("garden")).isBetween(49_000L, 51_000L);
    assertThat(departments.get("toys")).isBetween(19_000L, 21_000L);
  }

  /** {@code preview} shows what {@link LocalRun} gives. */
  @Test
  void givesTheRowsThatPreviewShows() throws Exception {
    LocalDate date = LocalDate.of(2026, 3, 1);
    Outcome outcome =
        gridloom(
            "generate",
            QUICKSTART,
            "--rows",
            1_000,
            "--seed",
            5,
            "--date",
            date,
            "--output",
            out(),
            "--row-id-column",
            "rid",
            "--parallelism",
            3);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    Dataset dataset = Dataset.read(QUICKSTART);
    LocalRun preview = LocalRun.of(dataset, 1_000, 5, date);
    List<String> names =
        RowSchemas.outputFields(dataset.columns()).stream().map(SchemaField::name).toList();
    Map<Long, List<String>> expected =
        preview.rows().stream()
            .collect(Collectors.toMap(Row::row, row -> texts(row, dataset, names)));
    Map<Long, List<String>> actual =
        Lines.rows(out().resolve("data")).stream()
            .collect(
                Collectors.toMap(
                    row -> row.get("rid").longValue(),
                    row -> names.stream().map(name -> row.get(name).asString()).toList()));
    assertThat(actual).isEqualTo(expected);
  }

  private static List<String> texts(Row row, Dataset dataset, List<String> names) {
    List<String> texts = new ArrayList<>();
    for (String name : names) {
      Object value = row.value(dataset.layout().slot(name));
      texts.add(
          value instanceof LocalDateTime time
              ? time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss"))
              : value.toString());
    }
    return texts;
  }

  @Test
  void leavesAManifestOfTheRun() throws Exception {
    gridloom("generate", QUICKSTART, "--rows", 10, "--seed", 5, "--output", out());
    RunManifest manifest = RunManifest.read(new RunDirectory(out()));
    assertThat(manifest.state()).isEqualTo(RunManifest.State.FINISHED);
    assertThat(manifest.rows()).isEqualTo(10);
    assertThat(manifest.seed()).isEqualTo(5);
    assertThat(manifest.configHash()).isEqualTo(Dataset.read(QUICKSTART).fingerprint());
    assertThat(Files.exists(out().resolve("checkpoints"))).isFalse();
    assertThat(Files.readString(out().resolve("run.json"))).contains("\"state\" : \"finished\"");
  }

  @Test
  void aFinishedRunIsResumedByLeavingItAsItIs() throws Exception {
    gridloom("generate", QUICKSTART, "--rows", 10, "--output", out());
    List<String> before = Lines.sorted(out().resolve("data"));
    Outcome again = gridloom("generate", "--resume", "--output", out());
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.out()).contains("10 rows");
    assertThat(Lines.sorted(out().resolve("data"))).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "--rows 0 | --rows is 0; at least 1 is allowed",
        "--rows -5 | --rows is -5",
        "--rows many | 'many' is not",
        "| --rows is missing",
        "--rows 5 --parallelism 0 | --parallelism is 0; 1 to 1024 are allowed",
        "--rows 5 --parallelism 2000 | --parallelism is 2000",
        "--rows 5 --in-flight-rows 0 | --in-flight-rows is 0; 1 to 100000 are allowed",
        "--rows 5 --format xml | 'xml' is no format; jsonl, csv, avro and parquet are",
        "--rows 5 --checkpoint-interval 3 | '3' is no interval",
        "--rows 5 --date 2024-13-01 | '--date': found \"2024-13-01\"; a date such as 2024-05-31 is needed. Try",
        "--rows 5 --row-id-column price | has a column of this name",
        "--rows 5 --row-id-column= | --row-id-column is blank",
        "--rows 5 --rws 6 | --rows",
        "--resume --overwrite | exclude each other",
        "--resume | holds no run",
      })
  void refusesWrongArgumentsInOneLineAndWritesNothing(String line) {
    String[] parts = line.split("\\|", 2);
    List<Object> arguments = new ArrayList<>(List.of("generate", QUICKSTART, "--output", out()));
    Stream.of(parts[0].strip().split(" ")).filter(word -> !word.isEmpty()).forEach(arguments::add);
    Outcome outcome = gridloom(arguments.toArray());
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.errLines()).hasSize(1);
    assertThat(outcome.err()).contains(parts[1].strip());
    assertThat(out()).doesNotExist();
  }

  @Test
  void refusesAFolderThatHoldsSomethingElse() throws Exception {
    Path file = Files.createDirectories(out()).resolve("precious.txt");
    Files.writeString(file, "mine");
    for (String flag : List.of("--overwrite", "--resume", "--seed=1")) {
      Outcome outcome = gridloom("generate", QUICKSTART, "--rows", 5, "--output", out(), flag);
      assertThat(outcome.exit()).isEqualTo(2);
      assertThat(outcome.err()).contains(out().toString(), "run.json");
    }
    assertThat(file).hasContent("mine");
  }

  @ParameterizedTest
  @CsvSource({
    "s3://bucket/run, is a URI",
    "file/run, can't be written to: ",
    "/proc/run, /proc/run"
  })
  void refusesAFolderThatCanNotBe(String output, String reason) throws Exception {
    Files.writeString(folder.resolve("file"), "mine");
    Path job =
        Configs.write(
            folder,
            "job.yaml",
            "dataset: %s\nrows: 5\noutput: %s\n".formatted(QUICKSTART.toAbsolutePath(), output));
    Outcome outcome = gridloom("generate", "--job", job);
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.errLines()).singleElement().asString().contains(reason);
    assertThat(folder.resolve("s3:")).doesNotExist();
  }

  @Test
  void overwritesNothingInANewFolder() {
    Outcome outcome =
        gridloom("generate", QUICKSTART, "--rows", 5, "--output", out(), "--overwrite");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
  }

  @Test
  void takesAFolderWithTheLockOfAStartThatFailed() throws Exception {
    Files.createFile(Files.createDirectories(out()).resolve(".lock"));
    Outcome outcome = gridloom("generate", QUICKSTART, "--rows", 5, "--output", out());
    assertThat(outcome.exit()).as(outcome.err()).isZero();
  }

  @Test
  void refusesAFolderThatHoldsARunUntilToldWhat() throws Exception {
    Outcome first = gridloom("generate", QUICKSTART, "--rows", 5, "--output", out(), "--overwrite");
    assertThat(first.exit()).as(first.err()).isZero();
    Outcome refused = gridloom("generate", QUICKSTART, "--rows", 6, "--output", out());
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("--resume", "--overwrite");
    assertThat(Lines.sorted(out().resolve("data"))).hasSize(5);
    gridloom("generate", QUICKSTART, "--rows", 6, "--output", out(), "--overwrite");
    assertThat(Lines.sorted(out().resolve("data"))).hasSize(6);
  }

  @Test
  void refusesToResumeWithWhatWouldGiveOtherRows() throws Exception {
    gridloom("generate", QUICKSTART, "--rows", 5, "--seed", 1, "--output", out());
    Outcome outcome =
        gridloom(
            "generate",
            resource("web-orders.yaml"),
            "--resume",
            "--output",
            out(),
            "--rows",
            4,
            "--seed",
            2,
            "--date",
            "2020-01-01",
            "--row-id-column",
            "rid");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.errLines()).hasSize(5);
    assertThat(outcome.err())
        .contains("web-orders.yaml", "--rows is 4", "--seed is 2", "--date is", "--row-id-column");
  }

  @Test
  void refusesADamagedRun() throws Exception {
    gridloom("generate", QUICKSTART, "--rows", 5, "--output", out());
    Path manifest = out().resolve("run.json");
    String whole = Files.readString(manifest);
    Files.writeString(manifest, whole.substring(0, whole.length() / 2));
    Outcome cut = gridloom("generate", "--resume", "--output", out());
    assertThat(cut.exit()).isEqualTo(2);
    assertThat(cut.errLines()).singleElement().asString().contains("run.json is damaged");
    Files.writeString(manifest, whole.replace("finished", "running").replace("2.4", "2.5"));
    Outcome changed = gridloom("generate", "--resume", "--output", out());
    assertThat(changed.exit()).isEqualTo(2);
    assertThat(changed.errLines()).singleElement().asString().contains("run.json");
  }

  @Test
  void modelsThatNobodyRunsAreToldAndNothingIsWritten() {
    Path config = Configs.write(folder, "tickets.yaml", Configs.TICKETS);
    Outcome outcome = gridloom("generate", config, "--rows", 5, "--output", out());
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.errLines())
        .singleElement()
        .asString()
        .contains("tickets.yaml: model_configs[0].provider: there is no provider \"somewhere\"");
    assertThat(out()).doesNotExist();
  }

  @Test
  void rowsThatMeetNoConstraintAreDeadLetters() throws Exception {
    Path config =
        Configs.write(
            folder,
            "drops.yaml",
            """
            columns:
              - {name: n, column_type: sampler, sampler_type: bernoulli, params: {p: 0.5}}
              - {name: text, column_type: expression, expr: "{{ 'x' if n == 1 else '' }}"}
            """);
    Outcome outcome = gridloom("generate", config, "--rows", 1_000, "--seed", 1, "--output", out());
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    List<JsonNode> dropped = Lines.rows(out().resolve("dropped"));
    assertThat(dropped.size() + Lines.sorted(out().resolve("data")).size()).isEqualTo(1_000);
    assertThat(dropped)
        .hasSizeBetween(400, 600)
        .allSatisfy(letter -> assertThat(letter.get("column").stringValue()).isEqualTo("text"));
    assertThat(outcome.out()).contains("%,d dropped".formatted(dropped.size()), "why ");
  }

  @Test
  void anAggregateOfTooLongGroupsFailsTheRunAndIsNamed() {
    String texts =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "\"" + (i + " and more").repeat(120) + "\"")
            .collect(Collectors.joining(", "));
    Path config =
        Configs.write(
            folder,
            "groups.yaml",
            """
            columns:
              - {name: text, column_type: sampler, sampler_type: category, params: {values: [%s]}}
              - {name: same, column_type: aggregate, function: count, by: text}
            """
                .formatted(texts));
    Outcome outcome = gridloom("generate", config, "--rows", 20_000, "--output", out());
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains("Failed: column 'same' keeps ", "at most 1,048,576 are allowed", "run.log");
  }
}
