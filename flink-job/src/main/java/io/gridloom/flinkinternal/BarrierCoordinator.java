package io.gridloom.flinkinternal;

import io.gridloom.coordination.EndOfRowsTrigger;
import io.gridloom.coordination.GateFailures;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.checkpoint.CheckpointCoordinator;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.messages.Acknowledge;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects an {@link EndOfRowsTrigger} to Flink. Flink calls it in the JobMaster's main thread
 * only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures are handled in the stages added last
final class BarrierCoordinator implements OperatorCoordinator {

  private static final Logger LOG = LoggerFactory.getLogger(BarrierCoordinator.class);
  private static final long RETRY_MILLIS = 500;

  /** Makes the coordinator; travels in the job graph. */
  record Provider(OperatorID id, String name, long rows, BarrierMergeFactory merge)
      implements OperatorCoordinator.Provider {

    @Override
    public OperatorID getOperatorId() {
      return id;
    }

    @Override
    public OperatorCoordinator create(Context context) {
      return new BarrierCoordinator(context, this);
    }
  }

  private final Context context;
  private final String name;
  private final long rows;
  private final EndOfRowsTrigger trigger;
  private final GateFailures failures;
  private final Map<Integer, SubtaskGateway> gateways = new HashMap<>();
  private volatile boolean gateWanted;

  private BarrierCoordinator(Context context, Provider provider) {
    this.context = context;
    this.name = provider.name;
    this.rows = provider.rows;
    this.failures = new GateFailures(provider.name);
    this.trigger =
        new EndOfRowsTrigger(
            provider.rows, provider.merge.create(context.getUserCodeClassloader()), new Flink());
  }

  /** What the trigger asks for, done with Flink. */
  private final class Flink implements EndOfRowsTrigger.Actions {

    @Override
    public void requestCheckpoint() {
      gateWanted = true;
      startCheckpoint();
    }

    @Override
    public void sendResult(int subtask, byte[] result) {
      Optional.ofNullable(gateways.get(subtask)).ifPresent(gateway -> send(gateway, result));
    }
  }

  private void send(SubtaskGateway gateway, byte[] result) {
    gateway
        .sendEvent(new BarrierResult(result))
        .exceptionally(
            failure -> { // the subtask is going down; it reports again when it is back
              LOG.info("{}: the result did not reach a subtask: {}", name, failure.toString());
              return Acknowledge.get();
            });
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

  @Override
  public void handleEventFromOperator(int subtask, int attempt, OperatorEvent event) {
    BarrierPartial partial = (BarrierPartial) event;
    try {
      trigger.partial(subtask, partial.rows(), partial.accumulated());
    } catch (RuntimeException e) { // a result that is too large, or a defect of a generator
      context.failJob(e);
    }
  }

  @Override
  public void checkpointCoordinator(long id, CompletableFuture<byte[]> state) {
    byte[] result = trigger.checkpoint(id);
    state.complete(
        result.length == 0
            ? result
            : ByteBuffer.allocate(Long.BYTES + result.length).putLong(rows).put(result).array());
  }

  @Override
  public void notifyCheckpointComplete(long id) {
    trigger.checkpointComplete(id);
    gateWanted = trigger.waitsForGate();
    failures.passed();
  }

  @Override
  public void resetToCheckpoint(long id, byte @Nullable [] state) {
    trigger.restore(result(state));
    gateWanted = false;
  }

  /** The result in the state, if it is that of as many rows as the run has now. */
  private byte[] result(byte @Nullable [] state) {
    return state != null && state.length > 0 && ByteBuffer.wrap(state).getLong() == rows
        ? Arrays.copyOfRange(state, Long.BYTES, state.length)
        : new byte[0];
  }

  @Override
  public void subtaskReset(int subtask, long id) {
    trigger.subtaskReset(subtask);
    gateWanted = trigger.waitsForGate();
  }

  @Override
  public void executionAttemptFailed(int subtask, int attempt, @Nullable Throwable reason) {
    gateways.remove(subtask);
  }

  @Override
  public void executionAttemptReady(int subtask, int attempt, SubtaskGateway gateway) {
    gateways.put(subtask, gateway);
  }

  @Override
  public void start() {}

  @Override
  public void close() {
    gateWanted = false;
  }
}
