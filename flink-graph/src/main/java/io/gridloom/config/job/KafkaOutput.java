package io.gridloom.config.job;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A topic of a Kafka cluster.
 *
 * @param bootstrapServers {@code host:port}, several with commas
 * @param key of a row's record: a column, or a template; empty: none, or the number of a dead
 *     letter's row
 * @param headers of a row's record: templates by name
 * @param timestamp column with a record's time, as UTC; empty: when it is written
 * @param schemaFile where an Avro schema is written; empty: each record has it in a header
 * @param newTopic how the topic is made where it is missing; empty: a missing topic is an error
 * @param transactionalIdPrefix of the transactions, with which rights are given; empty: one of the
 *     run's own
 * @param transactionTimeout after which the broker gives up a transaction that nobody ends
 * @param properties further ones of Kafka's producer
 */
public record KafkaOutput(
    String bootstrapServers,
    String topic,
    Format format,
    Content content,
    List<String> columns,
    Optional<String> key,
    Map<String, String> headers,
    Optional<String> timestamp,
    Optional<String> schemaFile,
    Delivery delivery,
    Optional<NewTopic> newTopic,
    Optional<String> transactionalIdPrefix,
    Duration transactionTimeout,
    Map<String, String> properties)
    implements OutputConfig {

  /** Unless said otherwise; a broker allows 15 minutes unless told otherwise. */
  public static final Duration DEFAULT_TRANSACTION_TIMEOUT = Duration.ofMinutes(10);

  public KafkaOutput {
    columns = List.copyOf(columns);
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }

  /** All columns of living rows as JSON, exactly once. */
  public static KafkaOutput rows(String bootstrapServers, String topic) {
    return new KafkaOutput(
        bootstrapServers,
        topic,
        Format.JSON,
        Content.ROWS,
        List.of(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Delivery.EXACTLY_ONCE,
        Optional.empty(),
        Optional.empty(),
        DEFAULT_TRANSACTION_TIMEOUT,
        Map.of());
  }

  /** The same with other transactions. */
  public KafkaOutput withTransactionalIdPrefix(String prefix) {
    return new KafkaOutput(
        bootstrapServers,
        topic,
        format,
        content,
        columns,
        key,
        headers,
        timestamp,
        schemaFile,
        delivery,
        newTopic,
        Optional.of(prefix),
        transactionTimeout,
        properties);
  }

  /** Whether it needs a prefix for its transactions and has none. */
  public boolean lacksPrefix() {
    return delivery == Delivery.EXACTLY_ONCE && transactionalIdPrefix.isEmpty();
  }

  /** What a record's value is. */
  public enum Format {
    /** A JSON object. */
    JSON,
    /** Avro's binary form of a record. */
    AVRO
  }

  /** How often a row may be there. */
  public enum Delivery {
    /** Once, for readers of committed records; by transactions. */
    EXACTLY_ONCE,
    /** Once, and again after a failure. */
    AT_LEAST_ONCE;

    /** What a job file says. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What a topic is made with. */
  public record NewTopic(int partitions, int replicationFactor) {}
}
