package io.gridloom.benchmarks;

import io.gridloom.Gridloom;
import io.gridloom.codec.RecordForm;
import io.gridloom.dataset.Dataset;
import io.gridloom.flinkinternal.LocalCluster;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.plan.RowSchemas;
import io.gridloom.schema.DatasetSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.formats.avro.typeutils.GenericRecordAvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * What a job of ours costs beside jobs that a user would write by hand with the same generators: a
 * source of numbers and a map, with and without a {@code keyBy} on the row between. All give Avro
 * records to a sink that discards them. Arguments: config, rows, rounds.
 */
public final class JobOverhead {

  private static final long SEED = 7;
  private static final LocalDate DATE = LocalDate.of(2026, 1, 1);

  /** Adds the job to be measured. */
  private interface Program {
    void attach(StreamExecutionEnvironment env, String config, long rows) throws Exception;
  }

  private JobOverhead() {}

  public static void main(String[] args) throws Exception {
    String config = Files.readString(Path.of(args[0]));
    long rows = Long.parseLong(args[1]);
    int rounds = Integer.parseInt(args[2]);
    Map<String, Program> programs = new LinkedHashMap<>();
    programs.put("gridloom", JobOverhead::gridloom);
    programs.put("source, keyBy, map", (env, text, count) -> byHand(env, text, count, true));
    programs.put("source, map", (env, text, count) -> byHand(env, text, count, false));
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    for (Program program : programs.values()) {
      run(program, config, rows); // warms this process up; whoever is first would pay for it
    }
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Program> program : programs.entrySet()) {
        double taken = run(program.getValue(), config, rows);
        seconds.computeIfAbsent(program.getKey(), name -> new ArrayList<>()).add(taken);
        System.out.printf(
            Locale.ROOT, "%-20s %.2f s %,.0f rows/s%n", program.getKey(), taken, rows / taken);
      }
    }
    double ours = median(seconds.get("gridloom"));
    seconds.forEach(
        (name, all) ->
            System.out.printf(
                Locale.ROOT,
                "%-20s median %.2f s, gridloom's speed is %.2f of it%n",
                name,
                median(all),
                median(all) / ours));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static double run(Program program, String config, long rows) throws Exception {
    Configuration settings = LocalCluster.onLoopback();
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(2);
    program.attach(env, config, rows);
    return env.execute().getNetRuntime() / 1e3;
  }

  private static Dataset dataset(String config) {
    return Dataset.parse(config, "config", GeneratorRegistry.builtIn());
  }

  private static void gridloom(StreamExecutionEnvironment env, String config, long rows) {
    Gridloom.of(dataset(config)).rows(rows).seed(SEED).date(DATE).attachTo(env).stream()
        .sinkTo(new DiscardingSink<>());
  }

  private static void byHand(
      StreamExecutionEnvironment env, String config, long rows, boolean keyed) {
    DataStream<Long> numbers =
        env.fromSource(
            new NumberSequenceSource(0, rows - 1), WatermarkStrategy.noWatermarks(), "numbers");
    DataStream<Long> spread = keyed ? numbers.keyBy(row -> row) : numbers;
    DatasetSchema schema = RowSchemas.of("row", dataset(config).columns()).output();
    spread
        .map(new MakeRows(config))
        .returns(new GenericRecordAvroTypeInfo(schema.avro()))
        .sinkTo(new DiscardingSink<>());
  }

  /** Rows as records. */
  private static final class MakeRows extends RichMapFunction<Long, GenericRecord> {

    private final RowMaker rows;
    private final RecordForm form;

    MakeRows(String config) {
      Dataset dataset = dataset(config);
      rows = new RowMaker(config, SEED, DATE);
      form = new RecordForm(dataset.layout(), RowSchemas.of("row", dataset.columns()).output());
    }

    @Override
    public void open(OpenContext context) {
      rows.open();
    }

    @Override
    public GenericRecord map(Long row) {
      return form.toRecord(rows.row(row));
    }
  }
}
