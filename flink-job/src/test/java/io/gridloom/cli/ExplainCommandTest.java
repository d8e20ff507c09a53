package io.gridloom.cli;

import static io.gridloom.cli.Shell.gridloom;
import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.cli.Shell.Outcome;
import io.gridloom.dataset.Dataset;
import io.gridloom.plan.ExplainReport;
import io.gridloom.plan.RowSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplainCommandTest {

  @TempDir private Path folder;

  @Test
  void jsonAgreesWithTheReport() {
    Path config = Configs.write(folder, "orders.yaml", Configs.ORDERS);
    Dataset dataset = Dataset.read(config);
    ExplainReport report = ExplainReport.of(dataset.columns(), 50);
    JsonNode json = json("explain", config, "--rows", 50, "--format", "json");
    assertThat(json.propertyNames())
        .containsExactly("rows", "nodes", "columns", "stages", "calls", "critical_path", "schema");
    assertThat(json.get("rows").longValue()).isEqualTo(50);
    assertThat(json.get("nodes").longValue()).isEqualTo(dataset.graph(50).numNodes());
    assertThat(json.get("columns").size()).isEqualTo(report.columns().size());
    for (int i = 0; i < report.columns().size(); i++) {
      ExplainReport.Column column = report.columns().get(i);
      JsonNode told = json.get("columns").get(i);
      assertThat(told.get("name").asString()).isEqualTo(column.name());
      assertThat(told.get("level").intValue()).isEqualTo(column.level());
      JsonNode stage = json.get("stages").get(told.get("stage").intValue());
      assertThat(stage.get("columns").valueStream().map(JsonNode::asString))
          .contains(column.name());
      assertThat(stage.get("kind").asString())
          .isEqualTo(column.window().isPresent() ? "barrier" : "row");
    }
  }

  @Test
  void jsonTellsOfAWindowAsTheConfigDoes() {
    Path config = Configs.write(folder, "orders.yaml", Configs.ORDERS);
    JsonNode json = json("explain", config, "--format", "json");
    assertThat(column(json, "total").get("window")).hasToString("{\"batch\":4}");
    assertThat(column(json, "amount_z").get("window").asString()).isEqualTo("dataset");
    assertThat(column(json, "amount").has("window")).isFalse();
    assertThat(column(json, "amount_z").get("dependencies"))
        .hasToString("[\"amount\",\"category\"]");
  }

  @Test
  void countsCallsAndFollowsTheSlowColumns() {
    Path config = Configs.write(folder, "tickets.yaml", Configs.TICKETS);
    JsonNode json = json("explain", config, "--rows", 1000000, "--format", "json");
    assertThat(json.get("calls")).hasToString("{\"writer\":2000000}");
    assertThat(json.get("critical_path")).hasToString("[\"topic\",\"text\",\"title\"]");
    assertThat(column(json, "text").get("kind").asString()).isEqualTo("slow");
  }

  @Test
  void textHasAllOfIt() {
    Path config = Configs.write(folder, "tickets.yaml", Configs.TICKETS);
    Outcome outcome = gridloom("explain", config, "--rows", 1000000);
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.outLines().get(0)).isEqualTo("rows 1,000,000, columns 3, nodes 3,000,000");
    assertThat(outcome.out())
        .contains("writer  2,000,000", "topic → text → title", "row stage, level 0", "string");
  }

  @Test
  void theAvroSchemaIsTheDatasets() {
    Path config = Configs.write(folder, "orders.yaml", Configs.ORDERS);
    Outcome outcome = gridloom("explain", config, "--schema", "avro");
    assertThat(new Schema.Parser().parse(outcome.out()))
        .isEqualTo(RowSchemas.of(Dataset.read(config).columns()).output().avro());
  }

  @Test
  void theJsonSchemaHasTheColumnsThatUsersGet() {
    Path config = Configs.write(folder, "orders.yaml", Configs.ORDERS);
    JsonNode json = json("explain", config, "--schema", "json");
    assertThat(json.get("properties").propertyNames())
        .containsExactly("category", "amount", "amount_z", "total", "order label");
  }

  @Test
  void theSqlStatementHasTheColumnsThatUsersGet() {
    Path config = Configs.write(folder, "orders.yaml", Configs.ORDERS);
    assertThat(gridloom("explain", config, "--rows", 50, "--schema", "sql").outLines())
        .containsExactly(
            "CREATE TABLE `orders` (",
            "  `category` STRING,",
            "  `amount` DOUBLE,",
            "  `amount_z` DOUBLE,",
            "  `total` DOUBLE,",
            "  `order label` STRING",
            ") WITH (",
            "  'connector' = 'gridloom',",
            "  'dataset' = '" + config + "',",
            "  'rows' = '50'",
            ");");
  }

  @Test
  void theSqlStatementIsThatOfTheGuide() throws IOException {
    String config = "examples/quickstart.yaml";
    Outcome outcome = gridloom("explain", "../" + config, "--rows", 20000, "--schema", "sql");
    assertThat(Files.readString(Path.of("../docs/sql.md")).replace("\r\n", "\n"))
        .contains(String.join("\n", outcome.outLines()).replace("'../", "'"));
  }

  @Test
  void tellsWhatListsAndRecordsHold() {
    String list = "  - {name: top, column_type: aggregate, function: top_k, target: category}\n";
    Path config = Configs.write(folder, "orders.yaml", Configs.ORDERS + list);
    JsonNode json = json("explain", config, "--format", "json");
    assertThat(column(json, "top").get("cell_type").asString()).isEqualTo("list of text");
    assertThat(json("explain", config, "--schema", "json").get("properties").get("top"))
        .hasToString("{\"type\":[\"array\",\"null\"],\"items\":{\"type\":[\"string\",\"null\"]}}");
    String traced =
        Configs.TICKETS.replace("{{ text }}\"", "{{ text }}\", with_trace: all_messages");
    assertThat(gridloom("explain", Configs.write(folder, "tickets.yaml", traced)).out())
        .contains("list of {role: text, content: list of {type", "array of record title__trace");
  }

  @Test
  void mermaidDrawsStagesWithEscapedNames() {
    Path config =
        Configs.write(folder, "orders.yaml", Configs.ORDERS.replace("order label", "a]\\\"#b"));
    Outcome outcome = gridloom("explain", config, "--format", "mermaid");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.outLines().get(0)).isEqualTo("flowchart TD");
    assertThat(outcome.out())
        .contains("subgraph s1[\"1: barrier stage\"]", "{{\"total\"}}", "a#93;#34;#35;b");
    assertThat(outcome.outLines().stream().filter(line -> line.contains("-->")))
        .containsExactlyInAnyOrder(
            "  c1 --> c3", // amount → amount_z
            "  c0 --> c3", // category → amount_z
            "  c1 --> c4", // amount → total
            "  c0 --> c5", // category → label
            "  c3 --> c5"); // amount_z → label
  }

  @Test
  void problemsOfTheConfigAreJsonToo() {
    Path config = Configs.write(folder, "wrong.yaml", Configs.WRONG);
    Outcome outcome = gridloom("explain", config, "--format", "json");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(JsonMapper.shared().readTree(outcome.out()).isArray()).isTrue();
  }

  @Test
  void rowsMustBeCountable() {
    Path config = Configs.write(folder, "orders.yaml", Configs.ORDERS);
    assertThat(gridloom("explain", config, "--rows", 0).exit()).isEqualTo(2);
    assertThat(gridloom("explain", config, "--rows", Long.MAX_VALUE).exit()).isEqualTo(2);
  }

  private static JsonNode json(Object... args) {
    Outcome outcome = gridloom(args);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return JsonMapper.shared().readTree(outcome.out());
  }

  private static JsonNode column(JsonNode report, String name) {
    return report
        .get("columns")
        .valueStream()
        .filter(column -> column.get("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
