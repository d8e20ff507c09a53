package io.gridloom.operator;

import io.gridloom.dataset.Dataset;
import io.gridloom.execution.Room;
import io.gridloom.execution.WindowProgram;
import io.gridloom.generator.Surroundings;
import io.gridloom.plan.WindowColumns;
import io.gridloom.row.Row;
import io.gridloom.state.ArrivedRows;
import io.gridloom.state.WaitingRows;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.jspecify.annotations.Nullable;

/**
 * What the operators of both windows have in common: rows wait in keyed state, and go on in slices,
 * as the next stage has room, so that checkpoints run between them.
 */
abstract class BarrierOperator extends KeepingOperator {

  private static final long SLICE_NANOS = 5_000_000;

  final WindowProgram program;
  final Room next;
  private final ArrivedRows arrived;
  private boolean releasing;
  private @Nullable WaitingRows waiting;
  private @Nullable ListState<byte[]> arrivedInState;

  /**
   * @param next the stage that its rows go to
   */
  BarrierOperator(
      StreamOperatorParameters<Row> parameters, JobSpec job, WindowColumns columns, String next) {
    this(parameters, job, columns, next, job.dataset(loader(parameters)));
  }

  private BarrierOperator(
      StreamOperatorParameters<Row> parameters,
      JobSpec job,
      WindowColumns columns,
      String next,
      Dataset dataset) {
    super(parameters, job, dataset);
    this.program = program(job, columns, dataset);
    this.next = Room.of(next);
    this.arrived = new ArrivedRows(job.blocks());
  }

  static WindowProgram program(JobSpec job, WindowColumns columns, Dataset dataset) {
    return WindowProgram.of(
        columns.columns(),
        dataset.registry(),
        job.context(dataset, Surroundings.NONE),
        job.errors());
  }

  final WaitingRows waiting() {
    return Objects.requireNonNull(waiting, "not open");
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    waiting = new WaitingRows(codec, blocks(context, WaitingRows.STATE), this::selectRow);
    arrivedInState = bytes(context, ArrivedRows.STATE);
    for (byte[] written : arrivedInState.get()) {
      arrived.read(written);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    getMetricGroup().gauge("rowsArrived", arrived::count);
  }

  @Override
  protected final void rowArrives(Row row) throws Exception {
    arrived.add(row.row());
    takeIn(row);
  }

  /** A row comes in, tombstones too. */
  abstract void takeIn(Row row) throws Exception;

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    waiting().flush();
    Objects.requireNonNull(arrivedInState, "not open").update(List.of(arrived.write(subtasks())));
  }

  /** Sends the next row that may go on; false if there is none. */
  abstract boolean releaseOne() throws Exception;

  /** All that {@link #releaseOne} had to give is out. */
  abstract void released() throws Exception;

  /** Begins to send rows, or goes on. */
  final void release() {
    if (!releasing) {
      releasing = true;
      soon(this::slice);
    }
  }

  private void slice() throws Exception {
    long deadline = System.nanoTime() + SLICE_NANOS;
    releasing = false;
    while (next.isFree()) {
      if (!releaseOne()) {
        released();
        return;
      }
      if (System.nanoTime() > deadline) {
        release();
        return;
      }
    }
    next.whenFree(this::release);
  }

  /** Rows can only be left here when somebody drains the job from outside. */
  @Override
  public void endInput() throws Exception {
    waiting().flush();
    if (rowsInState(WaitingRows.STATE).length > 0) {
      throw new IllegalStateException(
          "rows still wait at "
              + program.columns()
              + ": this job can't be drained; stop it with a savepoint without draining");
    }
  }
}
