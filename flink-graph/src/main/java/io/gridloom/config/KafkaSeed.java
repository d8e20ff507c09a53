package io.gridloom.config;

import io.gridloom.schema.CellType;
import io.gridloom.schema.SchemaField;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Rows that begin with the records of a Kafka topic: a {@code seed_config} whose source has {@code
 * seed_type: kafka}.
 *
 * @param bootstrapServers {@code host:port}, several with commas
 * @param columns that the JSON object of a record fills
 * @param start the first record of each partition
 * @param end behind the last record; empty: the topic is followed without an end
 * @param batchTimeout after which a batch that is not full goes on as it is
 * @param properties further ones of Kafka's consumer
 */
public record KafkaSeed(
    String bootstrapServers,
    String topic,
    List<SchemaField> columns,
    Position start,
    Optional<Position> end,
    Duration batchTimeout,
    Map<String, String> properties) {

  /** Unless said otherwise. */
  public static final Duration DEFAULT_BATCH_TIMEOUT = Duration.ofSeconds(10);

  public KafkaSeed {
    columns = List.copyOf(columns);
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }

  /** A place in each partition of a topic. */
  public sealed interface Position {

    /** Before the oldest record there is. */
    record Earliest() implements Position {}

    /** Behind the newest record there is. */
    record Latest() implements Position {}

    /**
     * Before the record of that offset.
     *
     * @param byPartition an offset, 0 or more, for each partition
     */
    record Offsets(Map<Integer, Long> byPartition) implements Position {
      public Offsets {
        byPartition = Collections.unmodifiableMap(new TreeMap<>(byPartition));
      }
    }
  }

  /** Type of the cells of a column; empty if records have no such field. */
  public Optional<CellType> type(String column) {
    return columns.stream()
        .filter(field -> field.name().equals(column))
        .map(SchemaField::type)
        .findFirst();
  }

  public boolean isUnbounded() {
    return end.isEmpty();
  }

  /** The same between other places. */
  public KafkaSeed between(Position from, Optional<Position> before) {
    return new KafkaSeed(bootstrapServers, topic, columns, from, before, batchTimeout, properties);
  }
}
