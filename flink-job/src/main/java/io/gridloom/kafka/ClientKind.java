package io.gridloom.kafka;

import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Which client of Kafka's is told properties. */
@SuppressWarnings("ImmutableEnumChecker") // nobody changes what Kafka lists
public enum ClientKind {
  PRODUCER(
      "producer",
      ProducerConfig.configDef(),
      Set.of(
          ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          ProducerConfig.ACKS_CONFIG)),
  CONSUMER(
      "consumer",
      ConsumerConfig.configDef(),
      Set.of(
          ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG));

  private final String text;
  private final ConfigDef known;
  private final Set<String> ours; // decided by other settings, or by Flink

  ClientKind(String text, ConfigDef known, Set<String> ours) {
    this.text = text;
    this.known = known;
    this.ours = ours;
  }

  ConfigDef known() {
    return known;
  }

  boolean decides(String property) {
    return ours.contains(property);
  }

  @Override
  public String toString() {
    return text;
  }
}
