package io.gridloom.benchmarks;

import io.gridloom.Gridloom;
import io.gridloom.dataset.Dataset;
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
 * The same rows at several parallelisms on this machine, on RocksDB where they wait; a digest of
 * what comes out must be the same. Before each, a job of a tenth of the rows warms this process up.
 * Arguments: a config whose last column is a float, rows, a folder for checkpoints, parallelisms.
 */
public final class ScaleRun {

  private static final int WARM_UP = 10; // its part of the rows
  private static final MemorySize MANAGED = MemorySize.ofMebiBytes(1_024); // 64 backends share it

  private ScaleRun() {}

  public static void main(String[] args) throws Exception {
    Dataset dataset = Dataset.read(Path.of(args[0]));
    long rows = Long.parseLong(args[1]);
    Path folder = Path.of(args[2]);
    Set<Long> digests = new HashSet<>();
    for (int i = 3; i < args.length; i++) {
      int parallelism = Integer.parseInt(args[i]);
      run(dataset, rows / WARM_UP, folder, parallelism);
      DigestSink.take(rows / WARM_UP);
      double before = BarrierRun.cpuSeconds();
      double seconds = run(dataset, rows, folder, parallelism);
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

  private static double run(Dataset dataset, long rows, Path folder, int parallelism)
      throws Exception {
    Configuration settings = BarrierRun.settings("rocksdb", folder);
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(parallelism);
    Gridloom.of(dataset).rows(rows).seed(7).date(LocalDate.of(2026, 1, 1)).attachTo(env).stream()
        .sinkTo(new DigestSink());
    return env.execute().getNetRuntime() / 1e3;
  }
}
