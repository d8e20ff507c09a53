package io.gridloom.benchmarks;

import io.gridloom.Gridloom;
import io.gridloom.dataset.Dataset;
import io.gridloom.generator.GeneratorRegistry;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The same rows at several parallelisms on this machine, with a z-score over all of them, on
 * RocksDB; a digest of what comes out must be the same. Arguments: rows, a folder for checkpoints,
 * parallelisms.
 */
public final class ScaleRun {

  private static final String CONFIG = BarrierRun.config("zscore");
  private static final MemorySize MANAGED = MemorySize.ofMebiBytes(1_024); // 64 backends share it

  private ScaleRun() {}

  public static void main(String[] args) throws Exception {
    long rows = Long.parseLong(args[0]);
    Set<Long> digests = new HashSet<>();
    for (int i = 2; i < args.length; i++) {
      int parallelism = Integer.parseInt(args[i]);
      Configuration settings = BarrierRun.settings("rocksdb", Path.of(args[1]));
      settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED);
      StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
      env.setParallelism(parallelism);
      Gridloom.of(Dataset.parse(CONFIG, "config", GeneratorRegistry.builtIn()))
          .rows(rows)
          .seed(7)
          .date(LocalDate.of(2026, 1, 1))
          .attachTo(env)
          .stream()
          .sinkTo(new DigestSink());
      double before = BarrierRun.cpuSeconds();
      double seconds = env.execute().getNetRuntime() / 1e3;
      System.out.printf(
          Locale.ROOT,
          "parallelism %d: %.1f s, %,.0f rows/s, %.1f CPU s%n",
          parallelism,
          seconds,
          rows / seconds,
          BarrierRun.cpuSeconds() - before);
      digests.add(DigestSink.take(rows));
    }
    System.out.println(digests.size() == 1 ? "the same values at each" : "NOT the same values");
  }
}
