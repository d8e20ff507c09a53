package io.gridloom.flinkinternal;

import io.gridloom.coordination.RowsExpected;
import io.gridloom.coordination.SortCommand;
import io.gridloom.coordination.SortSteps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects {@link SortSteps} to Flink. Of the scratch files it knows the names only. */
final class SortCoordinator extends GatedCoordinator {

  private static final Logger LOG = LoggerFactory.getLogger(SortCoordinator.class);

  /** Makes the coordinator; travels in the job graph. */
  record Provider(
      OperatorID id, String name, long rows, GroupFoldingFactory folding, String scratch)
      implements OperatorCoordinator.Provider {

    @Override
    public OperatorID getOperatorId() {
      return id;
    }

    @Override
    public OperatorCoordinator create(Context context) {
      return new SortCoordinator(context, this);
    }
  }

  private final long rows;
  private final SortSteps steps;
  private final Path scratch;
  private boolean scratchInUse;

  private SortCoordinator(Context context, Provider provider) {
    super(context, provider.name);
    this.rows = provider.rows;
    this.steps =
        new SortSteps(
            new RowsExpected(provider.rows),
            provider.folding.create(context.getUserCodeClassloader()),
            new Flink());
    this.scratch = new Path(provider.scratch);
  }

  /** What the steps ask for, done with Flink. */
  private final class Flink implements SortSteps.Actions {

    @Override
    public int parallelism() {
      return context.currentParallelism();
    }

    @Override
    public void send(int subtask, SortCommand command) {
      scratchInUse |= command instanceof SortCommand.Scan;
      SortCoordinator.this.send(subtask, new SortCommanded(command));
    }

    @Override
    public void requestCheckpoint() {
      startCheckpoints();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
    public void discardScratch() {
      scratchInUse = false;
      CompletableFuture.runAsync(SortCoordinator.this::deleteScratch); // this thread does no I/O
    }
  }

  private void deleteScratch() {
    try {
      scratch.getFileSystem().delete(scratch, true);
    } catch (IOException e) {
      LOG.warn("the scratch files of a sort are left in {}", scratch, e);
    }
  }

  @Override
  public void handleEventFromOperator(int subtask, int attempt, OperatorEvent event) {
    try {
      steps.report(subtask, ((SortReported) event).report());
    } catch (RuntimeException e) { // a defect of a generator
      context.failJob(e);
    }
  }

  @Override
  byte[] kept(long id, boolean mayBeGate) {
    boolean inState = mayBeGate ? steps.checkpoint(id) : steps.savepoint();
    return inState ? ByteBuffer.allocate(Long.BYTES).putLong(rows).array() : new byte[0];
  }

  @Override
  void complete(long id) {
    steps.checkpointComplete(id);
    waitForGate(steps.waitsForGate());
  }

  @Override
  public void resetToCheckpoint(long id, byte @Nullable [] state) {
    // Outcomes of fewer rows than the run has now are of no use.
    steps.restore(state != null && state.length > 0 && ByteBuffer.wrap(state).getLong() == rows);
    waitForGate(false);
  }

  @Override
  public void subtaskReset(int subtask, long id) {
    steps.subtaskReset(subtask);
    waitForGate(steps.waitsForGate());
  }

  /** The subtasks are gone, or delete what they still write. */
  @Override
  public void close() {
    super.close();
    if (scratchInUse) {
      new Flink().discardScratch();
    }
  }
}
