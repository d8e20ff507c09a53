package io.gridloom.output.kafka;

import io.gridloom.config.job.KafkaOutput;
import io.gridloom.config.job.KafkaOutput.Delivery;
import io.gridloom.kafka.ClientProperties;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What an output's producer is told. */
final class ProducerProperties {

  private static final int DEFAULT_MAX_REQUEST_BYTES = 1 << 20; // Kafka's

  private ProducerProperties() {}

  static Properties of(KafkaOutput output) {
    Properties properties = ClientProperties.of(output.bootstrapServers(), output.properties());
    if (output.delivery() == Delivery.EXACTLY_ONCE) {
      properties.setProperty(
          ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
          Long.toString(output.transactionTimeout().toMillis()));
    }
    return properties;
  }

  /** The largest request, and so record, that the producer sends. */
  static int maxRequestBytes(KafkaOutput output) {
    String text = output.properties().get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
    return text == null ? DEFAULT_MAX_REQUEST_BYTES : Integer.parseInt(text.strip());
  }
}
