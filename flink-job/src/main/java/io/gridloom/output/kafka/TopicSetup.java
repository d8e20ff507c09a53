package io.gridloom.output.kafka;

import io.gridloom.config.job.KafkaOutput;
import io.gridloom.config.job.KafkaOutput.Delivery;
import io.gridloom.config.job.KafkaOutput.NewTopic;
import io.gridloom.kafka.BrokerFailure;
import io.gridloom.kafka.TopicAdmin;
import io.gridloom.problem.Place;
import io.gridloom.problem.Problem;
import io.gridloom.problem.Shown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a broker whether an output's topic can be written to, and makes it. */
public final class TopicSetup implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);
  private static final String BROKER_MAX_BYTES = "message.max.bytes"; // of topics that say nothing
  private static final String MAX_TIMEOUT = "transaction.max.timeout.ms";

  private final KafkaOutput output;
  private final String path;
  private final TopicAdmin admin;
  private final List<Problem> problems = new ArrayList<>();

  private TopicSetup(KafkaOutput output, String path) {
    this.output = output;
    this.path = path;
    this.admin = new TopicAdmin(output.bootstrapServers(), output.properties(), output.topic());
  }

  /**
   * What would fail a job on its first record.
   *
   * @param path of the output
   */
  public static List<Problem> problems(KafkaOutput output, String path)
      throws InterruptedException {
    try (TopicSetup setup = new TopicSetup(output, path)) {
      setup.check();
      return setup.problems;
    } catch (KafkaException e) { // no client at all
      return List.of(BrokerFailure.noClient(e, path));
    }
  }

  /** Makes the topic if it is missing and its output says how. */
  public static void create(KafkaOutput output) throws InterruptedException, ExecutionException {
    if (output.newTopic().isEmpty()) {
      return;
    }
    try (TopicSetup setup = new TopicSetup(output, "")) {
      setup.create(output.newTopic().get(), false);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  /**
   * Ends transactions that a dead job has left open: until the broker gives them up, readers see
   * nothing behind them. A broker that refuses will do just that.
   *
   * @param output of that job
   */
  public static void abortTransactions(KafkaOutput output) throws InterruptedException {
    Pattern its = // of a subtask and a checkpoint
        Pattern.compile(
            Pattern.quote(output.transactionalIdPrefix().orElseThrow()) + "-[0-9]+-[0-9]+");
    try (TopicSetup setup = new TopicSetup(output, "")) {
      Admin client = setup.admin.client();
      var open = new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING));
      List<String> left =
          client.listTransactions(open).all().get().stream()
              .map(TransactionListing::transactionalId)
              .filter(its.asMatchPredicate())
              .toList();
      client.fenceProducers(left).all().get();
    } catch (ExecutionException | KafkaException e) {
      LOG.warn("transactions in topic {} may be open for a while", output.topic(), e);
    }
  }

  private void create(NewTopic topic, boolean validateOnly)
      throws InterruptedException, ExecutionException {
    var made =
        new org.apache.kafka.clients.admin.NewTopic(
            output.topic(), topic.partitions(), (short) topic.replicationFactor());
    admin
        .client()
        .createTopics(List.of(made), new CreateTopicsOptions().validateOnly(validateOnly))
        .all()
        .get();
  }

  private void check() throws InterruptedException {
    KafkaProducer<byte[], byte[]> producer;
    try {
      producer = producer();
    } catch (KafkaException e) { // properties that contradict each other, or an environment's value
      add("properties", String.valueOf(cause(e).getMessage()), "");
      return;
    }
    try {
      check(producer);
    } finally {
      producer.close(Duration.ZERO);
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Properties properties = ProducerProperties.of(output);
    if (output.delivery() == Delivery.EXACTLY_ONCE) {
      properties.put(
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          output.transactionalIdPrefix().orElse("gridloom") + "-check");
    }
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TopicAdmin.TIMEOUT_MILLIS);
    ByteArraySerializer bytes = new ByteArraySerializer();
    return new KafkaProducer<>(properties, bytes, bytes);
  }

  private void check(KafkaProducer<byte[], byte[]> producer) throws InterruptedException {
    try {
      Optional<TopicDescription> topic = admin.describe();
      if (topic.isPresent()) {
        checkRights(topic.get());
        checkRecordSize(
            admin.setting(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
            "topic",
            "the topic's " + TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
      } else if (output.newTopic().isPresent()) {
        checkNewTopic(output.newTopic().get());
        checkRecordSize(
            admin.brokerSetting(BROKER_MAX_BYTES),
            "create_topic",
            "the broker's " + BROKER_MAX_BYTES);
      } else {
        add(
            "topic",
            "there is no topic " + Shown.quoted(output.topic()),
            "Make it, or write create_topic: {partitions: 6}");
      }
      if (output.delivery() == Delivery.EXACTLY_ONCE) {
        checkTransactions(producer);
      }
    } catch (ExecutionException | KafkaException e) {
      problems.add(BrokerFailure.problem(e, path, output.bootstrapServers(), output.topic()));
    }
  }

  private void checkNewTopic(NewTopic topic) throws InterruptedException, ExecutionException {
    try {
      create(topic, true);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof InvalidReplicationFactorException)) {
        throw e;
      }
      add(
          "create_topic",
          "replication_factor is %d; %s"
              .formatted(topic.replicationFactor(), String.valueOf(e.getCause().getMessage())),
          "Lower it to the number of brokers");
    }
  }

  private void checkRights(TopicDescription topic) {
    Set<AclOperation> allowed = topic.authorizedOperations();
    if (allowed != null && !allowed.contains(AclOperation.WRITE)) {
      add(
          "topic",
          "no right to write to the topic " + Shown.quoted(output.topic()),
          "Grant it, or name another user in properties");
    }
  }

  /** A broker that does not let us look is not asked. */
  private void checkRecordSize(Optional<String> setting, String key, String name) {
    Optional<Long> limit = setting.map(Long::valueOf);
    int most = ProducerProperties.maxRequestBytes(output);
    if (limit.isPresent() && limit.get() < most) {
      add(
          key,
          "the topic takes records of %,d bytes at most, and max.request.size is %,d"
              .formatted(limit.get(), most),
          "Raise %s, or write properties: {max.request.size: \"%d\"}".formatted(name, limit.get()));
    }
  }

  /** Begins none: only says hello, as each subtask will. */
  private void checkTransactions(KafkaProducer<byte[], byte[]> producer)
      throws InterruptedException, ExecutionException {
    try {
      producer.initTransactions();
    } catch (KafkaException e) {
      if (!(cause(e) instanceof InvalidTxnTimeoutException)
          && !String.valueOf(e.getMessage()).contains(MAX_TIMEOUT)) {
        throw e;
      }
      String most =
          admin
              .brokerSetting(MAX_TIMEOUT)
              .map(Long::valueOf)
              .map(millis -> ", which is " + Duration.ofMillis(millis).toSeconds() + " seconds")
              .orElse("");
      add(
          "transaction_timeout",
          "%d seconds are more than the broker's %s%s"
              .formatted(output.transactionTimeout().toSeconds(), MAX_TIMEOUT, most),
          "Lower it, but leave room for a checkpoint interval and the longest outage");
    }
  }

  private static Throwable cause(Exception failure) {
    return failure.getCause() == null ? failure : failure.getCause();
  }

  private void add(String key, String reason, String fix) {
    problems.add(new Problem(Place.NOWHERE, path + "." + key, reason, fix));
  }

  @Override
  public void close() {
    admin.close();
  }
}
