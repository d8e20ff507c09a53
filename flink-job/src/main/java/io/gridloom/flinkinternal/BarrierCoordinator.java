package io.gridloom.flinkinternal;

import io.gridloom.coordination.EndOfRowsTrigger;
import io.gridloom.coordination.RowsExpected;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.jspecify.annotations.Nullable;

/** Connects an {@link EndOfRowsTrigger} to Flink. */
final class BarrierCoordinator extends GatedCoordinator {

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

  private final long rows;
  private final EndOfRowsTrigger trigger;

  private BarrierCoordinator(Context context, Provider provider) {
    super(context, provider.name);
    this.rows = provider.rows;
    this.trigger =
        new EndOfRowsTrigger(
            new RowsExpected(provider.rows),
            provider.merge.create(context.getUserCodeClassloader()),
            new Flink());
  }

  /** What the trigger asks for, done with Flink. */
  private final class Flink implements EndOfRowsTrigger.Actions {

    @Override
    public int parallelism() {
      return context.currentParallelism();
    }

    @Override
    public void requestCheckpoint() {
      startCheckpoints();
    }

    @Override
    public void sendResult(int subtask, byte[] result) {
      send(subtask, new BarrierResult(result));
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
  byte[] kept(long id, boolean mayBeGate) {
    byte[] result = mayBeGate ? trigger.checkpoint(id) : trigger.savepoint();
    return result.length == 0
        ? result
        : ByteBuffer.allocate(Long.BYTES + result.length).putLong(rows).put(result).array();
  }

  @Override
  void complete(long id) {
    trigger.checkpointComplete(id);
    waitForGate(trigger.waitsForGate());
  }

  @Override
  public void resetToCheckpoint(long id, byte @Nullable [] state) {
    trigger.restore(result(state));
    waitForGate(false);
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
    waitForGate(trigger.waitsForGate());
  }
}
