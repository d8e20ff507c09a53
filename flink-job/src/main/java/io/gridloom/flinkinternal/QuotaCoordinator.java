package io.gridloom.flinkinternal;

import io.gridloom.coordination.QuotaLeases;
import io.gridloom.model.quota.Lease;
import io.gridloom.model.quota.Quota;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.messages.Acknowledge;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects {@link QuotaLeases} to Flink. Keeps nothing in a checkpoint: after a restart the tasks
 * tell what they want. Flink calls it in the JobMaster's main thread only.
 */
final class QuotaCoordinator implements OperatorCoordinator {

  private static final Logger LOG = LoggerFactory.getLogger(QuotaCoordinator.class);

  /** Makes the coordinator; travels in the job graph. */
  record Provider(OperatorID id, List<Quota> quotas) implements OperatorCoordinator.Provider {

    @Override
    public OperatorID getOperatorId() {
      return id;
    }

    @Override
    public OperatorCoordinator create(Context context) {
      return new QuotaCoordinator(quotas);
    }
  }

  private final QuotaLeases leases;
  private final Map<Integer, SubtaskGateway> gateways = new HashMap<>();

  private QuotaCoordinator(List<Quota> quotas) {
    this.leases = new QuotaLeases(quotas, this::send);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // its failure is handled in the stage added last
  private void send(int subtask, Lease lease) {
    Optional.ofNullable(gateways.get(subtask))
        .ifPresent(
            gateway ->
                gateway
                    .sendEvent(new QuotaLease(lease))
                    .exceptionally(
                        failure -> { // the task is going down, and its leases with it
                          LOG.debug("a lease did not reach subtask {}", subtask, failure);
                          return Acknowledge.get();
                        }));
  }

  @Override
  public void handleEventFromOperator(int subtask, int attempt, OperatorEvent event) {
    leases.demand(subtask, attempt, ((QuotaDemand) event).demand());
  }

  @Override
  public void executionAttemptReady(int subtask, int attempt, SubtaskGateway gateway) {
    gateways.put(subtask, gateway);
  }

  @Override
  public void executionAttemptFailed(int subtask, int attempt, @Nullable Throwable reason) {
    gateways.remove(subtask);
    leases.ended(subtask, attempt);
  }

  @Override
  public void subtaskReset(int subtask, long id) {}

  @Override
  public void resetToCheckpoint(long id, byte @Nullable [] state) {
    leases.reset();
  }

  @Override
  public void checkpointCoordinator(long id, CompletableFuture<byte[]> state) {
    state.complete(new byte[0]);
  }

  @Override
  public void notifyCheckpointComplete(long id) {}

  @Override
  public void start() {}

  @Override
  public void close() {}
}
