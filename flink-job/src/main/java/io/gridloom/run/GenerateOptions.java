package io.gridloom.run;

import io.gridloom.config.job.OnError;
import io.gridloom.config.job.ProvidersConfig;
import io.gridloom.config.job.RunConfig;
import io.gridloom.plugin.Plugins;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a user asked {@code generate} for; what is empty has a default or, for a resumed run, is in
 * its {@code run.json}.
 */
public record GenerateOptions(
    Optional<Path> config,
    OptionalLong rows,
    OptionalDouble rate,
    Optional<Path> output,
    boolean overwrite,
    boolean resume,
    boolean allowChanges,
    OptionalLong seed,
    Optional<LocalDate> date,
    OptionalInt parallelism,
    OptionalInt maxParallelism,
    OptionalInt inFlightRows,
    Optional<String> rowIdColumn,
    Duration checkpointInterval,
    Optional<RunConfig.StateBackend> stateBackend,
    Optional<OnError> onError,
    OptionalDouble maxFailedFraction,
    ProvidersConfig providers,
    Plugins plugins) {}
