package io.gridloom.benchmarks;

import io.gridloom.Gridloom;
import io.gridloom.config.job.KafkaOutput;
import io.gridloom.config.job.KafkaOutput.Delivery;
import io.gridloom.dataset.Dataset;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.output.kafka.TopicSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How long a row takes from the producer to a reader of committed records, at a steady rate.
 * Arguments: config, {@code exactly-once} or {@code at-least-once}, rows a second, the checkpoint
 * interval in milliseconds, a broker.
 */
public final class KafkaLatency {

  private static final int SECONDS = 30;
  private static final int WARM_UP_SECONDS = 8;

  private KafkaLatency() {}

  public static void main(String[] args) throws Exception {
    Delivery delivery =
        args[1].equals(Delivery.EXACTLY_ONCE.text())
            ? Delivery.EXACTLY_ONCE
            : Delivery.AT_LEAST_ONCE;
    int rate = Integer.parseInt(args[2]);
    String broker = args[4];
    String topic = "latency-" + UUID.randomUUID();
    KafkaOutput output = OutputRival.topic(broker, topic, delivery, Optional.empty());
    TopicSetup.create(output);
    Configuration settings =
        BarrierRun.settings("hashmap", Files.createTempDirectory("checkpoints"));
    settings.set(
        CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(Long.parseLong(args[3])));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(2);
    long rows = (long) rate * SECONDS;
    Gridloom.of(
            Dataset.parse(
                Files.readString(Path.of(args[0])), "config", GeneratorRegistry.builtIn()))
        .rows(rows)
        .rate(rate)
        .seed(7)
        .date(LocalDate.of(2026, 1, 1))
        .attachTo(env)
        .write(output);
    JobClient job = env.executeAsync();
    List<Long> millis = latencies(broker, topic, rows, (long) rate * WARM_UP_SECONDS);
    job.getJobExecutionResult().get();
    System.out.printf(
        Locale.ROOT,
        "%s, %d rows/s, checkpoints each %s ms: median %d ms, 99 %% below %d ms, at most %d ms%n",
        args[1],
        rate,
        args[3],
        millis.get(millis.size() / 2),
        millis.get(millis.size() * 99 / 100),
        millis.get(millis.size() - 1));
  }

  /** In order of size, of the rows behind the first ones. */
  private static List<Long> latencies(String broker, String topic, long rows, long leftOut) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", broker);
    properties.setProperty("group.id", topic);
    properties.setProperty("isolation.level", "read_committed");
    properties.setProperty("auto.offset.reset", "earliest");
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    List<Long> millis = new ArrayList<>();
    try (var consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
      consumer.subscribe(List.of(topic));
      while (millis.size() < rows) {
        var records = consumer.poll(Duration.ofMillis(100));
        long now = System.currentTimeMillis();
        records.forEach(record -> millis.add(now - record.timestamp()));
      }
    }
    return millis.subList((int) leftOut, millis.size()).stream().sorted().toList();
  }
}
