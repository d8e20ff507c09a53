package io.gridloom.flinkinternal;

import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;

/** Factory of a barrier stage's operator and of its coordinator on the JobManager. */
public final class BarrierFactory extends CoordinatedStageFactory {

  private final long rows;
  private final BarrierMergeFactory merge;

  /**
   * @param rows of the whole dataset
   */
  public BarrierFactory(StageMaker maker, long rows, BarrierMergeFactory merge) {
    super(maker);
    this.rows = rows;
    this.merge = merge;
  }

  @Override
  public OperatorCoordinator.Provider getCoordinatorProvider(String name, OperatorID id) {
    return new BarrierCoordinator.Provider(id, name, rows, merge);
  }
}
