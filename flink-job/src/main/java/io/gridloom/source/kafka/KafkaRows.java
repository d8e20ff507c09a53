package io.gridloom.source.kafka;

import io.gridloom.config.KafkaSeed;
import io.gridloom.config.KafkaSeed.Position;
import io.gridloom.flinkinternal.KafkaEnumerators;
import io.gridloom.kafka.ClientProperties;
import io.gridloom.row.Row;
import io.gridloom.row.RowLayout;
import io.gridloom.source.HeldSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/** Makes the source of rows that begin with the records of a topic. */
public final class KafkaRows {

  private KafkaRows() {}

  /**
   * The source.
   *
   * @param seed between offsets that are known, see {@link SeedRows#placed}
   * @param layout of the rows
   */
  @SuppressWarnings("deprecation") // by Kafka; the connector has no other
  public static Source<Row, ?, ?> of(KafkaSeed seed, RowLayout layout) {
    KafkaSourceBuilder<Row> builder =
        KafkaSource.<Row>builder()
            .setTopics(seed.topic())
            .setProperties(properties(seed))
            .setDeserializer(new RecordRows(seed.columns(), layout))
            // What was deleted before it was read is told, not passed over.
            .setStartingOffsets(
                OffsetsInitializer.offsets(offsets(seed, seed.start()), OffsetResetStrategy.NONE));
    seed.end().ifPresent(end -> builder.setBounded(OffsetsInitializer.offsets(offsets(seed, end))));
    return held(builder.build());
  }

  private static <S extends SourceSplit, E> Source<Row, S, E> held(Source<Row, S, E> source) {
    return new HeldSource<>(source, KafkaEnumerators::hasAssignedAll);
  }

  static Properties properties(KafkaSeed seed) {
    Properties properties = new Properties();
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.putAll(ClientProperties.of(seed.bootstrapServers(), seed.properties()));
    return properties;
  }

  static Map<TopicPartition, Long> offsets(KafkaSeed seed, Position position) {
    if (!(position instanceof Position.Offsets offsets)) {
      throw new IllegalArgumentException(position + " is no known offset");
    }
    Map<TopicPartition, Long> byPartition = new HashMap<>();
    offsets
        .byPartition()
        .forEach(
            (partition, offset) ->
                byPartition.put(new TopicPartition(seed.topic(), partition), offset));
    return byPartition;
  }
}
