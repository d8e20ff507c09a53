package io.gridloom.output.kafka;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Messages as the producer takes them. */
record KafkaRecords(String topic) implements KafkaRecordSerializationSchema<KafkaMessage> {

  private static final long serialVersionUID = 1;

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      KafkaMessage message, KafkaSinkContext context, @Nullable Long timestamp) {
    ProducerRecord<byte[], byte[]> made =
        new ProducerRecord<>(
            topic,
            null, // the producer chooses the partition, by the key
            message.timestamp().isPresent() ? message.timestamp().getAsLong() : null,
            message.key().orElse(null),
            message.value());
    message.headers().forEach((name, bytes) -> made.headers().add(name, bytes));
    return made;
  }
}
