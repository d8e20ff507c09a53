package io.gridloom.rundir;

import io.gridloom.config.job.Rate;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a run goes; a resumed one goes likewise unless it is told otherwise.
 *
 * @param checkpointInterval from the start of a checkpoint to that of the next
 * @param inFlightRows that a subtask works on where cells take time; empty: the default
 * @param rate of a run without an end, which it is part of; empty: as fast as it goes
 */
public record RunPace(Duration checkpointInterval, OptionalInt inFlightRows, Optional<Rate> rate) {

  /** Unless something else is said. */
  public static final RunPace DEFAULT =
      new RunPace(Duration.ofSeconds(10), OptionalInt.empty(), Optional.empty());
}
