package io.gridloom.run;

import io.gridloom.config.job.FileFormat;
import io.gridloom.config.job.FilesOutput;
import io.gridloom.config.job.OnError;
import io.gridloom.config.job.OutputConfig;
import io.gridloom.config.job.ProvidersConfig;
import io.gridloom.config.job.Rate;
import io.gridloom.config.job.RunConfig;
import io.gridloom.plugin.Plugins;
import io.gridloom.rundir.RunDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a user asked {@code generate} for; what is empty has a default or, for a resumed run, is in
 * its {@code run.json}.
 *
 * @param output the run's folder
 * @param format of the files in it; not together with {@code outputs}
 * @param outputs where rows go; none: files in the run's folder
 * @param cluster its address, or {@link io.gridloom.cluster.Cluster#EMBEDDED}
 */
public record GenerateOptions(
    Optional<Path> config,
    OptionalLong rows,
    Optional<Rate> rate,
    Optional<Path> output,
    Optional<FileFormat> format,
    List<OutputConfig> outputs,
    boolean overwrite,
    boolean resume,
    boolean allowChanges,
    OptionalLong seed,
    Optional<LocalDate> date,
    OptionalInt parallelism,
    OptionalInt maxParallelism,
    OptionalInt inFlightRows,
    Optional<String> rowIdColumn,
    Optional<Duration> checkpointInterval,
    Optional<RunConfig.StateBackend> stateBackend,
    Optional<OnError> onError,
    OptionalDouble maxFailedFraction,
    ProvidersConfig providers,
    Plugins plugins,
    Optional<String> cluster) {

  /** Where rows go, if something is said of it: what the job says, or files in the run's folder. */
  Optional<List<OutputConfig>> namedOutputs() {
    return outputs.isEmpty()
        ? format.map(named -> List.of(FilesOutput.rows(RunDirectory.DATA, named)))
        : Optional.of(outputs);
  }
}
