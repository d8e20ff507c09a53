package io.gridloom.flinkinternal;

import java.util.Optional;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.jobmaster.JobResult;

/**
 * How a job ended.
 *
 * @param cancelled whether somebody cancelled it; a job that was stopped with a savepoint has
 *     finished, as far as Flink knows
 * @param failure why it failed; empty if it has not
 */
public record JobEnd(boolean cancelled, Optional<Throwable> failure) {

  static JobEnd of(JobResult result) {
    if (result.getJobStatus().filter(JobStatus.CANCELED::equals).isPresent()) {
      return new JobEnd(true, Optional.empty());
    }
    return new JobEnd(
        false,
        result
            .getSerializedThrowable()
            .map(failure -> failure.deserializeError(JobEnd.class.getClassLoader())));
  }
}
