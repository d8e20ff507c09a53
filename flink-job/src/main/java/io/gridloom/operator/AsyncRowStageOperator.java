package io.gridloom.operator;

import io.gridloom.dataset.Dataset;
import io.gridloom.execution.RetryPolicy;
import io.gridloom.execution.Room;
import io.gridloom.execution.RowsInFlight;
import io.gridloom.execution.StageGenerators;
import io.gridloom.row.CellState;
import io.gridloom.row.Cells;
import io.gridloom.row.Row;
import io.gridloom.state.CellsInFlight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A row stage some of whose cells are made by others. Up to a number of rows are in flight, in
 * memory; a checkpoint writes those that began or changed since the last one, so that of a restored
 * row only cells in flight are asked for again. Rows leave in any order.
 */
public final class AsyncRowStageOperator extends KeepingOperator {

  private static final Logger LOG = LoggerFactory.getLogger(AsyncRowStageOperator.class);
  private static final String STATE = "in-flight";
  private static final String IN_FLIGHT = "rowsInFlight"; // a metric

  private final RowsInFlight inFlight;
  private final TaskSurroundings surroundings;
  private final int capacity;
  private final boolean leases; // permits to call models
  private final Room room;
  private final List<Row> restored = new ArrayList<>();
  private final Set<Long> inState = new HashSet<>(); // rows in flight that a snapshot wrote
  private final List<String> columns; // of the stage
  private final int[] slots; // of them
  private @Nullable ValueState<byte[]> partialRows;
  private @Nullable ListState<byte[]> cellsInFlight; // for progress; nothing is restored from it
  private boolean rowsEnded;
  private boolean yielded;

  AsyncRowStageOperator(
      StreamOperatorParameters<Row> parameters,
      JobSpec job,
      Dataset dataset,
      StageGenerators stage,
      List<String> columns,
      TaskSurroundings surroundings,
      String room,
      String next,
      int capacity) {
    super(parameters, job, dataset);
    this.inFlight =
        new RowsInFlight(stage, job.errors(), RetryPolicy.DEFAULT, taskThread(), this::ended);
    this.surroundings = surroundings;
    this.columns = columns;
    this.slots = columns.stream().mapToInt(dataset.layout()::slot).toArray();
    this.capacity = capacity;
    this.leases = !job.models().quotas().isEmpty();
    this.room = Room.of(room);
    this.room.limit(capacity);
    this.room.passesTo(Room.of(next));
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    partialRows = blocks(context, STATE);
    cellsInFlight = bytes(context, CellsInFlight.STATE);
    if (context.isRestored()) {
      for (long row : rowsInState(STATE)) {
        selectRow(row);
        restored.addAll(codec.read(partialRows().value()));
        inState.add(row);
      }
    }
  }

  private ValueState<byte[]> partialRows() {
    return Objects.requireNonNull(partialRows, "not open");
  }

  @Override
  public void open() throws Exception {
    super.open();
    surroundings.show(getMetricGroup(), getRuntimeContext());
    getMetricGroup().gauge(IN_FLIGHT, inFlight::size);
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      countCells(columns.get(i), () -> inFlight.cellsMade(column));
    }
    if (!restored.isEmpty()) {
      restored.forEach(row -> room.take()); // before others come
      soon(this::goOnWithRestored);
    }
  }

  private void goOnWithRestored() throws Exception {
    for (Row row : restored) {
      inFlight.begin(row); // which may end it at once; the others are still to come
    }
    restored.clear();
    passEndOfRows();
  }

  @Override
  protected void rowArrives(Row row) throws Exception {
    while (inFlight.size() >= capacity) { // whoever stands in front does not ask for room
      if (!yielded) {
        yielded = true;
        LOG.warn("rows are pushed to {}: checkpoints may wait for cells", getOperatorName());
      }
      yieldToMailbox();
    }
    room.take();
    inFlight.begin(row);
  }

  private void ended(Row row) {
    if (inState.remove(row.row())) {
      selectRow(row.row());
      partialRows().clear();
    }
    emit(row);
    room.give();
    if (rowsEnded) {
      passEndOfRows();
    }
  }

  @Override
  protected void rowsEnd() {
    rowsEnded = true;
    passEndOfRows();
  }

  private void passEndOfRows() {
    if (rowsEnded && inFlight.size() == 0 && restored.isEmpty()) {
      emitEndOfRows();
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    inFlight.forEachChanged(this::write);
    List<CellsInFlight> cells = new ArrayList<>();
    restored.forEach(row -> cells.add(cellsOf(row)));
    inFlight.forEach(row -> cells.add(cellsOf(row)));
    Objects.requireNonNull(cellsInFlight, "not open")
        .update(List.of(CellsInFlight.write(columns, cells)));
  }

  private CellsInFlight cellsOf(Cells row) {
    List<String> done = new ArrayList<>();
    for (int i = 0; i < slots.length; i++) {
      if (row.state(slots[i]) != CellState.ABSENT) {
        done.add(columns.get(i));
      }
    }
    return new CellsInFlight(row.row(), done);
  }

  private void write(Row row) {
    try {
      keep(row, partialRows());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    inState.add(row.row());
  }

  /** Rows can only be left here when somebody drains the job from outside. */
  @Override
  public void endInput() throws Exception {
    while (inFlight.size() > 0 || !restored.isEmpty()) {
      if (leases) { // to take the messages that they come in is to take the savepoint as well
        throw cannotDrain("rows wait for models in " + columns);
      } else if (restored.isEmpty()) {
        yieldToMailbox();
      } else {
        goOnWithRestored();
      }
    }
  }

  @Override
  public void close() throws Exception {
    inFlight.close();
    super.close();
  }
}
