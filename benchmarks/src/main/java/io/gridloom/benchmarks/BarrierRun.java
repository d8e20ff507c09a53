package io.gridloom.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.gridloom.Gridloom;
import io.gridloom.dataset.Dataset;
import io.gridloom.flinkinternal.LocalCluster;
import io.gridloom.generator.GeneratorRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Rows of four columns and one aggregate through a barrier into a sink that discards them: seconds
 * of the job, CPU seconds and peak memory of this process. Arguments: the aggregate's function,
 * rows, {@code hashmap} or {@code rocksdb}, a folder for checkpoints.
 */
public final class BarrierRun {

  private BarrierRun() {}

  public static void main(String[] args) throws Exception {
    long rows = Long.parseLong(args[1]);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(settings(args[2], Path.of(args[3])));
    env.setParallelism(2);
    Gridloom.of(Dataset.parse(config(args[0]), "config", GeneratorRegistry.builtIn()))
        .rows(rows)
        .seed(7)
        .attachTo(env)
        .stream()
        .sinkTo(new DiscardingSink<>());
    double seconds = env.execute().getNetRuntime() / 1e3;
    String peak =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .findFirst()
            .orElse("VmHWM: unknown");
    System.out.printf(
        Locale.ROOT,
        "%-8s %-8s %,d rows in %.1f s, %,.0f rows/s, %.1f CPU s, %s%n",
        args[0],
        args[2],
        rows,
        seconds,
        rows / seconds,
        cpuSeconds(),
        peak.replaceAll("\\s+", " "));
  }

  /** The dataset whose last column is that aggregate. */
  static String config(String function) {
    return """
        columns:
          - {name: kind, column_type: sampler, sampler_type: category, params: {values: [a, b, c, d]}}
          - {name: amount, column_type: sampler, sampler_type: gaussian, params: {mean: 100, stddev: 20}}
          - {name: count, column_type: sampler, sampler_type: poisson, params: {mean: 40}}
          - {name: flag, column_type: sampler, sampler_type: bernoulli, params: {p: 0.3}}
          - {name: result, column_type: aggregate, function: %s, target: amount}
        """
        .formatted(function);
  }

  /** A job that takes a checkpoint every 2 s, in a folder of its own in {@code folder}. */
  static Configuration settings(String backend, Path folder) throws IOException {
    Configuration settings = LocalCluster.onLoopback();
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(2));
    settings.set(StateBackendOptions.STATE_BACKEND, backend);
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, backend.equals("rocksdb"));
    settings.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        Files.createTempDirectory(folder, "checkpoints").toUri().toString());
    return settings;
  }

  /** What this process has used so far. */
  static double cpuSeconds() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }
}
