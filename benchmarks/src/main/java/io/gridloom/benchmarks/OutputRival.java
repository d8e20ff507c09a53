package io.gridloom.benchmarks;

import io.gridloom.GeneratedRows;
import io.gridloom.Gridloom;
import io.gridloom.codec.CodecTypeInfo;
import io.gridloom.config.job.FileFormat;
import io.gridloom.config.job.FilesOutput;
import io.gridloom.config.job.KafkaOutput;
import io.gridloom.config.job.KafkaOutput.Delivery;
import io.gridloom.config.job.KafkaOutput.NewTopic;
import io.gridloom.config.job.OutputConfig.Content;
import io.gridloom.dataset.Dataset;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.output.JsonForm;
import io.gridloom.output.Projection;
import io.gridloom.output.file.AvroParquetRival;
import io.gridloom.output.file.FileOutput;
import io.gridloom.output.kafka.TopicSetup;
import io.gridloom.plan.RowSchemas;
import io.gridloom.row.Row;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Rows into files or a topic beside a job written by hand: a source of numbers, a map with the same
 * generators, Flink's own sink with the same encoding (of Parquet: through Avro's records, as its
 * writer wants them). Arguments: config, {@code jsonl}, {@code parquet}, {@code exactly-once} or
 * {@code at-least-once}, rows, rounds, a folder or a broker.
 */
public final class OutputRival {

  private static final long SEED = 7;
  private static final LocalDate DATE = LocalDate.of(2026, 1, 1);

  private final String config;
  private final Dataset dataset;
  private final String kind;
  private final long rows;
  private final String where;

  private OutputRival(String config, String kind, long rows, String where) {
    this.config = config;
    this.dataset = Dataset.parse(config, "config", GeneratorRegistry.builtIn());
    this.kind = kind;
    this.rows = rows;
    this.where = where;
  }

  public static void main(String[] args) throws Exception {
    OutputRival rival =
        new OutputRival(
            Files.readString(Path.of(args[0])), args[1], Long.parseLong(args[2]), args[4]);
    int rounds = Integer.parseInt(args[3]);
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    for (int round = -1; round < rounds; round++) { // the first one warms this process up
      for (String who : List.of("by hand", "gridloom")) {
        double taken = rival.run(who.equals("gridloom"));
        if (round >= 0) {
          seconds.computeIfAbsent(who, name -> new ArrayList<>()).add(taken);
          System.out.printf(
              Locale.ROOT, "%-10s %.2f s %,.0f rows/s%n", who, taken, rival.rows / taken);
        }
      }
    }
    double ours = median(seconds.get("gridloom"));
    double its = median(seconds.get("by hand"));
    System.out.printf(
        Locale.ROOT,
        "medians %.2f s and %.2f s: gridloom's speed is %.2f of it%n",
        ours,
        its,
        its / ours);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private double run(boolean ours) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            BarrierRun.settings("hashmap", Files.createTempDirectory("checkpoints")));
    env.setParallelism(2);
    String target = "run-" + UUID.randomUUID();
    if (kind.endsWith("once")) {
      toKafka(env, target, ours);
    } else {
      toFiles(env, Path.of(where).resolve(target), ours);
    }
    return env.execute().getNetRuntime() / 1e3;
  }

  private void toFiles(StreamExecutionEnvironment env, Path folder, boolean ours) {
    FilesOutput output =
        FilesOutput.rows(folder.toString(), FileFormat.valueOf(kind.toUpperCase(Locale.ROOT)));
    if (ours) {
      gridloom(env).write(output);
    } else if (output.format() == FileFormat.PARQUET) {
      org.apache.flink.core.fs.Path to = new org.apache.flink.core.fs.Path(output.folder());
      byHand(env).sinkTo(FileSink.forBulkFormat(to, AvroParquetRival.factory(form())).build());
    } else {
      byHand(env).sinkTo(FileOutput.sink(output, form()));
    }
  }

  private void toKafka(StreamExecutionEnvironment env, String topic, boolean ours)
      throws Exception {
    Delivery delivery =
        kind.equals("exactly-once") ? Delivery.EXACTLY_ONCE : Delivery.AT_LEAST_ONCE;
    KafkaOutput output = topic(where, topic, delivery, Optional.of("id"));
    TopicSetup.create(output);
    if (ours) {
      gridloom(env).write(output);
      return;
    }
    Json json = new Json(form());
    var sink =
        KafkaSink.<Row>builder()
            .setBootstrapServers(where)
            .setProperty("transaction.timeout.ms", "600000")
            .setDeliveryGuarantee(
                delivery == Delivery.EXACTLY_ONCE
                    ? DeliveryGuarantee.EXACTLY_ONCE
                    : DeliveryGuarantee.AT_LEAST_ONCE)
            .setRecordSerializer(
                (row, context, time) -> new ProducerRecord<>(topic, json.key(row), json.of(row)));
    if (delivery == Delivery.EXACTLY_ONCE) {
      sink.setTransactionalIdPrefix(topic);
    }
    byHand(env).sinkTo(sink.build());
  }

  /** A topic of two partitions. */
  static KafkaOutput topic(String broker, String topic, Delivery delivery, Optional<String> key) {
    return new KafkaOutput(
        broker,
        topic,
        KafkaOutput.Format.JSON,
        Content.ROWS,
        List.of(),
        key,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        delivery,
        Optional.of(new NewTopic(2, 1)),
        delivery == Delivery.EXACTLY_ONCE ? Optional.of(topic) : Optional.empty(),
        KafkaOutput.DEFAULT_TRANSACTION_TIMEOUT,
        Map.of());
  }

  private Projection form() {
    return Projection.of(
        RowSchemas.of(dataset.columns()).output(), dataset.layout(), Optional.empty(), List.of());
  }

  private GeneratedRows gridloom(StreamExecutionEnvironment env) {
    return Gridloom.of(dataset).rows(rows).seed(SEED).date(DATE).attachTo(env);
  }

  private DataStream<Row> byHand(StreamExecutionEnvironment env) {
    return env.fromSource(
            new NumberSequenceSource(0, rows - 1), WatermarkStrategy.noWatermarks(), "numbers")
        .map(new RivalBarrier.Make(new RowMaker(config, SEED, DATE)))
        .returns(CodecTypeInfo.ROW);
  }

  /** JSON of rows, as one would write it with Jackson. */
  private static final class Json implements java.io.Serializable {
    private static final JsonFactory JSON = new JsonFactory();
    private final Projection form;
    private transient @Nullable JsonForm<Row> objects;

    Json(Projection form) {
      this.form = form;
    }

    byte[] key(Row row) {
      return form.value(row, 0).toString().getBytes(StandardCharsets.UTF_8);
    }

    byte[] of(Row row) {
      if (objects == null) {
        objects = new JsonForm<>(form);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
        objects.write(row, json);
      }
      return bytes.toByteArray();
    }
  }
}
