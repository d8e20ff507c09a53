package io.gridloom.output.kafka;

import io.gridloom.config.job.KafkaOutput;
import io.gridloom.config.job.KafkaOutput.Delivery;
import io.gridloom.kafka.ClientProperties;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What an output's producer is told. */
final class ProducerProperties {

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
    Properties properties = of(output);
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return new ProducerConfig(properties) // looks up the environment
        .getInt(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
  }
}
