package io.gridloom.flinkinternal;

import io.gridloom.model.quota.Quota;
import java.util.List;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;

/**
 * Factory of the stage that a task's permits come through, and of the coordinator that lends them.
 */
public final class QuotaFactory extends CoordinatedStageFactory {

  private final List<Quota> quotas;

  /**
   * @param quotas of the whole job
   */
  public QuotaFactory(StageMaker maker, List<Quota> quotas) {
    super(maker);
    this.quotas = List.copyOf(quotas);
  }

  @Override
  public OperatorCoordinator.Provider getCoordinatorProvider(String name, OperatorID id) {
    return new QuotaCoordinator.Provider(id, quotas);
  }
}
