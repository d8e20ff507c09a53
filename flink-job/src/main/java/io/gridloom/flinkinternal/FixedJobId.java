package io.gridloom.flinkinternal;

import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.ReadableConfig;

/** The name of a program's job, chosen before it is there. */
public final class FixedJobId {

  private FixedJobId() {}

  /** What Flink has chosen already: with high availability the job keeps its name. */
  public static Optional<String> in(ReadableConfig config) {
    return config.getOptional(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID);
  }

  /** Chooses it. */
  public static void set(Configuration config, String id) {
    config.set(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID, id);
  }
}
