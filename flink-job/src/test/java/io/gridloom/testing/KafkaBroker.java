package io.gridloom.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A Kafka broker in a process of its own, on loopback; its data outlives the process. */
public final class KafkaBroker implements AutoCloseable {

  private static final Path LIB = Path.of(System.getProperty("kafka.lib"));
  private static final long TIMEOUT_SECONDS = 90;
  private static final String CLUSTER_ID = "4L6g3nShT-eMCtK--X86sw"; // any UUID, in Kafka's form

  private final Path folder;
  private final int port;
  private final int securedPort;
  private @Nullable Process process;

  private KafkaBroker(Path folder, int port, int securedPort) {
    this.folder = folder;
    this.port = port;
    this.securedPort = securedPort;
  }

  /**
   * Starts a new one.
   *
   * @param folder for its data and log
   * @param settings beside ours, each {@code key=value}
   */
  public static KafkaBroker start(Path folder, String... settings) throws Exception {
    return new KafkaBroker(folder, freePort(), 0).begin("", settings);
  }

  /** Starts one that also has a listener, named external, which asks for TLS and a log-in. */
  public static KafkaBroker startSecured(Path folder, String... settings) throws Exception {
    int secured = freePort();
    return new KafkaBroker(folder, freePort(), secured)
        .begin(",EXTERNAL://127.0.0.1:" + secured, settings);
  }

  private KafkaBroker begin(String listener, String... settings) throws Exception {
    int controller = freePort();
    String clients = "PLAINTEXT://127.0.0.1:" + port + listener;
    List<String> lines =
        new ArrayList<>(
            List.of(
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@127.0.0.1:" + controller,
                "listeners=" + clients + ",CONTROLLER://127.0.0.1:" + controller,
                "advertised.listeners=" + clients,
                "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,EXTERNAL:SASL_SSL",
                "inter.broker.listener.name=PLAINTEXT",
                "controller.listener.names=CONTROLLER",
                "log.dirs=" + folder.resolve("data"),
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "transaction.state.log.num.partitions=4",
                "offsets.topic.replication.factor=1",
                "offsets.topic.num.partitions=4",
                "auto.create.topics.enable=false"));
    lines.addAll(List.of(settings));
    Files.createDirectories(folder);
    Files.write(properties(), lines);
    Process format =
        java("kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", properties() + "");
    if (format.waitFor() != 0) {
      throw new IOException("no storage: " + Files.readString(log()));
    }
    restart();
    return this;
  }

  private Path properties() {
    return folder.resolve("server.properties");
  }

  private Path log() {
    return folder.resolve("broker.log");
  }

  private Process java(String main, String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1", // it is up soon, and not for long
                "-XX:+UseSerialGC",
                "-cp",
                LIB + "/*",
                main));
    command.addAll(List.of(args));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
        .start();
  }

  /** For {@code benchmarks/kafka-broker}: starts one, and runs until it is ended. */
  public static void main(String[] args) throws Exception {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : freePort();
    Path folder = Files.createTempDirectory("kafka");
    try (KafkaBroker broker = new KafkaBroker(folder, port, 0).begin("")) {
      System.out.println(broker.address());
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
      Objects.requireNonNull(broker.process).waitFor();
    }
  }

  /** Starts the process again, and waits until it answers. */
  public void restart() throws Exception {
    process = java("kafka.Kafka", properties().toString());
    try (Admin admin = admin()) {
      admin.describeCluster().nodes().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      close();
      throw new IOException("no broker: " + Files.readString(log()), e);
    }
  }

  /** {@code kill -9}. */
  public void kill() throws InterruptedException {
    Objects.requireNonNull(process, "not started").destroyForcibly().waitFor();
  }

  /** What clients are told. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Likewise, of the listener that asks for a log-in. */
  public String securedAddress() {
    return "127.0.0.1:" + securedPort;
  }

  public Admin admin() {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", address());
    properties.setProperty("default.api.timeout.ms", Long.toString(TIMEOUT_SECONDS * 1_000));
    return Admin.create(properties);
  }

  public void createTopic(String topic, int partitions) throws Exception {
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    }
  }

  /** For records of a test, each written at once. */
  public KafkaProducer<byte[], byte[]> producer() {
    ByteArraySerializer bytes = new ByteArraySerializer();
    // One request at a time: a new partition may refuse the first of several and take the second.
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", address(), "max.in.flight.requests.per.connection", 1),
        bytes,
        bytes);
  }

  /** All committed records that are there now, in the order of each partition. */
  public List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
    return read(topic, "read_committed");
  }

  /** All records, those of aborted transactions as well. */
  public List<ConsumerRecord<byte[], byte[]>> all(String topic) {
    return read(topic, "read_uncommitted");
  }

  private List<ConsumerRecord<byte[], byte[]>> read(String topic, String isolation) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", address());
    properties.setProperty("isolation.level", isolation);
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (var consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = new TreeMap<>((a, b) -> a.partition() - b.partition());
      ends.putAll(consumer.endOffsets(partitions));
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  /** Its log, for a test that fails. */
  public String logText() throws IOException {
    return Files.readString(log(), StandardCharsets.UTF_8);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
