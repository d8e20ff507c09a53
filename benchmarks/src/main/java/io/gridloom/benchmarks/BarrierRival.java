package io.gridloom.benchmarks;

import io.gridloom.Gridloom;
import io.gridloom.codec.RecordForm;
import io.gridloom.dataset.Dataset;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.plan.RowSchemas;
import io.gridloom.schema.DatasetSchema;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.formats.avro.typeutils.GenericRecordAvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A z-score through our barrier beside the two-input job that a user would write by hand ({@link
 * RivalBarrier}), its rows keyed one by one or in blocks. The sink keeps a digest only, which must
 * be the same. Arguments: rows, {@code hashmap} or {@code rocksdb}, a folder for checkpoints,
 * rounds.
 */
public final class BarrierRival {

  private static final long SEED = 7;
  private static final LocalDate DATE = LocalDate.of(2026, 1, 1);
  private static final String CONFIG = BarrierRun.config("zscore");
  private static final MemorySize NETWORK_MEMORY = MemorySize.ofMebiBytes(64); // ours needs none
  private static final int BLOCK_ROWS = 256;

  /** Adds the job to be measured. */
  private interface Program {
    DataStream<GenericRecord> attach(StreamExecutionEnvironment env, long rows);
  }

  /** What a run took. */
  private record Cost(double seconds, double cpuSeconds) {}

  private BarrierRival() {}

  public static void main(String[] args) throws Exception {
    long rows = Long.parseLong(args[0]);
    int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 3;
    Map<String, Program> programs = new LinkedHashMap<>();
    programs.put("gridloom", BarrierRival::gridloom);
    programs.put("keyed by row", (env, count) -> byHand(env, count, 1));
    programs.put("keyed by block", (env, count) -> byHand(env, count, BLOCK_ROWS));
    Map<String, List<Cost>> costs = new LinkedHashMap<>();
    Set<Long> digests = new HashSet<>();
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Program> program : programs.entrySet()) {
        Cost cost = run(program.getValue(), rows, BarrierRun.settings(args[1], Path.of(args[2])));
        costs.computeIfAbsent(program.getKey(), name -> new ArrayList<>()).add(cost);
        System.out.printf(
            Locale.ROOT,
            "%-15s %.2f s, %,.0f rows/s, %.1f CPU s%n",
            program.getKey(),
            cost.seconds(),
            rows / cost.seconds(),
            cost.cpuSeconds());
        digests.add(DigestSink.take(rows));
        if (digests.size() > 1) {
          throw new IllegalStateException(program.getKey() + " gives other values");
        }
      }
    }
    Cost ours = median(costs.get("gridloom"));
    costs.forEach(
        (name, all) -> {
          Cost its = median(all);
          System.out.printf(
              Locale.ROOT,
              "%-15s median %.2f s, %.1f CPU s: gridloom is %.2f times as fast, with %.2f of the CPU%n",
              name,
              its.seconds(),
              its.cpuSeconds(),
              its.seconds() / ours.seconds(),
              ours.cpuSeconds() / its.cpuSeconds());
        });
  }

  /** Of both by itself. */
  private static Cost median(List<Cost> costs) {
    int middle = costs.size() / 2;
    return new Cost(
        costs.stream().map(Cost::seconds).sorted().toList().get(middle),
        costs.stream().map(Cost::cpuSeconds).sorted().toList().get(middle));
  }

  private static Cost run(Program program, long rows, Configuration settings) throws Exception {
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK_MEMORY);
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK_MEMORY);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(2);
    program.attach(env, rows).sinkTo(new DigestSink());
    double before = BarrierRun.cpuSeconds();
    double seconds = env.execute().getNetRuntime() / 1e3;
    return new Cost(seconds, BarrierRun.cpuSeconds() - before);
  }

  private static DataStream<GenericRecord> gridloom(StreamExecutionEnvironment env, long rows) {
    return Gridloom.of(dataset()).rows(rows).seed(SEED).date(DATE).attachTo(env).stream();
  }

  private static Dataset dataset() {
    return Dataset.parse(CONFIG, "config", GeneratorRegistry.builtIn());
  }

  private static DataStream<GenericRecord> byHand(
      StreamExecutionEnvironment env, long rows, int rowsPerKey) {
    DatasetSchema schema = RowSchemas.of("row", dataset().columns()).output();
    RecordForm form = new RecordForm(dataset().layout(), schema);
    return new RivalBarrier(CONFIG, "result", SEED, DATE, rowsPerKey)
        .attachTo(env, rows)
        .map(form::toRecord)
        .returns(new GenericRecordAvroTypeInfo(schema.avro()));
  }
}
