package io.gridloom.operator;

import io.gridloom.dataset.Dataset;
import io.gridloom.execution.Room;
import io.gridloom.row.Row;
import io.gridloom.state.Arrivals;
import io.gridloom.state.WaitingRows;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.jspecify.annotations.Nullable;

/**
 * What the operators of both windows have in common: rows wait in keyed state, and go on in slices,
 * as the next stage has room, so that checkpoints run between them.
 */
public abstract class BarrierOperator extends KeepingOperator {

  private static final long SLICE_NANOS = 5_000_000;

  private final List<String> columns;
  protected final Room next;
  private final Arrivals arrived;
  private final LongCounter arrivedRows = new LongCounter(); // their number, shown as they come
  private boolean releasing;
  private @Nullable WaitingRows waiting;
  private @Nullable ListState<byte[]> arrivedInState;
  private @Nullable ListState<byte[]> firedInState;
  private boolean fired; // also of a restored subtask that waits to be told again

  /**
   * @param columns that wait together
   * @param next the stage that its rows go to
   */
  protected BarrierOperator(
      StreamOperatorParameters<Row> parameters,
      JobSpec job,
      Dataset dataset,
      List<String> columns,
      String next) {
    super(parameters, job, dataset);
    this.columns = columns;
    this.next = Room.of(next);
    this.arrived = job.arrivals();
  }

  protected final WaitingRows waiting() {
    return Objects.requireNonNull(waiting, "not open");
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    waiting = new WaitingRows(codec, blocks(context, WaitingRows.STATE), this::selectRow);
    arrivedInState = bytes(context, Arrivals.STATE);
    for (byte[] written : arrivedInState.get()) {
      arrived.read(written);
    }
    arrivedRows.add(arrived.count());
    firedInState = bytes(context, Arrivals.FIRED_STATE);
    fired = firedInState.get().iterator().hasNext();
  }

  /** Accumulator: rows that have come to the window of these columns, also before a restart. */
  public static String arrived(List<String> columns) {
    return "rowsAt " + String.join(", ", columns);
  }

  @Override
  public void open() throws Exception {
    super.open();
    RuntimeContext context = getRuntimeContext();
    context.addAccumulator(arrived(columns), arrivedRows);
    getMetricGroup().gauge("rowsArrived", arrived::count);
  }

  @Override
  protected final void rowArrives(Row row) throws Exception {
    arrived.add(row.row());
    arrivedRows.add(1);
    takeIn(row);
  }

  /** A row comes in, tombstones too. */
  protected abstract void takeIn(Row row) throws Exception;

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    waiting().flush();
    Objects.requireNonNull(arrivedInState, "not open").update(List.of(arrived.write(subtasks())));
    Objects.requireNonNull(firedInState, "not open")
        .update(fired ? List.of(new byte[0]) : List.of());
  }

  /** The window of all rows has its result, which checkpoints tell from now on. */
  protected final void fires() {
    fired = true;
  }

  /** Sends the next row that may go on; false if there is none. */
  protected abstract boolean releaseOne() throws Exception;

  /** Whether there are rows to release that no longer wait in state. */
  protected boolean holdsRows() {
    return false;
  }

  /** All that {@link #releaseOne} had to give is out. */
  protected abstract void released() throws Exception;

  /** Begins to send rows, or goes on. */
  protected final void release() {
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
    if (rowsInState(WaitingRows.STATE).length > 0 || holdsRows()) {
      throw cannotDrain("rows still wait at " + columns);
    }
  }
}
