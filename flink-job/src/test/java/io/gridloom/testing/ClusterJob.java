package io.gridloom.testing;

import io.gridloom.GeneratedRows;
import io.gridloom.Gridloom;
import io.gridloom.config.job.FileFormat;
import io.gridloom.config.job.FilesOutput;
import io.gridloom.config.read.ProvidersReader;
import io.gridloom.dataset.Dataset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A program for {@link FlinkCluster}: CONFIG PROVIDERS ROWS FOLDER, then settings of Flink, each
 * {@code key=value}. Points of {@link Faults}: those of {@link FaultyFiles} and {@link FaultSink}.
 */
public final class ClusterJob {

  public static final long SEED = 5;

  public static final LocalDate DATE = LocalDate.EPOCH;

  private ClusterJob() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[3]);
    Configuration config = new Configuration();
    config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    config.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, FaultyFiles.of(folder.resolve("checkpoints")));
    config.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    config.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    config.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 20);
    config.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(200));
    for (String setting : List.of(args).subList(4, args.length)) {
      int equals = setting.indexOf('=');
      config.setString(setting.substring(0, equals), setting.substring(equals + 1));
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    GeneratedRows rows =
        Gridloom.of(Dataset.read(Path.of(args[0])))
            .rows(Long.parseLong(args[2]))
            .seed(SEED)
            .date(DATE)
            .providers(ProvidersReader.read(Path.of(args[1])))
            .attachTo(env);
    rows.write(
        FilesOutput.rows(folder.resolve("data").toString(), FileFormat.JSONL),
        Optional.of(WrittenRows.ROW_ID));
    rows.write(FilesOutput.dropped(folder.resolve("dropped").toString(), FileFormat.JSONL));
    rows.dropped().sinkTo(new FaultSink<>()).name("fault").uid("fault");
    env.executeAsync("cluster job");
  }
}
