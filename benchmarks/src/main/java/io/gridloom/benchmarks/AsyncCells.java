package io.gridloom.benchmarks;

import io.gridloom.Gridloom;
import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.PluginConfig;
import io.gridloom.dataset.Dataset;
import io.gridloom.flinkinternal.LocalCluster;
import io.gridloom.generator.AsyncCellGenerator;
import io.gridloom.generator.CellTypes;
import io.gridloom.generator.ColumnDescription;
import io.gridloom.generator.ColumnType;
import io.gridloom.generator.Fields;
import io.gridloom.generator.Generator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorFactory;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.graph.ExecutionTrait;
import io.gridloom.graph.ExecutionTraits;
import io.gridloom.schema.CellType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Cells per second of the asynchronous path: three columns, each after the one before, answered by
 * another thread at once, or after {@code latency} milliseconds. Arguments: rows, rows in flight,
 * latency.
 */
public final class AsyncCells implements ColumnType, GeneratorFactory {

  private static final ExecutorService ELSEWHERE =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "elsewhere");
            thread.setDaemon(true);
            return thread;
          });
  private static final ScheduledExecutorService LATER =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "later");
            thread.setDaemon(true);
            return thread;
          });

  @Override
  public String name() {
    return "async-cells";
  }

  @Override
  public String columnType() {
    return name();
  }

  @Override
  public ColumnConfig read(Fields fields) {
    return new PluginConfig(fields.text("name"), name(), false, fields.rest());
  }

  @Override
  public ColumnDescription describe(ColumnConfig column, DatasetConfig dataset, CellTypes types) {
    Object after = ((PluginConfig) column).fields().get("after");
    return ColumnDescription.of(
        ExecutionTraits.of(ExecutionTrait.CELL_BY_CELL),
        after == null ? List.of() : List.of(after.toString()),
        CellType.INTEGER);
  }

  @Override
  public Generator create(ColumnConfig column, GeneratorContext context) {
    long latency = ((Number) ((PluginConfig) column).fields().get("latency")).longValue();
    return (AsyncCellGenerator)
        row -> {
          CompletableFuture<Object> cell = new CompletableFuture<>();
          if (latency == 0) {
            ELSEWHERE.execute(() -> cell.complete(row.row()));
          } else {
            LATER.schedule(() -> cell.complete(row.row()), latency, TimeUnit.MILLISECONDS);
          }
          return cell;
        };
  }

  public static void main(String[] args) throws Exception {
    long rows = Long.parseLong(args[0]);
    int inFlight = Integer.parseInt(args[1]);
    long latency = Long.parseLong(args[2]);
    String config =
        """
        columns:
          - {name: a, column_type: async-cells, latency: %1$d}
          - {name: b, column_type: async-cells, after: a, latency: %1$d}
          - {name: c, column_type: async-cells, after: b, latency: %1$d}
        """
            .formatted(latency);
    Configuration settings = LocalCluster.onLoopback();
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(2);
    Gridloom.of(Dataset.parse(config, "config", GeneratorRegistry.builtIn()))
        .rows(rows)
        .seed(1)
        .inFlightRows(inFlight)
        .attachTo(env)
        .stream()
        .sinkTo(new DiscardingSink<>());
    double seconds = env.execute().getNetRuntime() / 1e3;
    System.out.printf(
        Locale.ROOT, "%,d cells in %.2f s: %,.0f cells/s%n", 3 * rows, seconds, 3 * rows / seconds);
  }
}
