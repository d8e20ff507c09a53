package io.gridloom.output.kafka;

import io.gridloom.config.job.KafkaOutput;
import io.gridloom.config.job.KafkaOutput.Delivery;
import io.gridloom.config.job.OutputConfig.Content;
import io.gridloom.kafka.ClientKind;
import io.gridloom.kafka.ClientProperties;
import io.gridloom.kafka.TopicAddress;
import io.gridloom.problem.NearMiss;
import io.gridloom.problem.Place;
import io.gridloom.problem.Problem;
import io.gridloom.problem.Shown;
import io.gridloom.row.RowLayout;
import io.gridloom.schema.CellType;
import io.gridloom.schema.ScalarType;
import io.gridloom.template.TemplateException;
import io.gridloom.template.TemplateKind;
import io.gridloom.template.eval.TemplateCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Whether the settings of an output to Kafka fit each other and the dataset. */
public final class KafkaCheck {

  private final KafkaOutput output;
  private final String path;
  private final List<Problem> problems = new ArrayList<>();

  private KafkaCheck(KafkaOutput output, String path) {
    this.output = output;
    this.path = path;
  }

  /**
   * What is wrong.
   *
   * @param path of the output
   * @param type of a column by its name
   */
  public static List<Problem> settings(
      KafkaOutput output,
      String path,
      RowLayout layout,
      Optional<String> rowIdColumn,
      Function<String, CellType> type) {
    KafkaCheck check = new KafkaCheck(output, path);
    check.problems.addAll(TopicAddress.problems(output.bootstrapServers(), output.topic(), path));
    if (output.content() == Content.DROPPED) {
      check.dropped();
    } else {
      check.rows(layout, rowIdColumn, type);
    }
    if (output.schemaFile().isPresent() && output.format() != KafkaOutput.Format.AVRO) {
      check.add(
          "schema_file", "only records in Avro have a schema", "Write format: avro, or remove it");
    }
    if (output.transactionalIdPrefix().isPresent() && output.delivery() != Delivery.EXACTLY_ONCE) {
      check.add("transactional_id_prefix", "there are no transactions at least once", "Remove it");
    }
    check.problems.addAll(
        ClientProperties.problems(ClientKind.PRODUCER, output.properties(), path, System.getenv()));
    return check.problems;
  }

  private void dropped() {
    output.key().ifPresent(key -> add("key", "dead letters have their row as key", "Remove it"));
    output
        .timestamp()
        .ifPresent(column -> add("timestamp", "dead letters have no columns", "Remove it"));
    if (!output.headers().isEmpty()) {
      add("headers", "dead letters have no columns", "Remove them");
    }
  }

  private void rows(
      RowLayout layout, Optional<String> rowIdColumn, Function<String, CellType> type) {
    List<String> names = Stream.concat(rowIdColumn.stream(), layout.names().stream()).toList();
    output
        .key()
        .ifPresent(
            key -> {
              if (RowParts.isTemplate(key)) {
                template("key", key, names);
              } else {
                column("key", key, names);
              }
            });
    output.headers().forEach((name, text) -> template("headers." + name, text, names));
    output
        .timestamp()
        .ifPresent(
            column -> {
              if (column("timestamp", column, layout.names())
                  && type.apply(column) != ScalarType.DATETIME) {
                add(
                    "timestamp",
                    "column " + Shown.quoted(column) + " has no times",
                    "Name a datetime column");
              }
            });
  }

  private boolean column(String key, String name, List<String> names) {
    if (names.contains(name)) {
      return true;
    }
    add(key, "rows have no column " + Shown.quoted(name), NearMiss.hint(name, names, ""));
    return false;
  }

  private void template(String key, String text, List<String> names) {
    try {
      TemplateCompiler.compile(text, TemplateKind.PROMPT).references().stream()
          .forEach(name -> column(key, name, names));
    } catch (TemplateException e) {
      add(key, String.valueOf(e.getMessage()), "");
    }
  }

  private void add(String key, String reason, String fix) {
    problems.add(new Problem(Place.NOWHERE, path + "." + key, reason, fix));
  }
}
