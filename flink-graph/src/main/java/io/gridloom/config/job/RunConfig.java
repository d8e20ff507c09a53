package io.gridloom.config.job;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How a job runs; none of it decides a value but the date. What is empty was not said.
 *
 * @param parallelism subtasks, 1 to the max parallelism
 * @param maxParallelism key groups, 1 to 32,768
 * @param inFlightRows rows that a subtask works on where cells take time
 * @param stateBackend where rows wait
 * @param checkpointInterval at least 10 ms
 * @param date what relative dates start from
 * @param onError what becomes of rows one of whose cells can't be made
 * @param maxFailedFraction of a column's last cells that may fail, 0 to 1
 */
public record RunConfig(
    OptionalInt parallelism,
    OptionalInt maxParallelism,
    OptionalInt inFlightRows,
    Optional<StateBackend> stateBackend,
    Optional<Duration> checkpointInterval,
    Optional<LocalDate> date,
    Optional<OnError> onError,
    OptionalDouble maxFailedFraction) {

  /** Nothing was said. */
  public static final RunConfig EMPTY =
      new RunConfig(
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalDouble.empty());

  /** Where rows wait; in lower case, what a job file says. */
  public enum StateBackend {
    HEAP,
    ROCKSDB
  }
}
