package io.gridloom.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.config.KafkaSeed;
import io.gridloom.config.KafkaSeed.Position;
import io.gridloom.dataset.Dataset;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.plan.StagePlanner;
import io.gridloom.problem.InputException;
import io.gridloom.schema.CellType;
import io.gridloom.schema.ListType;
import io.gridloom.schema.RecordType;
import io.gridloom.schema.SchemaField;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeedReaderTest {

  private static final String CONFIG =
      """
      seed_config:
        source:
          seed_type: kafka
          bootstrap_servers: "a:1,b:2"
          topic: orders
          columns:
            id: integer
            at: datetime
            tags: [text]
            customer: {name: str, vip: bool, prices: [float]}
          start: {0: 5, 1: 7}
          end: latest
          batch_timeout: 2s
          properties: {max.poll.records: 100}
      columns:
        - {name: customer, column_type: seed-dataset, drop: true}
        - {name: label, column_type: expression, expr: "{{ id }} {{ customer.name }}"}
      """;

  private static Dataset read(String config) {
    return Dataset.parse(config, "seed.yaml", GeneratorRegistry.builtIn());
  }

  @Test
  void isWhatTheConfigSays() {
    CellType customer =
        new RecordType(
            List.of(
                new SchemaField("name", CellType.TEXT),
                new SchemaField("vip", CellType.BOOLEAN),
                new SchemaField("prices", new ListType(CellType.FLOAT))));
    assertThat(read(CONFIG).config().seed())
        .contains(
            new KafkaSeed(
                "a:1,b:2",
                "orders",
                List.of(
                    new SchemaField("id", CellType.INTEGER),
                    new SchemaField("at", CellType.DATETIME),
                    new SchemaField("tags", new ListType(CellType.TEXT)),
                    new SchemaField("customer", customer)),
                new Position.Offsets(Map.of(0, 5L, 1, 7L)),
                Optional.of(new Position.Latest()),
                Duration.ofSeconds(2),
                Map.of("max.poll.records", "100")));
  }

  @Test
  void givesColumnsThatNoStageMakes() {
    Dataset dataset = read(CONFIG);
    assertThat(dataset.columns())
        .extracting(column -> column.name())
        .containsExactly("id", "at", "tags", "customer", "label");
    assertThat(dataset.column("customer").config().drop()).isTrue();
    assertThat(dataset.column("tags").description().cellType())
        .isEqualTo(new ListType(CellType.TEXT));
    assertThat(StagePlanner.plan(dataset).rowStages().get(0).columns()).containsExactly("label");
    assertThat(dataset.only(Set.of("label")).layout()).isEqualTo(dataset.layout());
  }

  @Test
  void isTheSameReadFromItsSource() {
    Dataset dataset = read(CONFIG);
    Dataset again = Dataset.ofSource(dataset.source(), GeneratorRegistry.builtIn());
    assertThat(again).isEqualTo(dataset);
    assertThat(again.layout()).isEqualTo(dataset.layout());
    Dataset placed =
        dataset.withSeed(
            new Position.Offsets(Map.of(0, 1L)),
            Optional.of(new Position.Offsets(Map.of(0, 1L << 39))));
    assertThat(Dataset.ofSource(placed.source(), GeneratorRegistry.builtIn())).isEqualTo(placed);
    assertThat(placed.fingerprint())
        .as("other records of the topic")
        .isEqualTo(dataset.fingerprint());
    assertThat(read(CONFIG.replace("orders", "others")).fingerprint())
        .isNotEqualTo(dataset.fingerprint());
    assertThat(read(CONFIG.replace("id: integer", "id: float")).fingerprint())
        .isNotEqualTo(dataset.fingerprint());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          id: integer            | id: number               | seed_config.source.columns.id | found the text "number"; allowed are "text", "integer"
          tags: [text]           | tags: [text, text]       | seed_config.source.columns.tags | A list is [text]
          tags: [text]           | tags: {a: [b]}           | seed_config.source.columns.tags | a record {name: text
          topic: orders          | topics: orders           | seed_config.source.topics | Did you mean "topic"?
          start: {0: 5, 1: 7}    | start: {0: -1}           | seed_config.source.start | earliest, latest or an offset for each partition
          start: {0: 5, 1: 7}    | start: tomorrow          | seed_config.source.start | earliest, latest or an offset for each partition
          end: latest            | end: earliest            | seed_config.source.end   | leaves none
          batch_timeout: 2s      | batch_timeout: soon      | seed_config.source.batch_timeout | a time such as
          name: label            | name: id                 | columns[1].name | the seed has a column "id", too
          name: customer         | name: nobody             | columns[0]      | the seed has no column "nobody"
          {{ id }}               | {{ idd }}                | columns[1].expr | "idd"
          drop: true             | skip: {when: "{{ id }}"} | columns[0].skip | skip is not allowed on seed-dataset columns
          """)
  void tellsWhatIsWrong(String right, String wrong, String path, String words) {
    assertThatThrownBy(() -> read(CONFIG.replace(right, wrong)))
        .isInstanceOfSatisfying(
            InputException.class,
            refused ->
                assertThat(refused.problems())
                    .anySatisfy(
                        problem -> {
                          assertThat(problem.path()).isEqualTo(path);
                          assertThat(problem.toString()).contains(words);
                        }));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " {}", " []", " [text, text]", " {name: }", " words"})
  void refusesATypeThatIsNoneAndNothingElse(String type) {
    String config =
        """
        seed_config:
          source:
            seed_type: kafka
            bootstrap_servers: "a:1"
            topic: orders
            columns:
              id:%s
        columns:
          - {name: day, column_type: sampler, sampler_type: uuid, params: {}}
        """;
    assertThatThrownBy(() -> read(config.formatted(type)))
        .isInstanceOfSatisfying(
            InputException.class,
            e ->
                assertThat(e.problems())
                    .singleElement()
                    .asString()
                    .contains("seed_config.source.columns.id", "allowed are"));
  }

  /** What a run keeps of it, in a unit that has not too many digits. */
  @ParameterizedTest
  @ValueSource(strings = {"10ms", "1500ms", "90s", "300h"})
  void canReadItsBatchTimeoutAgain(String timeout) {
    Dataset dataset = read(CONFIG.replace("batch_timeout: 2s", "batch_timeout: " + timeout));
    assertThat(Dataset.ofSource(dataset.source(), GeneratorRegistry.builtIn())).isEqualTo(dataset);
  }
}
