package io.gridloom.run;

import io.gridloom.GeneratedRows;
import io.gridloom.Gridloom;
import io.gridloom.cluster.JobProgram;
import io.gridloom.config.job.FileFormat;
import io.gridloom.config.job.FilesOutput;
import io.gridloom.config.job.Rate;
import io.gridloom.execution.ErrorPolicy;
import io.gridloom.key.RowBlocks;
import io.gridloom.rundir.RunDirectory;
import io.gridloom.rundir.RunManifest;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The Flink program of a run. */
final class RunProgram {

  private RunProgram() {}

  /** The dataset's rows into the run's outputs, its dead letters and its counts of rows. */
  static JobProgram of(
      RunPlan plan, GenerateOptions options, Configuration config, int parallelism) {
    RunManifest manifest = plan.manifest();
    RunDirectory directory = plan.directory();
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setParallelism(parallelism);
    Gridloom job =
        Gridloom.of(plan.dataset())
            .rows(manifest.rows())
            .firstRow(manifest.firstRow())
            .seed(manifest.seed())
            .date(manifest.date())
            .providers(options.providers())
            .onError(new ErrorPolicy(manifest.onError(), manifest.maxFailedFraction()))
            .rate(options.rate().or(manifest.pace()::rate).orElse(Rate.UNLIMITED))
            .blocks(new RowBlocks(manifest.maxParallelism(), manifest.blockRows()));
    OptionalInt inFlight = manifest.pace().inFlightRows();
    GeneratedRows rows =
        (inFlight.isPresent() ? job.inFlightRows(inFlight.getAsInt()) : job).attachTo(env);
    Optional<String> rowId = Optional.of(manifest.rowIdColumn()).filter(name -> !name.isEmpty());
    plan.outputs().forEach(output -> rows.write(output, rowId));
    rows.write(FilesOutput.dropped(directory.dropped().toString(), FileFormat.JSONL));
    rows.writeUndelivered(directory.undelivered().toString());
    rows.writeCounts(directory.counts().toString());
    return new JobProgram(env, rows.dropped());
  }
}
