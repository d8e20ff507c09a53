package io.gridloom.operator;

import io.gridloom.dataset.Dataset;
import io.gridloom.execution.Room;
import io.gridloom.row.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.jspecify.annotations.Nullable;

/**
 * Where rows come by an exchange, which can't be asked to wait: holds a row until the next stage
 * has room. Meanwhile the task thread does whatever is there to be done, as between two rows, for
 * nothing behind is in the middle of one: permits come, and checkpoints may overtake the rows in
 * the exchange. So the row that is held is in them.
 */
public final class IntakeOperator extends KeepingOperator {

  private static final String STATE = "held";

  private final Room next;
  private final Deque<Row> held = new ArrayDeque<>(); // one; after a restore perhaps more
  private final List<Long> inState = new ArrayList<>(); // rows that a snapshot wrote
  private @Nullable ValueState<byte[]> heldRows;

  /**
   * @param next the stage that its rows go to
   */
  public IntakeOperator(StreamOperatorParameters<Row> parameters, JobSpec job, String next) {
    this(parameters, job, next, job.dataset(loader(parameters)));
  }

  private IntakeOperator(
      StreamOperatorParameters<Row> parameters, JobSpec job, String next, Dataset dataset) {
    super(parameters, job, dataset);
    this.next = Room.of(next);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    heldRows = blocks(context, STATE);
    if (context.isRestored()) {
      for (long row : rowsInState(STATE)) {
        selectRow(row);
        held.addAll(codec.read(heldRows().value()));
        inState.add(row);
      }
    }
  }

  private ValueState<byte[]> heldRows() {
    return Objects.requireNonNull(heldRows, "not open");
  }

  @Override
  public void open() throws Exception {
    super.open();
    if (!held.isEmpty()) {
      soon(this::passOn);
    }
  }

  @Override
  protected void rowArrives(Row row) throws Exception {
    held.add(row);
    passOn();
  }

  private void passOn() throws Exception {
    while (!held.isEmpty()) {
      if (next.isFree()) {
        emit(held.remove());
      } else {
        yieldToAll();
      }
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    for (long row : inState) {
      selectRow(row);
      heldRows().clear();
    }
    inState.clear();
    for (Row row : held) {
      keep(row, heldRows());
      inState.add(row.row());
    }
  }

  @Override
  protected void rowsEnd() throws Exception {
    passOn();
    emitEndOfRows();
  }

  @Override
  public void endInput() throws Exception {
    passOn();
  }
}
