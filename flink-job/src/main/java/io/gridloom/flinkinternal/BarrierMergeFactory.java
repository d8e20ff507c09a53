package io.gridloom.flinkinternal;

import io.gridloom.coordination.BarrierMerge;
import java.io.Serializable;

/** Makes a barrier's merge on the JobManager. Travels in the job graph. */
@FunctionalInterface
public interface BarrierMergeFactory extends Serializable {

  /**
   * The merge of one coordinator.
   *
   * @param loader the job's class loader
   */
  BarrierMerge create(ClassLoader loader);
}
