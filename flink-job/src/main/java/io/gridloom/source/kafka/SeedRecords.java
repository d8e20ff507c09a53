package io.gridloom.source.kafka;

import io.gridloom.config.KafkaSeed;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts the records of a seed by reading them: the ends of transactions have offsets, too. */
final class SeedRecords {

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int MOST_EMPTY_POLLS = 30; // then nobody answers

  private SeedRecords() {}

  /**
   * How many there are.
   *
   * @param seed between known offsets
   * @return empty if some can't be read, or not any more
   */
  static OptionalLong count(KafkaSeed seed) {
    Map<TopicPartition, Long> start = KafkaRows.offsets(seed, seed.start());
    Map<TopicPartition, Long> end = KafkaRows.offsets(seed, seed.end().orElseThrow());
    Properties properties = KafkaRows.properties(seed);
    properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
      consumer.assign(end.keySet());
      start.forEach(consumer::seek);
      return count(consumer, end);
    } catch (KafkaException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong count(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> end) {
    Set<TopicPartition> left = new HashSet<>(end.keySet());
    long records = 0;
    for (int emptyPolls = 0; emptyPolls < MOST_EMPTY_POLLS; emptyPolls++) {
      left.removeIf(partition -> consumer.position(partition) >= end.getOrDefault(partition, 0L));
      if (left.isEmpty()) {
        return OptionalLong.of(records);
      }
      consumer.pause(end.keySet());
      consumer.resume(left);
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        emptyPolls = 0;
        if (record.offset()
            < end.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
          records++;
        }
      }
    }
    return OptionalLong.empty();
  }
}
