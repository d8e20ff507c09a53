package io.gridloom.flinkinternal;

import io.gridloom.coordination.GateFailures;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.checkpoint.CheckpointCoordinator;
import org.apache.flink.runtime.checkpoint.PendingCheckpoint;
import org.apache.flink.runtime.messages.Acknowledge;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the coordinators of barriers have in common: they send events to subtasks and may wait for a
 * checkpoint. Flink calls it in the JobMaster's main thread only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures are handled in the stages added last
abstract class GatedCoordinator implements OperatorCoordinator {

  private static final Logger LOG = LoggerFactory.getLogger(GatedCoordinator.class);
  private static final long RETRY_MILLIS = 500;

  final Context context;
  private final String name;
  private final Map<Integer, SubtaskGateway> gateways = new HashMap<>();
  private final Set<Long> savepoints = new HashSet<>(); // under way
  private final GateFailures failures;
  private volatile boolean gateWanted;

  /**
   * @param name of the barrier, for the log
   */
  GatedCoordinator(Context context, String name) {
    this.context = context;
    this.name = name;
    this.failures = new GateFailures(name);
  }

  /** Sends an event to a subtask, if that is up. */
  final void send(int subtask, OperatorEvent event) {
    Optional.ofNullable(gateways.get(subtask)).ifPresent(gateway -> send(gateway, event));
  }

  private void send(SubtaskGateway gateway, OperatorEvent event) {
    gateway
        .sendEvent(event)
        .exceptionally(
            failure -> { // the subtask is going down; it reports again when it is back
              LOG.info("{}: an event did not reach a subtask: {}", name, failure.toString());
              return Acknowledge.get();
            });
  }

  /** Starts a checkpoint, and others if it fails, until {@link #waitForGate} says otherwise. */
  final void startCheckpoints() {
    gateWanted = true;
    startCheckpoint();
  }

  final void waitForGate(boolean wanted) {
    gateWanted = wanted;
    if (!wanted) {
      failures.passed();
    }
  }

  private void startCheckpoint() {
    CheckpointCoordinator checkpoints = context.getCheckpointCoordinator();
    if (checkpoints != null && gateWanted) {
      checkpoints.triggerCheckpoint(false).whenComplete((done, failure) -> retry(failure));
    }
  }

  /** Without a checkpoint interval no other one would follow a failed one. */
  private void retry(@Nullable Throwable failure) {
    if (failure != null && gateWanted) {
      LOG.info("{} waits for a checkpoint, but one failed: {}", name, failure.toString());
      failures.failed(failure).ifPresent(LOG::warn);
      CompletableFuture.delayedExecutor(RETRY_MILLIS, TimeUnit.MILLISECONDS)
          .execute(this::startCheckpoint);
    }
  }

  /**
   * What a checkpoint keeps.
   *
   * @param mayBeGate whether to go on when it is complete; if not, {@link #complete} is not called
   */
  abstract byte[] kept(long id, boolean mayBeGate);

  /** A checkpoint is complete. */
  abstract void complete(long id);

  /**
   * A savepoint keeps the same but is no gate: when one that stops the job is complete, its
   * subtasks end, and an event that finds one gone fails the job instead.
   */
  @Override
  public final void checkpointCoordinator(long id, CompletableFuture<byte[]> state) {
    boolean savepoint = isSavepoint(id);
    if (savepoint) {
      savepoints.add(id);
    }
    state.complete(kept(id, !savepoint));
  }

  private boolean isSavepoint(long id) {
    CheckpointCoordinator checkpoints = context.getCheckpointCoordinator();
    PendingCheckpoint begun =
        checkpoints == null ? null : checkpoints.getPendingCheckpoints().get(id);
    return begun != null && !begun.canBeSubsumed();
  }

  @Override
  public final void notifyCheckpointComplete(long id) {
    if (!savepoints.remove(id)) {
      complete(id);
    }
  }

  @Override
  public final void notifyCheckpointAborted(long id) {
    savepoints.remove(id);
  }

  @Override
  public final void executionAttemptFailed(int subtask, int attempt, @Nullable Throwable reason) {
    gateways.remove(subtask);
  }

  @Override
  public final void executionAttemptReady(int subtask, int attempt, SubtaskGateway gateway) {
    gateways.put(subtask, gateway);
  }

  @Override
  public void start() {}

  @Override
  public void close() {
    gateWanted = false;
  }
}
