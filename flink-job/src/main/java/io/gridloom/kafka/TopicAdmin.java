package io.gridloom.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks a broker about a topic, for somebody who waits for the answer. */
public final class TopicAdmin implements AutoCloseable {

  /** After which no broker is there. */
  public static final int TIMEOUT_MILLIS = 10_000;

  private final Admin admin;
  private final String topic;

  /**
   * @param properties beside the address, as a config says them
   * @throws org.apache.kafka.common.KafkaException if no client can be made of them
   */
  public TopicAdmin(String bootstrapServers, Map<String, String> properties, String topic) {
    Properties all = ClientProperties.of(bootstrapServers, properties);
    all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS / 2);
    this.admin = Admin.create(all);
    this.topic = topic;
  }

  /** For other questions. */
  public Admin client() {
    return admin;
  }

  /**
   * The topic with what this client may do to it; empty: there is none.
   *
   * @throws ExecutionException with what the broker refused, or that none answers
   */
  public Optional<TopicDescription> describe() throws InterruptedException, ExecutionException {
    DescribeTopicsOptions options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
    try {
      return Optional.ofNullable(
          admin.describeTopics(List.of(topic), options).allTopicNames().get().get(topic));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** A setting of the topic; empty: it has none, or the broker does not let us look. */
  public Optional<String> setting(String name) throws InterruptedException, ExecutionException {
    return setting(new ConfigResource(ConfigResource.Type.TOPIC, topic), name);
  }

  /** Likewise, of a broker. */
  public Optional<String> brokerSetting(String name)
      throws InterruptedException, ExecutionException {
    int broker = admin.describeCluster().nodes().get().iterator().next().id();
    return setting(new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(broker)), name);
  }

  private Optional<String> setting(ConfigResource of, String name)
      throws InterruptedException, ExecutionException {
    try {
      return Optional.ofNullable(admin.describeConfigs(List.of(of)).all().get().get(of))
          .map(config -> config.get(name))
          .map(ConfigEntry::value);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
