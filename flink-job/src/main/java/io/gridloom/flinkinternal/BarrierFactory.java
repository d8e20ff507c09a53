package io.gridloom.flinkinternal;

import java.io.Serializable;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;

/** Factory of a barrier stage's operator and of its coordinator on the JobManager. */
public final class BarrierFactory extends CoordinatedStageFactory {

  private final Coordination coordination;

  /** What coordinates the subtasks. */
  @FunctionalInterface
  private interface Coordination extends Serializable {
    OperatorCoordinator.Provider provider(String name, OperatorID id);
  }

  private BarrierFactory(StageMaker maker, Coordination coordination) {
    super(maker);
    this.coordination = coordination;
  }

  /**
   * Of a stage whose accumulators are merged.
   *
   * @param rows of the job, or {@link io.gridloom.coordination.RowsExpected#UNKNOWN}
   */
  public static BarrierFactory merging(StageMaker maker, long rows, BarrierMergeFactory merge) {
    return new BarrierFactory(
        maker, (name, id) -> new BarrierCoordinator.Provider(id, name, rows, merge));
  }

  /**
   * Of a stage whose rows are sorted.
   *
   * @param rows of the job, or {@link io.gridloom.coordination.RowsExpected#UNKNOWN}
   * @param scratch folder that all subtasks see; it is deleted in the end
   */
  public static BarrierFactory sorting(
      StageMaker maker, long rows, GroupFoldingFactory folding, String scratch) {
    return new BarrierFactory(
        maker, (name, id) -> new SortCoordinator.Provider(id, name, rows, folding, scratch));
  }

  @Override
  public OperatorCoordinator.Provider getCoordinatorProvider(String name, OperatorID id) {
    return coordination.provider(name, id);
  }
}
